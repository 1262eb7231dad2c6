// Data cells that lie over several rows because the ruling between them was lost.
#pragma once

#include "core/raw_table.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// What of a cell that was read over several rows row `row` has: its own line of figures or of a
/// known word where every row has one, dashes that the ruling left between them not counted. A cell
/// with other text is all of each row's; so is a figure that was wrapped in a cell that forms print
/// over rows.
RawCell line_of_row(const RawCell& cell, int row, const Column& column);

}  // namespace gouji
