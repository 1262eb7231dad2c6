// Words drawn with OpenCV's own strokes, and cells that were read, for tests of what is done when
// all pages are read.
#pragma once

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "core/raw_table.h"
#include "extract/reading/recognizer.h"

namespace gouji {

inline LineImage drawn(const std::string& text) {
  cv::Mat pixels(26, 15 * static_cast<int>(text.size()), CV_8UC1, cv::Scalar(255));
  cv::putText(pixels, text, {3, 20}, cv::FONT_HERSHEY_DUPLEX, 0.8, cv::Scalar(0), 1, cv::LINE_AA);
  return {pixels, Dpi{200}, Alphabet::Any};
}

/// Flagged when it cost more than a nat.
inline RawCell read_as(const std::string& text, double cost) {
  RawCell cell;
  cell.readings = {{text, std::exp(-cost), "ppocr", cost}};
  if (cost > 1) cell.reasons = {"low_confidence"};
  return cell;
}

}  // namespace gouji
