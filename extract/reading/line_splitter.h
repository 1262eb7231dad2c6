// Splits the ink of a cell, or of a piece of a page, into lines of text by row projection.
// Glyphs with gaps inside (二, 三, 、) stay whole, lines set so tightly that they touch are divided
// at the thinnest row between them.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace gouji {

/// One connected mark of ink.
struct InkMark {
  cv::Rect box;
  int area = 0;  ///< pixels
};

/// The height of a full glyph of this ink in pixels; 0 without marks. Flat marks (一, -) count by
/// their width only when there is nothing else.
double glyph_height(const std::vector<InkMark>& marks);

/// Boxes of the lines from top to bottom, each tight around its ink. `ink` is CV_8UC1, not 0 = ink.
/// `usual_height`: glyph height of the neighbourhood in pixels, 0 when not known.
std::vector<cv::Rect> split_lines(const cv::Mat& ink,
                                  const std::vector<InkMark>& marks,
                                  double usual_height);

}  // namespace gouji
