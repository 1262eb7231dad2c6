// Two ways to fold text: for matching (width, traditional forms, radicals, spaces, punctuation do
// not count) and for display (only what wrapping and letter-spacing put in is taken out).
#pragma once

#include <string>
#include <string_view>

#include "core/utf32.h"

namespace gouji {

/// For comparing: NFKC, radicals to ideographs, traditional to simplified, lower case, no white
/// space. Punctuation stays.
std::string fold(std::string_view text);

/// fold() without punctuation and symbols: letters, ideographs and digits only.
std::string match_key(std::string_view text);

/// How alike the match keys of two texts are, 0 to 1: their similarity().
double key_similarity(std::string_view a, std::string_view b);

/// For the CSV: line breaks and white space at ideographs removed, runs of other white space made
/// one blank, radicals to ideographs; else as printed.
std::string display_text(std::string_view text);

/// Only full-width forms to half-width, white space removed: for figures and codes.
std::string half_width(std::string_view text);

}  // namespace gouji
