// Runs of print: signs that stand beside each other in a line, a word or a figure of a cell.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

struct PrintRunOptions {
  double least_sign_pt = 1.5;  ///< what is smaller joins nothing: a dot of a ruling, a speck
  double least_paper_pt = 4;   ///< signs nearer to each other in a line are one run
  double same_line = 0.5;      ///< of the lower sign's height that lies beside the other
};

/// The boxes of the runs, by their left side. `signs`: boxes of print, in any order. Pixels.
std::vector<cv::Rect> runs_of_print(const std::vector<cv::Rect>& signs,
                                    Dpi dpi,
                                    const PrintRunOptions& options);

/// Whether some of each stands above or below some of the other.
bool overlap_across(const cv::Rect& a, const cv::Rect& b);

/// The median of their heights; 0 without any.
int usual_height(const std::vector<cv::Rect>& runs);

}  // namespace gouji
