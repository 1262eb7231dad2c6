#include "extract/reading/printed_names.h"

#include <algorithm>
#include <unordered_map>

#include "core/similarity.h"
#include "core/utf32.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

struct Name {
  std::u32string text;
  double doubt = 0;  ///< nats a character, 0 of what is sure
  int places = 1;    ///< where it was read so
};

// One line, without blanks at its ends.
std::u32string as_one_line(const std::string& text) {
  std::u32string line = to_utf32(text);
  std::erase(line, U'\n');
  const std::size_t from = line.find_first_not_of(U' ');
  if (from == std::u32string::npos) return {};
  return line.substr(from, line.find_last_not_of(U' ') - from + 1);
}

// What stands behind the last colon, then behind a number and a dash.
std::u32string behind_label(std::u32string_view text) {
  const std::size_t colon = text.find_last_of(U":：");
  if (colon != std::u32string_view::npos) text.remove_prefix(colon + 1);
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  if (digits > 0 && digits < text.size() && text[digits] == U'-') text.remove_prefix(digits + 1);
  return std::u32string(text);
}

// Of sentences, and of what a reader made of crumbs.
bool is_foreign_to_names(char32_t c) {
  constexpr std::u32string_view kSigns = U",.;!?<>|{}[]$#@^~`\\\"'*=+%·，。；";
  return kSigns.find(c) != std::u32string_view::npos;
}

bool is_name(std::u32string_view text, const NameOptions& options) {
  return std::none_of(text.begin(), text.end(), is_foreign_to_names) &&
         !text.ends_with(U"表") &&  // titles
         text.size() <= static_cast<std::size_t>(options.most_characters) &&
         std::count_if(text.begin(), text.end(), is_ideograph) >= options.fewest_characters;
}

// Each once, as its best place has it; what was read alike in several places is surer than there.
std::vector<Name> names_in(const std::vector<SeenWords>& seen, const NameOptions& options) {
  std::vector<Name> names;
  std::unordered_map<std::string, std::size_t> by_print;
  for (const SeenWords& words : seen) {
    std::u32string name = behind_label(as_one_line(words.text));
    if (!is_name(name, options)) continue;
    const double doubt = words.sure ? 0 : words.cost / static_cast<double>(name.size());
    const auto [at, made] = by_print.emplace(print_key(to_utf8(name)), names.size());
    if (made) {
      names.push_back({std::move(name), doubt, 1});
      continue;
    }
    Name& known = names[at->second];
    ++known.places;
    if (doubt < known.doubt) {
      known.doubt = doubt;
      known.text = std::move(name);
    }
  }
  for (Name& name : names) name.doubt /= name.places;
  std::erase_if(names, [&](const Name& name) { return name.doubt > options.credible; });
  return names;
}

}  // namespace

std::vector<std::string> printed_names(const std::vector<SeenWords>& seen,
                                       const NameOptions& options) {
  std::vector<Name> found = names_in(seen, options);
  std::stable_sort(found.begin(), found.end(), [](const Name& a, const Name& b) {
    return a.doubt != b.doubt ? a.doubt < b.doubt : a.places > b.places;
  });
  std::vector<Name> kept;
  std::vector<std::string> names;
  for (Name& name : found) {
    const bool misread =
        name.doubt > 0 && std::any_of(kept.begin(), kept.end(), [&](const Name& surer) {
          return similarity(surer.text, name.text) >= options.alike;
        });
    if (misread) continue;
    if (names.size() == options.most_names) break;
    names.push_back(to_utf8(name.text));
    kept.push_back(std::move(name));
  }
  return names;
}

}  // namespace gouji
