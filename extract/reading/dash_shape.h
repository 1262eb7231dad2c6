// Counts the dashes of a cell that holds nothing else: `---` says "does not apply". Blur joins
// them to one bar that general readers take for one dash, a stroke of a glyph or digits.
#pragma once

#include <opencv2/core.hpp>

namespace gouji {

/// `pixels`: CV_8UC1, 255 = paper, the ink of one line with some paper around. The number of equal
/// dashes side by side, at least two, each with a visible gap beside it; 0 when the ink is no such
/// row.
int count_dashes(const cv::Mat& pixels);

/// Two bars one above the other with paper between them: no dash, though they hang together.
bool are_two_bars(const cv::Mat& pixels);

}  // namespace gouji
