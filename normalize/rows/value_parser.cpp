#include "normalize/rows/value_parser.h"

#include <algorithm>
#include <utility>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr std::size_t kGroup = 3;         // digits between separators
constexpr std::size_t kShortestCode = 3;  // digits of a class

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_dash(char32_t c) {
  return c == U'-' || c == U'—' || c == U'–' || c == U'−' || c == U'―' || c == U'‐' || c == U'‑' ||
         c == U'─' || c == U'一' || c == U'ー';
}

bool is_minus(char32_t c) {
  return c != U'一' && c != U'ー' && is_dash(c);
}

bool is_triangle(char32_t c) {
  return c == U'△' || c == U'▲' || c == U'Δ' || c == U'∆';
}

bool is_separator(char32_t c) {
  return c == U',' || c == U'，' || c == U'\'' || c == U'’';
}

std::string digits_of(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text)
    if (is_digit(c)) result += static_cast<char>(c);
  return result;
}

// Digits of a text that breaks the grammar, with the last mark before one or two digits taken as
// the decimal point.
std::string best_guess(std::u32string_view text, bool negative) {
  const std::string digits = digits_of(text);
  if (digits.empty()) return {};
  std::size_t after = 0;
  bool marked = false;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (is_digit(text[i])) {
      ++after;
    } else if (text[i] == U'.' || is_separator(text[i])) {
      marked = true;
      break;
    }
  }
  std::string value = digits;
  if (marked && after >= 1 && after < kGroup && after < digits.size())
    value.insert(digits.size() - after, ".");
  return (negative ? "-" : "") + value;
}

auto fault(FaultKind kind, std::u32string_view text, bool negative) {
  return unexpected(ParseFault{kind, best_guess(text, negative)});
}

// The whole part with separators: groups of three after the first.
bool good_groups(std::u32string_view whole) {
  std::size_t run = 0;
  bool separated = false;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (is_digit(whole[i])) {
      ++run;
    } else {
      if (run == 0 || run > kGroup || (separated && run != kGroup)) return false;
      separated = true;
      run = 0;
    }
  }
  return run > 0 && (!separated || run == kGroup);
}

}  // namespace

expected<std::string, ParseFault> parse_amount(std::string_view text) {
  const std::u32string all = to_utf32(half_width(text));
  std::u32string_view rest = all;
  if (std::all_of(rest.begin(), rest.end(), is_dash)) return std::string();
  if (!rest.empty() && (rest.front() == U'¥' || rest.front() == U'￥')) rest.remove_prefix(1);
  bool negative = false;
  if (rest.size() > 1 && (is_minus(rest.front()) || is_triangle(rest.front()))) {
    negative = true;
    rest.remove_prefix(1);
  } else if (!rest.empty() && rest.front() == U'(') {
    negative = true;
    rest.remove_prefix(1);
    if (rest.empty() || rest.back() != U')')
      return fault(FaultKind::BadSign, rest, /*negative=*/true);
    rest.remove_suffix(1);
  }
  const auto known = [](char32_t c) { return is_digit(c) || is_separator(c) || c == U'.'; };
  if (!std::all_of(rest.begin(), rest.end(), known)) {
    const bool sign_inside = std::any_of(
        rest.begin(), rest.end(), [](char32_t c) { return is_minus(c) || c == U')' || c == U'('; });
    return fault(sign_inside ? FaultKind::BadSign : FaultKind::NotANumber, rest, negative);
  }
  const auto points = std::count(rest.begin(), rest.end(), U'.');
  const std::size_t point = std::min(rest.find(U'.'), rest.size());
  const std::u32string_view whole = rest.substr(0, point);
  const std::u32string_view decimals =
      point < rest.size() ? rest.substr(point + 1) : rest.substr(rest.size());
  if (points > 1 || (points == 1 && (decimals.empty() || whole.empty())) ||
      !std::all_of(decimals.begin(), decimals.end(), is_digit))
    return fault(FaultKind::BadDecimals, rest, negative);
  if (!good_groups(whole)) return fault(FaultKind::BadGrouping, rest, negative);
  std::string value = digits_of(whole);
  if (value.size() > 1 && value.front() == '0')
    return fault(FaultKind::BadDecimals, rest, negative);
  if (points == 1) value += "." + digits_of(decimals);
  return (negative ? "-" : "") + value;
}

expected<std::string, ParseFault> parse_code(std::string_view text) {
  const std::u32string all = to_utf32(half_width(text));
  constexpr std::u32string_view kDirt = U".,·'";  // dots of a fax; no code is printed with them
  std::string digits;
  bool clean = true, only_dirt = true;
  for (const char32_t c : all) {
    if (is_digit(c)) {
      digits += static_cast<char>(c);
    } else if (c != U'[' && c != U']' && !is_minus(c) && c != U'【' && c != U'】') {
      clean = false;
      only_dirt = only_dirt && kDirt.find(c) != kDirt.npos;
    }
  }
  if (!clean) return unexpected(ParseFault{FaultKind::NotACode, only_dirt ? digits : ""});
  return digits;
}

CodeAndName split_code_and_name(std::string_view text) {
  const std::u32string all = to_utf32(half_width(text));
  std::size_t i = 0;
  std::string code;
  const auto mark = [](char32_t c) {
    return c == U'[' || c == U'【' || c == U']' || c == U'】' || c == U'-' || c == U':' ||
           c == U'_' || c == U'.';
  };
  while (i < all.size() && (is_digit(all[i]) || mark(all[i]))) {
    if (is_digit(all[i])) code += static_cast<char>(all[i]);
    ++i;
  }
  if (code.size() < kShortestCode) return {{}, display_text(text)};
  return {code, to_utf8(std::u32string_view(all).substr(i))};
}

bool looks_numeric(std::string_view text) {
  const std::u32string all = to_utf32(half_width(text));
  std::size_t digits = 0, words = 0;
  for (const char32_t c : all) {
    if (is_digit(c)) ++digits;
    if (is_ideograph(c)) ++words;
  }
  return digits > 0 && words == 0 && 2 * digits >= all.size();
}

bool looks_like_amount(std::string_view text) {
  return looks_numeric(text) && text.find('.') != std::string_view::npos;
}

bool looks_broken(std::string_view text) {
  if (!looks_numeric(text)) return false;
  const std::u32string all = to_utf32(text);
  for (std::size_t i = 1; i + 1 < all.size(); ++i)
    if (all[i] == U' ' && is_digit(all[i - 1]) && is_digit(all[i + 1])) return true;
  return false;
}

}  // namespace gouji
