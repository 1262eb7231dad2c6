#include "extract/reading/known_words.h"

#include <algorithm>
#include <utility>

#include "core/utf32.h"

namespace gouji {
namespace {

constexpr double kKnownPair = 1.2;  // nats: two pairs about a character outweigh odds of eleven
constexpr double kKnownPlace = 3;   // nats: there are 3,000 names, and far more that are none
constexpr std::size_t kShortestPlace = 3;
constexpr double kComma = 1.5;  // nats: between clauses a comma is likelier than the mark of a list
constexpr std::ptrdiff_t kShortestClause = 5;  // ideographs: items of a list are shorter, mostly
constexpr double kForeign = 5;  // nats: Greek and kana stand for strokes of ideographs

bool is_foreign(char32_t c) {
  constexpr char32_t kMiddleDot = 0x30FB;
  const bool greek_or_cyrillic = c >= 0x0370 && c <= 0x052F;
  const bool kana_or_bopomofo = c >= 0x3040 && c <= 0x312F && c != kMiddleDot;
  return greek_or_cyrillic || kana_or_bopomofo;
}

std::uint64_t pair_of(char32_t a, char32_t b) {
  constexpr int kHalf = 32;
  return static_cast<std::uint64_t>(a) << kHalf | static_cast<std::uint64_t>(b);
}

template <class Visit>
void visit_pairs(const std::u32string& characters, Visit visit) {
  char32_t before = 0;
  for (const char32_t c : characters) {
    if (is_ideograph(before) && is_ideograph(c)) visit(pair_of(before, c));
    before = c;
  }
}

// Commas with a clause on both sides.
double commas_between_clauses(const std::u32string& characters) {
  constexpr std::u32string_view kMarks = U"，。；：、";
  double commas = 0;
  std::ptrdiff_t before = 0, clause = 0;
  bool comma = false;
  const auto end_clause = [&](bool by_comma) {
    if (comma && std::min(before, clause) >= kShortestClause) ++commas;
    before = std::exchange(clause, 0);
    comma = by_comma;
  };
  for (const char32_t c : characters) {
    if (kMarks.find(c) != std::u32string_view::npos) end_clause(c == U'，');
    clause += is_ideograph(c) ? 1 : 0;
  }
  end_clause(false);
  return commas;
}

}  // namespace

KnownWords::KnownWords(const std::vector<std::string>& texts,
                       const std::vector<std::string>& places) {
  for (const std::string& text : texts)
    visit_pairs(to_utf32(text), [&](std::uint64_t pair) { pairs_.insert(pair); });
  for (const std::string& place : places) {
    std::u32string name = to_utf32(place);
    if (name.size() < kShortestPlace) continue;
    longest_place_ = std::max(longest_place_, name.size());
    places_.insert(std::move(name));
  }
}

bool KnownWords::names_a_place(const std::u32string& characters) const {
  for (std::size_t from = 0; from + kShortestPlace <= characters.size(); ++from) {
    const std::size_t longest = std::min(longest_place_, characters.size() - from);
    for (std::size_t length = kShortestPlace; length <= longest; ++length)
      if (places_.contains(characters.substr(from, length))) return true;
  }
  return false;
}

double KnownWords::favour(const std::string& text) const {
  const std::u32string characters = to_utf32(text);
  double nats = 0;
  visit_pairs(characters, [&](std::uint64_t pair) { nats += pairs_.contains(pair) ? 1 : 0; });
  const double place = names_a_place(characters) ? kKnownPlace : 0;
  return place + kComma * commas_between_clauses(characters) + kKnownPair * nats -
         kForeign *
             static_cast<double>(std::count_if(characters.begin(), characters.end(), is_foreign));
}

void KnownWords::prefer(std::vector<Reading>& readings) const {
  if (readings.size() < 2) return;
  const auto likely = [&](const Reading& reading) { return reading.cost - favour(reading.text); };
  const auto best =
      std::min_element(readings.begin(), readings.end(), [&](const Reading& a, const Reading& b) {
        return likely(a) < likely(b);
      });
  std::rotate(readings.begin(), best, best + 1);
  const Reading& front = readings.front();
  const double least = likely(front);
  for (Reading& overtaken : readings) {
    if (overtaken.cost >= front.cost) continue;
    overtaken.cost = front.cost + likely(overtaken) - least;
    overtaken.confidence = std::min(overtaken.confidence, front.confidence);
  }
}

}  // namespace gouji
