// Uprights that would run through a word of the header: no ruling does; dots of its strokes, or of
// signs that stand in line below it, made them.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

struct ThroughWordOptions {
  double most_paper_pt = 1.5;  ///< between two characters of a word; a ruling's has more
};

/// `leaves`: the boxes of words that head a column each; `signs`: those of their signs. Pixels.
bool runs_through_word(int x,
                       const std::vector<cv::Rect>& leaves,
                       const std::vector<cv::Rect>& signs,
                       Dpi dpi,
                       const ThroughWordOptions& options);

}  // namespace gouji
