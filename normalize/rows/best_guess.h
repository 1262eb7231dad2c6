// The best guess for a flagged field: of a column whose words are known, a person sees the word
// that a reader saw or that the reading is nearest to, not garbled letters. What was printed stays
// in `printed`.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Sets flagged fields of closed columns that hold no official word to the likeliest other reading
/// that is one; without such, to the one official word that is clearly nearest to them; without
/// that, and where nothing was read, to the word that another column of the row implies. They stay
/// flagged. Comes last: nothing may be proved from a guess.
void guess_closed_words(NormalizedDocument& document, const std::vector<Schema>& schemas);

}  // namespace gouji
