// Reads a lone sign of comparison by the geometry of its strokes: a chevron over a bar (level or
// slanted), a chevron, two level bars, a per cent sign. General readers of text take them for
// letters and digits because nothing stands beside them. Refuses whatever does not fit closely.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>

#include "extract/options.h"

namespace gouji {

struct SignShape {
  std::string text;   ///< ≥ ≤ ＝ > < %
  double misfit = 0;  ///< mean distance between ink and strokes, of the sign's height
};

/// `pixels`: CV_8UC1, 255 = paper, the ink of one cell with some paper around. Nothing when the ink
/// is no sign that is known.
std::optional<SignShape> read_sign(const cv::Mat& pixels, const SignOptions& options);

}  // namespace gouji
