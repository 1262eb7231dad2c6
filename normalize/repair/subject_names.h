// Names of functions and economic subjects against their codes: what the document itself prints
// clearly for the same code, then the lexicon, by the document's year, for names change. A clearly
// read name stays, whatever its code.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void repair_subject_names(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
