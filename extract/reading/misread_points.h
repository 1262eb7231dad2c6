// What ASCII points and middle dots stand for that a reader saw in Chinese text, where no print has
// any: worn commas and full stops of a sentence, the mark behind an ordinal, or dirt.
#pragma once

#include <string>

namespace gouji {

/// Points among digits, behind digits and Latin letters stay, and so do the middle dots of units
/// (元/人·天).
std::string without_misread_points(const std::string& text);

}  // namespace gouji
