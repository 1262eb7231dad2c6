// Numbers as lists and headings count them: 一, 十, 十二, 二十, 二十一.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

/// 一 to 十.
bool is_chinese_numeral(char32_t c);

/// 1 to 99; nullopt for what is no such number, as 一一 or nothing.
std::optional<int> chinese_number(std::u32string_view numerals);

/// 1 to 99 in numerals.
std::u32string chinese_numerals(int number);

}  // namespace gouji
