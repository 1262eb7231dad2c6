#include "core/chinese_numerals.h"

namespace gouji {
namespace {

constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
constexpr int kTen = 10;

/// 1 to 10; 0 for other characters.
int value_of(char32_t c) {
  const std::size_t at = kNumerals.find(c);
  return at == std::u32string_view::npos ? 0 : static_cast<int>(at) + 1;
}

}  // namespace

bool is_chinese_numeral(char32_t c) {
  return value_of(c) > 0;
}

std::optional<int> chinese_number(std::u32string_view numerals) {
  const std::size_t ten = numerals.find(kNumerals.back());
  const auto digit = [](std::u32string_view part) -> std::optional<int> {
    const int value = part.size() == 1 ? value_of(part.front()) : 0;
    return value > 0 && value < kTen ? std::optional(value) : std::nullopt;
  };
  if (ten == std::u32string_view::npos) return digit(numerals);
  const std::u32string_view before = numerals.substr(0, ten), behind = numerals.substr(ten + 1);
  const auto tens = before.empty() ? std::optional(1) : digit(before);
  const auto ones = behind.empty() ? std::optional(0) : digit(behind);
  return tens && ones ? std::optional(*tens * kTen + *ones) : std::nullopt;
}

std::u32string chinese_numerals(int number) {
  std::u32string numerals;
  const auto digit = [](int value) { return kNumerals[static_cast<std::size_t>(value) - 1]; };
  if (number >= 2 * kTen) numerals += digit(number / kTen);
  if (number >= kTen) numerals += kNumerals.back();
  if (number % kTen > 0) numerals += digit(number % kTen);
  return numerals;
}

}  // namespace gouji
