#include "extract/reading/known_words.h"

#include <algorithm>

#include "core/utf32.h"

namespace gouji {
namespace {

constexpr double kKnownPair = 1.2;  // nats: two pairs about a character outweigh odds of eleven
constexpr double kForeign = 5;      // nats: Greek and kana stand for strokes of ideographs

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

}  // namespace

KnownWords::KnownWords(const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    visit_pairs(to_utf32(text), [&](std::uint64_t pair) { pairs_.insert(pair); });
}

double KnownWords::favour(const std::string& text) const {
  const std::u32string characters = to_utf32(text);
  double nats = 0;
  visit_pairs(characters, [&](std::uint64_t pair) { nats += pairs_.contains(pair) ? 1 : 0; });
  return kKnownPair * nats - kForeign * static_cast<double>(std::count_if(
                                            characters.begin(), characters.end(), is_foreign));
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
  for (Reading& overtaken : readings) {
    overtaken.cost = std::max(overtaken.cost, front.cost);
    overtaken.confidence = std::min(overtaken.confidence, front.confidence);
  }
}

}  // namespace gouji
