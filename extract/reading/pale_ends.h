// Digits at either end of a figure that are so much paler than the others that the threshold takes
// them for paper. Without them the figure is another one, for all readers alike.
#pragma once

#include <opencv2/core.hpp>

#include "extract/reading/cell_image.h"

namespace gouji {

/// Adds such digits to the marks and the ink of a cell that holds one line. `pale`: CV_8UC1 mask of
/// the cut's ink at half the threshold; `inside`: the cut without its rules; `highest_line`: in
/// pixels, higher marks are several lines.
void add_pale_ends(const cv::Mat& pale, const cv::Rect& inside, double highest_line, CellInk& cell);

}  // namespace gouji
