// What of a cell's cut is no print but the cell's own rules, also bent ones and those that lie
// farther inside than the grid says.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"
#include "extract/options.h"

namespace gouji {

/// CV_8UC1 masks in the size of the cut, 255 where a rule is or a neighbour's ink beyond one.
struct CellRules {
  cv::Mat all;
  cv::Mat upright;  ///< those at the left and the right alone
};

/// Where the cell's rules lie, in pixels.
struct RuleBand {
  int depth = 0;      ///< from the edge of the cut; 0: the cell has no rules
  int half_rule = 0;  ///< from a rule's centre to its rim
};

/// `mask`: CV_8UC1, the ink of a cut, its edges on the centres of the cell's rules.
CellRules find_cell_rules(const cv::Mat& mask,
                          const RuleBand& band,
                          Dpi dpi,
                          const ReadingOptions& options);

}  // namespace gouji
