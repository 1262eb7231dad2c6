// Codes in doubt against the same subject elsewhere in the document: a row whose name another table
// prints with a code has that code, when the parts of its own code that were read agree and the
// doubtful parts may be misreadings of it. The lexicon only suggests.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void repair_codes(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
