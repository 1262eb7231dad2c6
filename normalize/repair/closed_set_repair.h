// Columns that allow only official words: indicator levels, natures, directions. A misread word
// becomes the one that its readings are clearly nearest to; the first level also follows from the
// second. What stays open is flagged, and so is an empty cell in a column that is always filled.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

void repair_closed_sets(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
