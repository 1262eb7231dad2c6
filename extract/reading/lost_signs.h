// Cells whose print a threshold took all but specks of. By themselves specks are dirt, but not in
// the middle of most empty cells of a column, nor many more than the page's dirt leaves in a cell.
#pragma once

#include <vector>

#include "extract/grid/cell_model.h"
#include "extract/options.h"
#include "extract/reading/cell_work.h"

namespace gouji {

/// For each cell of the sheet whether a person must look though it has no ink.
std::vector<bool> lost_signs(const CellSheet& sheet,
                             const std::vector<GridCell>& places,
                             const ReadingOptions& options);

}  // namespace gouji
