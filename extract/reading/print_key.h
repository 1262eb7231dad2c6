// Readings as print: what looks the same on paper is one reading, whatever code points spell it.
#pragma once

#include <string>

namespace gouji {

/// Without spaces and line breaks.
std::string without_spaces(const std::string& text);

/// Without spaces, with the wide forms of ASCII signs and the brackets that look alike folded:
/// equal keys are equal print. For comparing only.
std::string print_key(const std::string& text);

/// Has letters of a script that numbers are not made of.
bool has_wide_characters(const std::string& text);

}  // namespace gouji
