#include "extract/preprocess.h"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace gouji {
namespace {

int pixels(double points, Dpi dpi) {
  return std::max(1, static_cast<int>(std::lround(to_pixels(points, dpi))));
}

int odd(int n) {
  return n | 1;
}

// Large connected red marks, grown a little because JPEG stores colour at half resolution.
cv::Mat seal_mask(const cv::Mat& redness, Dpi dpi, const PreprocessOptions& options) {
  cv::Mat red = redness > options.seal_min_redness;
  if (cv::countNonZero(red) == 0) return {};
  const int join = odd(pixels(4, dpi));
  cv::Mat joined;
  cv::morphologyEx(
      red, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {join, join}));
  cv::Mat labels, stats, centroids;
  const int count = cv::connectedComponentsWithStats(joined, labels, stats, centroids, 8);
  const int extent = pixels(options.seal_min_extent_pt, dpi);
  std::vector<uchar> keep(static_cast<std::size_t>(count), 0);
  bool any = false;
  for (int i = 1; i < count; ++i)
    if (stats.at<int>(i, cv::CC_STAT_WIDTH) >= extent &&
        stats.at<int>(i, cv::CC_STAT_HEIGHT) >= extent) {
      keep[static_cast<std::size_t>(i)] = 255;
      any = true;
    }
  if (!any) return {};
  cv::Mat mask(red.size(), CV_8UC1);
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      mask.at<uchar>(y, x) = keep[static_cast<std::size_t>(labels.at<int>(y, x))];
  const int grow = odd(pixels(1, dpi));
  cv::dilate(mask, mask, cv::getStructuringElement(cv::MORPH_RECT, {grow, grow}));
  return mask;
}

// The level of the red channel inside the seal's own ink (its lighter half: the rest is text under
// it).
int seal_level(const cv::Mat& red_channel,
               const cv::Mat& redness,
               const cv::Mat& mask,
               int min_redness) {
  std::vector<int> histogram(256, 0);
  int total = 0;
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      if (mask.at<uchar>(y, x) != 0 && redness.at<uchar>(y, x) > min_redness) {
        ++histogram[red_channel.at<uchar>(y, x)];
        ++total;
      }
  int seen = 0;
  for (int level = 255; level > 0; --level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen * 3 >= total) return level;
  }
  return 255;
}

}  // namespace

cv::Mat grey_without_seals(const cv::Mat& colour, Dpi dpi, const PreprocessOptions& options) {
  cv::Mat grey;
  cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
  std::vector<cv::Mat> channels;
  cv::split(colour, channels);
  const cv::Mat& red = channels[2];
  cv::Mat redness;
  cv::subtract(red, cv::max(channels[0], channels[1]), redness);
  const cv::Mat mask = seal_mask(redness, dpi, options);
  if (mask.empty()) return grey;
  const int level = seal_level(red, redness, mask, options.seal_min_redness);
  cv::Mat stretched;
  red.convertTo(stretched, CV_8UC1, 255.0 / std::max(level, 1));
  cv::max(grey, stretched, stretched);
  stretched.copyTo(grey, mask);
  return grey;
}

cv::Mat even_light(const cv::Mat& grey, Dpi dpi, const PreprocessOptions& options) {
  // Paper is the bright side of any window: a maximum filter on a small copy, then smoothed and
  // scaled up.
  const int step = std::max(1, pixels(1.5, dpi));
  cv::Mat small;
  cv::resize(grey,
             small,
             {(grey.cols + step - 1) / step, (grey.rows + step - 1) / step},
             0,
             0,
             cv::INTER_AREA);
  const int window = odd(std::max(3, pixels(options.background_window_pt, dpi) / step));
  const cv::Mat element = cv::getStructuringElement(cv::MORPH_RECT, {window, window});
  cv::Mat paper;
  cv::morphologyEx(small, paper, cv::MORPH_CLOSE, element);
  cv::GaussianBlur(paper, paper, {window, window}, 0);
  cv::resize(paper, paper, grey.size(), 0, 0, cv::INTER_LINEAR);
  cv::max(paper, 1, paper);
  cv::Mat even;
  cv::divide(grey, paper, even, 255.0);
  return even;
}

}  // namespace gouji
