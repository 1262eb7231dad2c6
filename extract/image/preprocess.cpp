#include "extract/image/preprocess.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

int odd(int n) {
  return n | 1;
}

// Large connected red marks, grown a little because JPEG stores colour at half resolution.
cv::Mat seal_mask(const cv::Mat& redness, Dpi dpi, const PreprocessOptions& options) {
  cv::Mat red = redness > options.seal_min_redness;
  if (cv::countNonZero(red) == 0) return {};
  const int join = odd(whole_pixels(4, dpi));
  cv::Mat joined;
  cv::morphologyEx(
      red, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {join, join}));
  const int extent = whole_pixels(options.seal_min_extent_pt, dpi);
  const Components marks(joined);
  std::vector<cv::Rect> seals;
  for (const Component& mark : marks)
    if (mark.box.width >= extent && mark.box.height >= extent) seals.push_back(mark.box);
  if (seals.empty()) return {};
  // The star and the words within the rim are the seal's too.
  cv::Mat mask = cv::Mat::zeros(red.size(), CV_8UC1);
  for (const Component& mark : marks)
    if (std::any_of(seals.begin(), seals.end(), [&](const cv::Rect& seal) {
          return (seal & mark.box) == mark.box;
        }))
      paint(mask, mark, 255);
  const int grow = odd(whole_pixels(1, dpi));
  cv::dilate(mask, mask, cv::getStructuringElement(cv::MORPH_RECT, {grow, grow}));
  return mask;
}

// The level of the red channel that the seal's own ink reaches: middle and spread of its lighter
// half, for the darker half may be text under it. In noisy scans the seal's ink is as dark here and
// there as print; there only its lightest third counts, and print under it stays.
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
  const auto from_above = [&](double share) {
    int level = 256, seen = 0;
    while (level > 0 && seen < share * total) seen += histogram[static_cast<std::size_t>(--level)];
    return std::min(level, 255);
  };
  constexpr double kMiddle = 0.5, kThird = 1.0 / 3, kQuarter = 0.25, kSpreads = 3;
  constexpr double kEven = 0.85;  // of the middle: below it the spread is the scan's noise
  const int middle = from_above(kMiddle);
  const double lowest = middle - kSpreads * (from_above(kQuarter) - middle);
  return lowest >= kEven * middle ? static_cast<int>(std::lround(lowest)) : from_above(kThird);
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

cv::Mat paper_light(const cv::Mat& grey, Dpi dpi, double window_pt) {
  // Paper is the bright side of any window: a maximum filter on a small copy, then smoothed and
  // scaled up.
  constexpr double kFinest = 1.5, kWindows = 30;  // points a pixel; pixels a window
  const int step = std::max(1, whole_pixels(std::max(kFinest, window_pt / kWindows), dpi));
  cv::Mat small;
  cv::resize(grey,
             small,
             {(grey.cols + step - 1) / step, (grey.rows + step - 1) / step},
             0,
             0,
             cv::INTER_AREA);
  const int window = odd(std::max(3, whole_pixels(window_pt, dpi) / step));
  const cv::Mat element = cv::getStructuringElement(cv::MORPH_RECT, {window, window});
  cv::Mat paper;
  cv::morphologyEx(small, paper, cv::MORPH_CLOSE, element);
  cv::GaussianBlur(paper, paper, {window, window}, 0);
  cv::resize(paper, paper, grey.size(), 0, 0, cv::INTER_LINEAR);
  cv::max(paper, 1, paper);
  return paper;
}

cv::Mat even_light(const cv::Mat& grey, Dpi dpi, const PreprocessOptions& options) {
  cv::Mat even;
  cv::divide(grey, paper_light(grey, dpi, options.background_window_pt), even, 255.0);
  return even;
}

namespace {

// Strokes too thick for print.
cv::Mat thick_strokes(const cv::Mat& even, Dpi dpi, const PreprocessOptions& options) {
  constexpr int kInk = 190;
  cv::Mat thick = even < kInk;
  const int stroke = std::max(3, whole_pixels(options.seal_stroke_pt, dpi));
  cv::morphologyEx(
      thick, thick, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {stroke, stroke}));
  return thick;
}

// Bold rules are as thick: what is straight for longer than a rim can be goes.
cv::Mat without_straight(const cv::Mat& strokes, Dpi dpi, const PreprocessOptions& options) {
  cv::Mat thick = strokes.clone();
  const int straight = whole_pixels(options.seal_max_straight_pt, dpi);
  for (const auto& line : {cv::Size(straight, 1), cv::Size(1, straight)}) {
    cv::Mat rules;
    cv::morphologyEx(thick, rules, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, line));
    cv::dilate(rules, rules, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    thick.setTo(0, rules);
  }
  return thick;
}

struct Circle {
  double x, y, radius;
};

