// The grammar of printed numbers, as far as pixels need it: whether a reading can be a number, and
// which number a reading with confused separators must be. Values are the business of normalize.
#pragma once

#include <optional>
#include <string>

namespace gouji {

/// -?d{1,3}(,ddd)*(.d+)? or plain digits with an optional fraction; also in brackets, with %
/// behind, or a lone dash.
bool is_number(const std::string& text);

/// Mostly digits, though perhaps not a number: confused separators, a letter for a digit.
bool resembles_number(const std::string& text);

/// Only digits.
bool is_code(const std::string& text);

/// The number whose separators were confused: `8.358.21` and `8,358,21` are `8,358.21`. Nothing
/// when the digits or their groups leave a doubt.
std::optional<std::string> repair_separators(const std::string& text);

}  // namespace gouji
