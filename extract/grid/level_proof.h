// Which levels of a region are rules of its table: a rule runs without a break from rule to rule,
// is as thin as the table's others, and no character crosses it. All lengths in pixels of the
// region.
#pragma once

#include "extract/grid/grid_options.h"
#include "extract/grid/level.h"

namespace gouji {

struct ProofScale {
  int long_run_px = 0;  ///< an unbroken stroke that no text makes
  int touch_px = 0;     ///< ink that a ruling has at least, from the rule it runs into
  int one_line_px = 0;  ///< between rules so near an upright of a character can pass for a ruling
  int gap_px = 0;       ///< paper between such an upright and the rule
};

/// Levels that are long, or run without a break from one level of `crossing` to the next. Text
/// keeps off the rules; a ruling runs into both, and is as thin as the table's other rules. Where
/// levels are `upright`, rows too low to tell a ruling from a character's stroke prove one only
/// when higher rows, where there are such, show some of it, or nothing while all low ones do; and a
/// worn one may not stand clear of the rules in most rows.
std::vector<Level> proven(const std::vector<Level>& levels,
                          const std::vector<Level>& crossing,
                          const ProofScale& scale,
                          const GridOptions& options,
                          bool upright);

/// One level for each double rule: the longer one's place, the ink of both.
std::vector<Level> without_near_doubles(std::vector<Level> levels, double min_distance_px);

/// Takes out levels that strokes of characters run across all along. Next to none do in a table;
/// the strokes of dense prose can form a lattice, but every character has some that cross it.
/// `along`: the crossing levels' places in the picture, which are left out of the count.
/// `sure_run_px`: a level with so long a run stays. `max_strokes`: a pixel of ruled length.
std::vector<Level> without_lines_of_text(std::vector<Level> levels,
                                         const std::vector<int>& along,
                                         const cv::Mat& ink,
                                         const cv::Rect& region,
                                         int sure_run_px,
                                         double max_strokes);

/// Adds the sides that were printed without a rule: rulings that end in nothing prove them.
/// `extent_px`: the length of the added levels.
void close_open_sides(std::vector<Level>& levels,
                      const std::vector<Level>& crossing,
                      int open_side_px,
                      int extent_px);

}  // namespace gouji
