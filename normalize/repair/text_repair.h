// Repairs texts by what the document itself says elsewhere: its unit's name, project names of 3-2
// in 6, closed sets of words, standard indicators. A clearly read text is never overwritten; it is
// flagged where it contradicts.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void repair_text(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
