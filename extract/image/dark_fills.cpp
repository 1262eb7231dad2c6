#include "extract/image/dark_fills.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "extract/image/components.h"
#include "extract/image/preprocess.h"

namespace gouji {
namespace {

constexpr int kWhite = 255;
constexpr double kMostGain = 3;  // of what is darker than a fill: more would show its grain
constexpr int kEdge = 60;        // tone of the line along a fill's edge

cv::Mat box_of(int width, int height) {
  return cv::getStructuringElement(cv::MORPH_RECT, {width | 1, height | 1});
}

// 255 where a fill may be, in a small copy of the page. Empty without fills.
cv::Mat find_fills(const cv::Mat& grey, Dpi dpi, const DarkFillOptions& options) {
  const double scale = std::min(1.0, options.search_per_inch / dpi.per_inch);
  const Dpi small_dpi{dpi.per_inch * scale};
  if (scale * std::min(grey.cols, grey.rows) < 1) return {};
  cv::Mat small;
  cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
  cv::divide(small, paper_light(small, small_dpi, options.window_pt), small, kWhite);
  cv::Mat dark = small < options.darker_than * kWhite;
  const int stroke = whole_pixels(options.stroke_pt, small_dpi);
  cv::morphologyEx(dark, dark, cv::MORPH_CLOSE, box_of(stroke, stroke));
  cv::morphologyEx(dark,
                   dark,
                   cv::MORPH_OPEN,
                   box_of(whole_pixels(options.min_width_pt, small_dpi),
                          whole_pixels(options.min_height_pt, small_dpi)));
  bool any = false;
  const Components fills(dark);
  for (const Component& fill : fills) {
    const cv::Rect& box = fill.box;
    const bool at_border =
        box.x <= 1 || box.y <= 1 || box.br().x >= small.cols - 1 || box.br().y >= small.rows - 1;
    if (at_border)
      paint(dark, fill, 0);
    else
      any = true;
  }
  return any ? dark : cv::Mat();
}

// The tone that most of the fill has.
int tone_of(const cv::Mat& even, const cv::Mat& fill) {
  std::vector<int> histogram(kWhite + 1, 0);
  int total = 0;
  for (int y = 0; y < fill.rows; ++y)
    for (int x = 0; x < fill.cols; ++x)
      if (fill.at<uchar>(y, x) != 0) {
        ++histogram[even.at<uchar>(y, x)];
        ++total;
      }
  int tone = 0;
  for (int seen = histogram[0]; tone < kWhite && 2 * seen < total;)
    seen += histogram[static_cast<std::size_t>(++tone)];
  return tone;
}

}  // namespace

cv::Mat turn_over_dark_fills(const cv::Mat& grey, Dpi dpi, const DarkFillOptions& options) {
  const cv::Mat found = find_fills(grey, dpi, options);
  if (found.empty()) return grey;
  const cv::Mat paper = paper_light(grey, dpi, options.window_pt);
  cv::Mat even;
  cv::divide(grey, paper, even, kWhite);
  // The exact edge is that of the page, not of the small copy.
  const cv::Mat dark = even < options.darker_than * kWhite;
  cv::Mat near, fills;
  const int stroke = whole_pixels(options.stroke_pt, dpi);
  cv::morphologyEx(dark, fills, cv::MORPH_CLOSE, box_of(stroke, stroke));
  // Rules that run into a fill are no part of it.
  cv::morphologyEx(fills, fills, cv::MORPH_OPEN, box_of(stroke, stroke));
  cv::resize(found, near, grey.size(), 0, 0, cv::INTER_NEAREST);
  cv::dilate(near, near, box_of(2 * stroke, 2 * stroke));
  cv::bitwise_and(fills, near, fills);
  cv::Mat turned = grey.clone();
  const Components pieces(fills);
  for (const Component& piece : pieces) {
    const cv::Rect& box = piece.box;
    const cv::Mat fill = picture_of(piece);
    // Dense print closes up as well, but most of it is paper.
    if (cv::countNonZero(dark(box) & fill) < options.least_dark * cv::countNonZero(fill)) continue;
    const int tone = tone_of(even(box), fill);
    const double lighter = static_cast<double>(kWhite) / std::max(1, kWhite - tone);
    const double darker = std::min(kMostGain, static_cast<double>(kWhite) / std::max(1, tone));
    for (int y = 0; y < box.height; ++y)
      for (int x = 0; x < box.width; ++x) {
        if (fill.at<uchar>(y, x) == 0) continue;
        const cv::Point at(box.x + x, box.y + y);
        const int apart = even.at<uchar>(at) - tone;
        const double light = 1 - (apart > 0 ? lighter : darker) * std::abs(apart) / kWhite;
        turned.at<uchar>(at) = cv::saturate_cast<uchar>(light * paper.at<uchar>(at));
      }
    cv::Mat inner;
    cv::erode(fill, inner, box_of(3, 3), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
    turned(box).setTo(kEdge, fill & ~inner);
  }
  return turned;
}

}  // namespace gouji
