// Points that are commas. A thin comma loses its tail to a hard threshold, and 174,400 is read as
// 174.400 by every reader: the digits are right and the figure is a thousandth of what is printed.
// One figure cannot tell; the document can, for it prints all its amounts in one way.
#pragma once

#include "normalize/document.h"
#include "normalize/options.h"

namespace gouji {

/// Takes the point before the last three digits of a read figure for a separator where the document
/// prints whole amounts in groups of three: all tables with one amount unit are judged together, by
/// their figures that can be read in one way only. Where these do not tell, such figures are
/// flagged
/// (`decimals`). Text layers are left alone.
void settle_grouping_points(NormalizedDocument& document, const NormalizeOptions& options);

}  // namespace gouji
