// Best guesses for flagged names that nobody could read: the name beside the same code, the project
// of the same amount, the unit above the table.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

/// Sets flagged names to the only one that the document prints without doubt for their code, or
/// that the lexicon has for it, beside a doubtful code only where they are no more like another
/// subject's; flagged projects to the only line of the project table with their
/// amount; the flagged unit of a table with a single unit to the one that the lines above it name.
/// They stay flagged, `printed` stays what was read. Comes last: nothing may be proved from a
/// guess.
void guess_names(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
