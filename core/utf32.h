// Texts as characters: UTF-8 to code points and back.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

/// Ideographs, with the ideographic zero.
bool is_ideograph(char32_t c);

/// 0 to 9.
constexpr bool is_ascii_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

}  // namespace gouji
