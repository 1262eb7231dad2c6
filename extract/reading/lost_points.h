// Amounts whose decimal point a threshold took: the readers run the figures together, a hundredfold
// of what was printed. The paper still shows where it stood, as a gap before the last two figures.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/raw_table.h"
#include "extract/grid/cell_model.h"
#include "extract/options.h"
#include "extract/reading/cell_work.h"

namespace gouji {

/// Whether two figures at the end of a line stand off from those before. `ink`: CV_8UC1 mask of the
/// line, not 0 = ink; `figure_height` in pixels.
bool stands_off(const cv::Mat& ink, double figure_height, const LostPointOptions& options);

/// Puts the point back where most amounts of a column, or of a table with few, that are read
/// without one have the gap, and flags what it changes: the point is a guess. An amount there
/// without a gap stays and is flagged as well. `cells`: of the sheet's, same order, after the vote.
void put_back_lost_points(const CellSheet& sheet,
                          const std::vector<GridCell>& places,
                          const LostPointOptions& options,
                          std::vector<RawCell>& cells);

}  // namespace gouji