// Circles in the size of seals (Hough transform), pixels of `thick`.
std::vector<Circle> find_circles(const cv::Mat& thick, Dpi dpi, const PreprocessOptions& options) {
  constexpr double kSearchDpi = 75;
  const double scale = std::min(1.0, kSearchDpi / dpi.per_inch);
  const Dpi small_dpi{dpi.per_inch * scale};
  cv::Mat small;
  cv::resize(thick, small, {}, scale, scale, cv::INTER_AREA);
  std::vector<cv::Vec3f> found;
  constexpr double kEdge = 100, kVotes = 30;
  cv::HoughCircles(small,
                   found,
                   cv::HOUGH_GRADIENT,
                   1,
                   to_pixels(options.seal_min_extent_pt / 2, small_dpi),
                   kEdge,
                   kVotes,
                   whole_pixels(options.seal_min_extent_pt / 2, small_dpi),
                   whole_pixels(options.seal_max_extent_pt / 2, small_dpi));
  std::vector<Circle> circles;
  circles.reserve(found.size());
  for (const auto& c : found) circles.push_back({c[0] / scale, c[1] / scale, c[2] / scale});
  return circles;
}

// Share of a circle's way that runs in thick ink.
double inked_share(const cv::Mat& thick, const Circle& c, int reach) {
  constexpr int kSteps = 240;
  int inked = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double angle = 2 * CV_PI * i / kSteps;
    bool ink = false;
    for (int d = -reach; d <= reach && !ink; ++d) {
      const cv::Point p(static_cast<int>(std::lround(c.x + (c.radius + d) * std::cos(angle))),
                        static_cast<int>(std::lround(c.y + (c.radius + d) * std::sin(angle))));
      ink = p.inside(cv::Rect({}, thick.size())) && thick.at<uchar>(p) != 0;
    }
    inked += ink ? 1 : 0;
  }
  return static_cast<double>(inked) / kSteps;
}

}  // namespace

cv::Mat find_dark_seals(const cv::Mat& even, Dpi dpi, const PreprocessOptions& options) {
  const cv::Mat strokes = thick_strokes(even, dpi, options);
  const cv::Mat thick = without_straight(strokes, dpi, options);
  if (cv::countNonZero(thick) == 0) return {};
  const int reach = whole_pixels(options.seal_rim_pt, dpi);
  cv::Mat rims = cv::Mat::zeros(even.size(), CV_8UC1), stars = rims.clone();
  for (const auto& c : find_circles(thick, dpi, options)) {
    if (inked_share(thick, c, reach) < options.seal_min_rim) continue;
    const cv::Point centre(static_cast<int>(std::lround(c.x)), static_cast<int>(std::lround(c.y)));
    const int radius = static_cast<int>(std::lround(c.radius));
    cv::circle(rims, centre, radius, cv::Scalar::all(255), 8 * reach + 1);
    // The star in the middle: even light has already taken a part of it for paper, so all of its
    // disc is lifted.
    cv::Mat disc = cv::Mat::zeros(even.size(), CV_8UC1), star;
    cv::circle(disc, centre, radius / 3, cv::Scalar::all(255), cv::FILLED);
    cv::bitwise_and(disc, thick, star);
    constexpr double kStarShare = 0.08;
    if (cv::countNonZero(star) > kStarShare * cv::countNonZero(disc))
      cv::bitwise_or(stars, disc, stars);
  }
  const int grow = 2 * whole_pixels(1, dpi) + 1;  // the blurred edge
  cv::Mat grown, mask;
  cv::dilate(strokes, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, {grow, grow}));
  cv::bitwise_and(rims, grown, mask);
  cv::bitwise_or(mask, stars, mask);
  return cv::countNonZero(mask) == 0 ? cv::Mat() : mask;
}

void lift_dark_seals(cv::Mat& even, const cv::Mat& seals) {
  if (seals.empty()) return;
  std::vector<int> histogram(256, 0);
  int total = 0;
  for (int y = 0; y < even.rows; ++y)
    for (int x = 0; x < even.cols; ++x)
      if (seals.at<uchar>(y, x) != 0 && even.at<uchar>(y, x) < 190) {
        ++histogram[even.at<uchar>(y, x)];
        ++total;
      }
  const auto from_below = [&](double share) {
    int level = 0, seen = 0;
    while (level < 255 && seen < share * total)
      seen += histogram[static_cast<std::size_t>(level++)];
    return level;
  };
  // Stamp ink leaves print under it darker than itself, but paler and closer to it than print on
  // paper: from the seal's own level to the darkest under it, contrast is spread out again.
  constexpr double kMiddle = 0.5, kDarkest = 0.03;
  constexpr int kGrain = 8;            // of the rim's ink, levels
  constexpr double kPrintShare = 0.6;  // of the seal's level: print under it is darker
  constexpr double kPrintTone = 40;
  constexpr int kLeastRange = 16;  // levels; less cannot be told from grain
  const int level = std::max(from_below(kMiddle) - kGrain, 1);
  const double darkest = std::min<double>(from_below(kDarkest), kPrintShare * level);
  const double range = std::max<double>(level - darkest, kLeastRange);
  for (int y = 0; y < even.rows; ++y)
    for (int x = 0; x < even.cols; ++x)
      if (seals.at<uchar>(y, x) != 0)
        even.at<uchar>(y, x) = cv::saturate_cast<uchar>(255 - (level - even.at<uchar>(y, x)) *
                                                                  (255 - kPrintTone) / range);
}

}  // namespace gouji
