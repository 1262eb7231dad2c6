// Dark fills of headers: white print on a dark ground becomes dark print on white paper, so that
// everything after it knows one polarity.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"

namespace gouji {

struct DarkFillOptions {
  double darker_than = 0.62;  ///< of the paper about it; print on lighter grounds is read as it is
  double window_pt = 130;     ///< paper shows somewhere in any window of this size: no fill is so
                              ///< high
  double min_width_pt = 24;   ///< of a fill: a cell of a column of codes
  double min_height_pt = 7;   ///< a strip beside a line of print; letters of titles are thinner
  double least_dark = 0.7;    ///< of a fill with its print; dense bold print reaches 0.6
  double stroke_pt = 3;       ///< white print is no thicker
  double search_per_inch = 72;  ///< resolution at which fills are looked for
};

/// Where a fill is, each pixel becomes as dark as it differs from the fill, lighter or darker; the
/// fill becomes as light as the paper about it. The fill's edge stays as a dark line: it bounds
/// cells like a rule. Fills that touch the picture's border are a scanner's and stay. CV_8UC1 ->
/// CV_8UC1; the same picture where there is no fill.
cv::Mat turn_over_dark_fills(const cv::Mat& grey, Dpi dpi, const DarkFillOptions& options);

}  // namespace gouji
