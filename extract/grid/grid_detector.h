// Joins strokes into table grids. Merged cells become spans; an open side is closed only where the
// rulings prove its extent. Strokes of text inside cells are told from rulings by what they touch:
// a ruling runs from rule to rule.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "extract/grid/cell_model.h"
#include "extract/grid/grid_options.h"
#include "extract/grid/rulings.h"

namespace gouji {

/// `even` is the page that the rulings were found in. Grids come in reading order (top, then left).
std::vector<Grid> detect_grids(const RulingMap& rulings,
                               const cv::Mat& even,
                               Dpi dpi,
                               const GridOptions& options);

}  // namespace gouji
