// The best guess for a flagged field: of a column whose words are known, a person sees the word
// that the reading is nearest to, not its garbled letters. What was printed stays in `printed`.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Sets flagged fields of closed columns to the one official word that is clearly nearest to them.
/// They stay flagged. Comes last: nothing may be proved from a guess.
void guess_closed_words(NormalizedDocument& document, const std::vector<Schema>& schemas);

}  // namespace gouji
