// Best guesses for the lines of summaries that nobody could read: they list the classes of
// functions in the order of their codes.
#pragma once

#include "normalize/document.h"
#include "normalize/repair/lexicons.h"

namespace gouji {

/// Sets flagged items that stand between two classes to those between, where there are as many,
/// with the ordinals that follow from the lines around. They stay flagged, `printed` stays what was
/// read. Nothing may be proved from a guess.
void guess_listed_classes(NormalizedDocument& document, const Lexicons& lexicons);

}  // namespace gouji
