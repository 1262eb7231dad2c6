// Straight lines along which more dots lie than chance puts there: of a rule that a hard threshold
// took, a few are left in every piece of its way, while specks of the paper and crumbs of text lie
// on no line.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

struct DottedLineOptions {
  double same_line_pt = 0.6;  ///< a dot lies off its line by no more
  double one_dot_pt = 1.5;    ///< dots so near are one, crumbs of a stroke ...
  double stroke_pt = 9;       ///< ... of no greater length
  double apart_pt = 5.5;      ///< nearer lines are one double rule
  double bin_pt = 18;         ///< along the line; in so long a piece ...
  int most_in_bin = 3;        ///< ... more dots than these count for no more: crumbs lie together
  double false_lines = 0.02;  ///< lines that chance may make on a page
  double lone_gaps = 5;       ///< an end dot so many mean gaps away is a speck
};

/// A dot, or a thin piece, of a level rule; nothing lies beside it. Pixels: x in [from, to).
struct RuleDot {
  double at = 0;
  int from = 0;
  int to = 0;
};

/// By their place along the rule.
inline bool lies_before(const RuleDot& a, const RuleDot& b) {
  return a.from < b.from;
}

/// A level line through the dots. Pixels.
struct DottedLine {
  int at = 0;
  std::vector<RuleDot> dots;  ///< by their place along the line

  int from() const { return dots.front().from; }

  int to() const { return dots.back().to; }
};

/// The lines among these rows of pixels, by place. Only dots in `area` count. Chance is measured
/// there: the dots of most rows are specks, as many as in any other; the lines have so many more
/// that specks alone, thrown down as a Poisson process, make fewer than `false_lines` of them.
std::vector<DottedLine> dotted_lines(const std::vector<RuleDot>& dots,
                                     const cv::Rect& area,
                                     cv::Range among,
                                     Dpi dpi,
                                     const DottedLineOptions& options);

}  // namespace gouji
