#include "extract/reading/amount_shape.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr std::size_t kGroup = 3;
constexpr double kDigitShare = 0.5;  // of the characters of a misread number

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Sign, brackets and per cent around the figures.
std::string_view core_of(std::string_view text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')')
    text = text.substr(1, text.size() - 2);
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (!text.empty() && text.back() == '%') text.remove_suffix(1);
  return text;
}

bool is_unsigned(std::string_view text) {
  const auto point = text.find('.');
  std::string_view whole = text.substr(0, point);
  if (point != std::string_view::npos && !all_digits(text.substr(point + 1))) return false;
  if (all_digits(whole)) return true;
  const auto first = whole.find(',');
  if (first == 0 || first == std::string_view::npos || first > kGroup) return false;
  if (!all_digits(whole.substr(0, first))) return false;
  whole.remove_prefix(first);
  while (!whole.empty()) {
    if (whole.size() < kGroup + 1 || whole.front() != ',' || !all_digits(whole.substr(1, kGroup)))
      return false;
    whole.remove_prefix(kGroup + 1);
  }
  return true;
}

// Chinese marks that readers take for a comma or a point.
std::string plain_marks(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kMarks = {
      "\uFF0C", "\u3002", "\uFF0E", "\u00B7", "\u3001", "\uFF1A", "\u2022"};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view m) {
      return text.substr(i, m.size()) == m;
    });
    out += mark == kMarks.end() ? text[i] : '.';
    i += mark == kMarks.end() ? 1 : mark->size();
  }
  return out;
}

}  // namespace

bool is_number(const std::string& text) {
  return text == "-" || is_unsigned(core_of(text));
}

bool resembles_number(const std::string& text) {
  if (has_wide_characters(text)) return false;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits > 0 &&
         static_cast<double>(digits) >= kDigitShare * static_cast<double>(text.size());
}

bool is_code(const std::string& text) {
  return all_digits(text);
}

std::optional<std::string> repair_separators(const std::string& text) {
  const std::string_view core = core_of(text);
  std::vector<std::string> groups(1);
  const std::string plain = plain_marks(core);
  for (const char c : plain) {
    if (is_digit(c)) {
      groups.back() += c;
    } else if (c == '.' || c == ',' || c == ':' || c == ';') {
      // A doubled separator is one mark read twice.
      if (!groups.back().empty()) groups.emplace_back();
    } else if (c != ' ') {
      return std::nullopt;
    }
  }
  if (groups.back().empty()) groups.pop_back();
  if (groups.size() < 2) return std::nullopt;  // a mark behind plain digits may be a lost figure
  const std::string last = groups.back();
  const bool has_point = last.size() != kGroup;
  const std::size_t whole = has_point ? groups.size() - 1 : groups.size();
  // d.ddd could be a fraction of three places: leave it.
  if (!has_point && groups.size() == 2 && core.find('.') != std::string_view::npos)
    return std::nullopt;
  if (has_point && last.size() > 2) return std::nullopt;
  if (groups.front().empty() || (whole > 1 && groups.front().size() > kGroup)) return std::nullopt;
  std::string number = groups.front();
  for (std::size_t i = 1; i < whole; ++i) {
    if (groups[i].size() != kGroup) return std::nullopt;
    number += ',' + groups[i];
  }
  if (has_point) number += '.' + last;
  const auto begin = static_cast<std::size_t>(core.data() - text.data());
  return text.substr(0, begin) + number + text.substr(begin + core.size());
}

}  // namespace gouji
