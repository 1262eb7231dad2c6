#include "extract/reading/repeated_sentences.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/chinese_numerals.h"
#include "core/utf32.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

/// The likeliest reading, without the full stop that a threshold may have taken.
std::u32string sentence_at(const SentencePlace& place) {
  std::u32string text = to_utf32(place.readings.front());
  if (text.ends_with(U'。')) text.pop_back();
  return text;
}

bool is_sentence(const SentencePlace& place, const RepeatOptions& options) {
  if (place.readings.empty()) return false;
  const std::u32string text = sentence_at(place);
  return std::count_if(text.begin(), text.end(), is_ideograph) >= options.shortest;
}

bool is_figure(char32_t c) {
  return is_ascii_digit(c) || is_chinese_numeral(c);
}

/// In how many characters two readings of one sentence differ; nullopt for those of two.
std::optional<int> distance(std::u32string_view a,
                            std::u32string_view b,
                            const RepeatOptions& options) {
  if (a.size() != b.size()) return std::nullopt;
  int differing = 0;
  bool word_before = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool differs = a[i] != b[i];
    const bool word = differs && is_ideograph(a[i]) && is_ideograph(b[i]);
    if ((word && word_before) || (differs && (is_figure(a[i]) || is_figure(b[i]))))
      return std::nullopt;
    word_before = word;
    differing += differs ? 1 : 0;
  }
  if (differing > (1 - options.alike) * static_cast<double>(a.size())) return std::nullopt;
  return differing;
}

/// Places of one sentence, sure ones first, and the different readings of them.
struct Group {
  std::vector<std::u32string> texts;
  std::vector<std::size_t> places;
};

/// To the nearest of its readings.
std::optional<int> distance_to(const Group& group,
                               std::u32string_view text,
                               const RepeatOptions& options) {
  std::optional<int> least;
  for (const std::u32string& other : group.texts)
    if (const auto apart = distance(other, text, options); apart && (!least || *apart < *least))
      least = apart;
  return least;
}

/// Texts of which no two print alike.
class DifferentTexts {
 public:
  void add(std::string text) {
    if (keys_.insert(print_key(text)).second) texts_.push_back(std::move(text));
  }

  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::set<std::string> keys_;
  std::vector<std::string> texts_;
};

/// Texts with one character of `base` as another of them has it.
std::vector<std::string> mixtures(const std::string& base, const std::vector<std::string>& texts) {
  const std::u32string from = to_utf32(base);
  DifferentTexts mixed;
  for (const std::string& text : texts) {
    const std::u32string other = to_utf32(text);
    if (other.size() != from.size()) continue;
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (other[i] == from[i]) continue;
      std::u32string one = from;
      one[i] = other[i];
      if (print_key(to_utf8(one)) != print_key(base)) mixed.add(to_utf8(one));
    }
  }
  return mixed.texts();
}

std::pair<std::string, double> cheapest(const std::vector<std::string>& texts,
                                        const SentenceCosts& costs) {
  const std::vector<double> nats = costs(texts);
  const auto best = std::min_element(nats.begin(), nats.end());
  return {texts[static_cast<std::size_t>(best - nats.begin())], *best};
}

}  // namespace

std::vector<std::vector<std::size_t>> repeated_sentences(const std::vector<SentencePlace>& places,
                                                         const RepeatOptions& options) {
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> sure_group;  // by print
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].sure || !is_sentence(places[i], options)) continue;
    std::u32string text = sentence_at(places[i]);
    const auto [at, made] = sure_group.emplace(to_utf8(text), groups.size());
    if (made) groups.push_back({{std::move(text)}, {}});
    groups[at->second].places.push_back(i);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].sure || !is_sentence(places[i], options)) continue;
    std::u32string text = sentence_at(places[i]);
    Group* nearest = nullptr;
    std::optional<int> least;
    for (Group& group : groups)
      if (const auto apart = distance_to(group, text, options);
          apart && (!least || *apart < *least)) {
        least = apart;
        nearest = &group;
      }
    if (nearest == nullptr) nearest = &groups.emplace_back();
    nearest->texts.push_back(std::move(text));
    nearest->places.push_back(i);
  }
  std::vector<std::vector<std::size_t>> repeated;
  for (Group& group : groups) {
    const bool worn = !places[group.places.back()].sure;  // these come last
    if (worn && group.places.size() > 1) repeated.push_back(std::move(group.places));
  }
  return repeated;
}

std::string settled_sentence(const std::vector<SentencePlace>& places,
                             const SentenceCosts& costs,
                             const RepeatOptions& options) {
  DifferentTexts all;
  for (const SentencePlace& place : places) {
    if (place.sure) return place.readings.front();
    for (const std::string& reading : place.readings) all.add(reading);
  }
  auto best = cheapest(all.texts(), costs);
  for (int round = 0; round < options.rounds; ++round) {
    const std::vector<std::string> mixed = mixtures(best.first, all.texts());
    if (mixed.empty()) break;
    auto better = cheapest(mixed, costs);
    if (better.second >= best.second) break;
    best = std::move(better);
  }
  return best.first;
}

}  // namespace gouji
