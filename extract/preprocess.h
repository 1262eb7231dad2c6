// Light and colour: makes a grey page whose paper is white everywhere and whose red seals are gone.
// Geometry is not touched.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"

namespace gouji {

struct PreprocessOptions {
  double background_window_pt =
      14;  ///< paper shows somewhere in any window of this size, also inside bold headers
  int seal_min_redness =
      40;  ///< red minus the stronger of green and blue, 0..255; pale stamps measured at 60
  double seal_min_extent_pt =
      50;  ///< official seals are 38-45 mm across; red words of a heading are lower
};

/// Luminance with large red marks taken out: inside them the red channel is used, in which red ink
/// is as light as paper. CV_8UC3 BGR -> CV_8UC1.
cv::Mat grey_without_seals(const cv::Mat& colour, Dpi dpi, const PreprocessOptions& options);

/// Divides by the local brightness of the paper, so that shadows and grey paper become white.
/// CV_8UC1 -> CV_8UC1.
cv::Mat even_light(const cv::Mat& grey, Dpi dpi, const PreprocessOptions& options);

}  // namespace gouji
