#include "extract/cell_image.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "extract/preprocess.h"

namespace gouji {
namespace {

constexpr double kMadToSigma = 1.4826;
constexpr double kDarkLevel = 0.95;    // quantile of a cell's ink that stands for its dark level
constexpr int kInverted = 110;         // a cell whose middle tone is darker is white on dark
constexpr double kSpeckAspect = 0.35;  // how far above and below a line its dots may lie

int quantile(const cv::Mat& values, const cv::Mat& mask, double q, int fallback) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (int y = 0; y < values.rows; ++y)
    for (int x = 0; x < values.cols; ++x)
      if (mask.empty() || mask.at<uchar>(y, x) != 0) {
        ++histogram[values.at<uchar>(y, x)];
        ++total;
      }
  if (total == 0) return fallback;
  int seen = 0;
  for (int level = 0; level < 256; ++level) {
    seen += histogram[static_cast<std::size_t>(level)];
    if (seen >= q * total) return level;
  }
  return 255;
}

cv::Rect common(const PixelRect& box, const InkPage& page) {
  return cv::Rect(box.x - page.origin.x, box.y - page.origin.y, box.width, box.height) &
         cv::Rect(0, 0, page.even.cols, page.even.rows);
}

// What lies along the border and is long is a rule. One row of tolerance for bends.
void find_rules(const cv::Mat& mask, int depth, int length, bool horizontal, cv::Mat& rules) {
  const cv::Size along = horizontal ? cv::Size(length, 1) : cv::Size(1, length);
  const cv::Size across = horizontal ? cv::Size(1, 3) : cv::Size(3, 1);
  const int extent = horizontal ? mask.rows : mask.cols;
  const int band = std::min(depth, extent / 2);
  if (band < 1) return;
  for (const bool far_side : {false, true}) {
    const int from = far_side ? extent - band : 0;
    const cv::Rect strip =
        horizontal ? cv::Rect(0, from, mask.cols, band) : cv::Rect(from, 0, band, mask.rows);
    cv::Mat thick, runs;
    cv::dilate(mask(strip), thick, cv::getStructuringElement(cv::MORPH_RECT, across));
    cv::morphologyEx(thick, runs, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, along));
    cv::bitwise_and(runs, mask(strip), runs);
    cv::Mat target = rules(strip);
    cv::bitwise_or(target, runs, target);
  }
}

struct Edge {
  bool side = false;   // touches left or right
  bool level = false;  // touches top or bottom
  int depth = 0;       // how far the mark reaches from the nearest edge it touches
};

Edge edge_of(const cv::Rect& box, cv::Size size, int margin) {
  Edge edge;
  edge.depth = std::max(size.width, size.height);
  const int right = box.x + box.width;
  const int bottom = box.y + box.height;
  const auto touch = [&](bool touching, bool& flag, int depth) {
    if (!touching) return;
    flag = true;
    edge.depth = std::min(edge.depth, depth);
  };
  touch(box.x <= margin, edge.side, right);
  touch(right >= size.width - margin, edge.side, size.width - box.x);
  touch(box.y <= margin, edge.level, bottom);
  touch(bottom >= size.height - margin, edge.level, size.height - box.y);
  return edge;
}

// Dots that belong to no print are noise.
std::vector<bool> keep_near_print(const std::vector<InkMark>& marks,
                                  Dpi dpi,
                                  const ReadingOptions& options) {
  const double core_px = to_pixels(options.core_size_pt, dpi);
  const double core_area = options.core_area_pt * to_pixels(1, dpi) * to_pixels(1, dpi);
  std::vector<bool> keep(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i)
    keep[i] =
        std::max(marks[i].box.width, marks[i].box.height) >= core_px && marks[i].area >= core_area;
  const std::vector<bool> core = keep;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (core[i]) continue;
    const cv::Rect& dot = marks[i].box;
    for (std::size_t j = 0; j < marks.size() && !keep[i]; ++j) {
      if (!core[j]) continue;
      const cv::Rect& print = marks[j].box;
      const double height = std::max({static_cast<double>(print.height), 2 * core_px});
      const int gap = std::max({0, dot.x - (print.x + print.width), print.x - (dot.x + dot.width)});
      const double middle = dot.y + dot.height / 2.0;
      const double centre = print.y + print.height / 2.0;
      keep[i] = gap <= options.speck_reach * height &&
                std::abs(middle - centre) <= (0.5 + kSpeckAspect) * height;
    }
  }
  return keep;
}

}  // namespace

