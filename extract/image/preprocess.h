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
  double seal_stroke_pt =
      1.5;  ///< rims and stars are thicker, print below 20 pt and rules are thinner
  double seal_max_straight_pt = 36;  ///< a rim of 45 mm is straight to its own thickness for 31 pt
  double seal_max_extent_pt = 180;   ///< 58 mm with the blur of a stamp
  double seal_rim_pt = 2;            ///< how far from a circle its rim's ink may lie
  double seal_min_rim = 0.75;        ///< of the circle is inked; lattices of thick print reach 0.4
};

/// Luminance with large red marks taken out: inside them the red channel is used, in which red ink
/// is as light as paper. CV_8UC3 BGR -> CV_8UC1.
cv::Mat grey_without_seals(const cv::Mat& colour, Dpi dpi, const PreprocessOptions& options);

/// The brightness of the paper at each pixel, at least 1: the bright side of any window of the
/// size. CV_8UC1 -> CV_8UC1.
cv::Mat paper_light(const cv::Mat& grey, Dpi dpi, double window_pt);

/// Divides by the local brightness of the paper, so that shadows and grey paper become white.
/// CV_8UC1 -> CV_8UC1.
cv::Mat even_light(const cv::Mat& grey, Dpi dpi, const PreprocessOptions& options);

/// Where seals lie that are as grey as print (grey and black-and-white scans): rims and stars, told
/// by thick strokes that span a seal's extent. 255 = seal; empty when there are none. `even`: from
/// even_light.
cv::Mat find_dark_seals(const cv::Mat& even, Dpi dpi, const PreprocessOptions& options);

/// Takes the seals out where their ink is paler than the print under it; where it is as black,
/// print and seal go together.
void lift_dark_seals(cv::Mat& even, const cv::Mat& seals);

}  // namespace gouji
