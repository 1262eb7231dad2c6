// Codes against the names beside them: a name that the lexicon knows for exactly one sibling of the
// code that was read (30224 for 30221) says that the code may be misread. Only flags: publishers
// number as they like, and neither the code nor the name is changed. Print that needed no reading
// is left alone.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void flag_codes_of_other_names(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