InkPage prepare_ink(const cv::Mat& grey,
                    const PixelRect& part,
                    Dpi dpi,
                    const ReadingOptions& options) {
  InkPage page;
  page.dpi = dpi;
  const cv::Rect area =
      cv::Rect(part.x, part.y, part.width, part.height) & cv::Rect(0, 0, grey.cols, grey.rows);
  page.origin = area.tl();
  if (area.empty()) return page;
  page.even = even_light(grey(area), dpi, PreprocessOptions{});
  const int paper = quantile(page.even, {}, 0.5, 255);
  cv::Mat smooth;
  cv::GaussianBlur(page.even, smooth, {3, 3}, 0.7);
  cv::subtract(cv::Scalar(paper), smooth, page.darkness);
  cv::Mat deviation;
  cv::absdiff(smooth, cv::Scalar(quantile(smooth, {}, 0.5, 255)), deviation);
  const double sigma = kMadToSigma * quantile(deviation, {}, 0.5, 0);
  page.threshold = static_cast<int>(
      std::clamp(options.noise_factor * sigma, options.min_darkness, 3 * options.min_darkness));
  cv::convertScaleAbs(page.even, page.even, 255.0 / std::max(paper, 1));
  return page;
}

CellInk cut_cell(const InkPage& page,
                 const PixelRect& box,
                 double ruling_px,
                 const ReadingOptions& options) {
  CellInk cell;
  const cv::Rect area = common(box, page);
  cell.where = {area.tl() + page.origin, area.size()};
  if (area.width < 3 || area.height < 3) return cell;
  cell.pixels = page.even(area).clone();
  cv::Mat darkness = page.darkness(area);
  if (quantile(cell.pixels, {}, 0.5, 255) < kInverted) {
    const int fill = quantile(cell.pixels, {}, 0.5, 255);
    cv::subtract(cell.pixels, cv::Scalar(fill), darkness);
    cv::subtract(cv::Scalar(255), darkness, cell.pixels);
  }
  const int half_rule = static_cast<int>(std::ceil(ruling_px / 2));
  const int depth =
      ruling_px > 0
          ? half_rule + static_cast<int>(std::lround(to_pixels(options.rule_depth_pt, page.dpi)))
          : 0;

  const cv::Mat any_ink = darkness > page.threshold;
  const cv::Rect inside(depth, depth, area.width - 2 * depth, area.height - 2 * depth);
  int level = 255;
  if (inside.width > 0 && inside.height > 0)
    level = quantile(darkness(inside), any_ink(inside), kDarkLevel, 255);
  const cv::Mat mask =
      darkness > std::max(page.threshold, static_cast<int>(options.ink_share * level));

  cv::Mat rules = cv::Mat::zeros(mask.size(), CV_8UC1);
  if (ruling_px > 0) {
    const auto length = [&](int extent) {
      return std::max(3,
                      std::min(static_cast<int>(to_pixels(options.rule_length_pt, page.dpi)),
                               static_cast<int>(0.8 * extent)));
    };
    find_rules(mask, depth, length(area.width), true, rules);
    find_rules(mask, depth, length(area.height), false, rules);
  }
  cv::Mat rest = mask & ~rules;

  cv::Mat labels, stats, centroids;
  const int count = cv::connectedComponentsWithStats(rest, labels, stats, centroids, 8);
  std::vector<InkMark> marks;
  std::vector<int> label_of;
  const int margin = half_rule + 1;
  const int poke = half_rule + static_cast<int>(to_pixels(options.poke_depth_pt, page.dpi));
  for (int i = 1; i < count; ++i) {
    const cv::Rect mark(stats.at<int>(i, cv::CC_STAT_LEFT),
                        stats.at<int>(i, cv::CC_STAT_TOP),
                        stats.at<int>(i, cv::CC_STAT_WIDTH),
                        stats.at<int>(i, cv::CC_STAT_HEIGHT));
    if (ruling_px > 0) {
      const Edge edge = edge_of(mark, area.size(), margin);
      if ((edge.side || edge.level) && edge.depth <= poke) continue;
    }
    marks.push_back({mark, stats.at<int>(i, cv::CC_STAT_AREA)});
    label_of.push_back(i);
  }
  const std::vector<bool> keep = keep_near_print(marks, page.dpi, options);
  std::vector<uchar> kept(static_cast<std::size_t>(count), 0);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!keep[i]) continue;
    kept[static_cast<std::size_t>(label_of[i])] = 255;
    cell.marks.push_back(marks[i]);
    const Edge edge = edge_of(marks[i].box, area.size(), half_rule);
    cell.cut_off = cell.cut_off || (ruling_px > 0 && edge.side);
  }
  cell.ink = cv::Mat::zeros(mask.size(), CV_8UC1);
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      cell.ink.at<uchar>(y, x) = kept[static_cast<std::size_t>(labels.at<int>(y, x))];

  // Paint out what was taken away with its blurred rim, but never a rim of what stays.
  cv::Mat gone = mask & ~cell.ink, near_ink;
  cv::dilate(gone, gone, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
  cv::dilate(cell.ink, near_ink, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  cell.pixels.setTo(255, gone & ~(near_ink & ~rules));
  return cell;
}

}  // namespace gouji
