// A last look at merged cells: where ink runs through one from rule to rule along an inner edge,
// there is a rule after all, bent, broken or bleached by a seal, and the cell is several. What a
// grid takes for one cell of several figures would be read as one wrong figure and empty
// neighbours.
#pragma once

#include <opencv2/core.hpp>

#include "extract/grid/cell_model.h"
#include "extract/options.h"

namespace gouji {

/// The grid with such cells divided. Text that stands across an edge is lower than its cell, so
/// merged cells with text stay.
Grid divide_by_lost_rules(const Grid& grid,
                          const cv::Mat& grey,
                          Dpi dpi,
                          const ReadingOptions& options);

}  // namespace gouji
