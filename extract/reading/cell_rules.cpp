#include "extract/reading/cell_rules.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "extract/image/components.h"

namespace gouji {
namespace {

constexpr double kStrayShare = 0.3;     // of the cell's height: how far inside a stray rule may lie
constexpr double kStrayRun = 0.4;       // of the cell's length: an unbroken piece of it
constexpr double kStrayCover = 0.8;     // of the cell's length: all pieces of it
constexpr double kStrayUpright = 0.92;  // the same of a rule at a side

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

// How many rows from the edge of `runs` the innermost row lies that a straight rule covers, itself
// or in its rim; the last one where no rule is straight.
int straight_reach(const cv::Mat& runs, bool far_side, double cover) {
  int reach = runs.rows - 1;
  for (; reach > 0; --reach) {
    const int y = far_side ? runs.rows - 1 - reach : reach;
    const cv::Range rim(std::max(0, y - 1), std::min(runs.rows, y + 2));
    cv::Mat covered;
    cv::reduce(runs.rowRange(rim), covered, 0, cv::REDUCE_MAX);
    if (cv::countNonZero(covered) >= cover * runs.cols) return reach;
  }
  return runs.rows - 1;
}

// From the edge to the rule's inner rim, which lies at most `reached` rows from it.
void fill_beyond(const cv::Mat& runs, bool far_side, int reached, cv::Mat beyond) {
  const auto row = [&](int depth) { return far_side ? runs.rows - 1 - depth : depth; };
  for (int x = 0; x < runs.cols; ++x) {
    int inner = reached;
    while (inner >= 0 && runs.at<uchar>(row(inner), x) == 0) --inner;
    for (int depth = 0; depth <= inner; ++depth) beyond.at<uchar>(row(depth), x) = 255;
  }
}

// A rule that runs along the cell farther inside than the grid says, and what lies beyond it: ink
// of a neighbour. Nothing in print is so long and so near the edge.
void find_stray_rules(
    const cv::Mat& mask, int depth, bool horizontal, double cover, cv::Mat& rules) {
  const cv::Mat across = horizontal ? mask : cv::Mat(mask.t());
  const int reach = std::min(depth, static_cast<int>(kStrayShare * across.rows));
  if (reach < 2) return;
  const int length = std::max(3, static_cast<int>(kStrayRun * across.cols));
  for (const bool far_side : {false, true}) {
    const cv::Rect strip(0, far_side ? across.rows - reach : 0, across.cols, reach);
    cv::Mat thick, runs;
    cv::dilate(across(strip), thick, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
    cv::morphologyEx(
        thick, runs, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {length, 1}));
    cv::bitwise_and(runs, across(strip), runs);
    // Broken rules hang together where their pieces are bridged; a glyph beside them does not.
    cv::Mat bridged;
    cv::morphologyEx(
        runs, bridged, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {length / 2, 1}));
    const Components pieces(bridged);
    for (const Component& piece : pieces)
      if (piece.box.width < cover * across.cols) paint(runs, piece, 0);
    // A digit that touches an upright is no part of it.
    const int reached = horizontal ? reach - 1 : straight_reach(runs, far_side, cover);
    cv::Mat beyond = cv::Mat::zeros(across.size(), CV_8UC1);
    fill_beyond(runs, far_side, reached, beyond.rowRange(strip.y, strip.y + reach));
    cv::bitwise_and(beyond, across, beyond);
    cv::bitwise_or(rules, horizontal ? beyond : cv::Mat(beyond.t()), rules);
  }
}

}  // namespace

CellRules find_cell_rules(const cv::Mat& mask,
                          const RuleBand& band,
                          Dpi dpi,
                          const ReadingOptions& options) {
  CellRules rules;
  rules.all = cv::Mat::zeros(mask.size(), CV_8UC1);
  rules.upright = rules.all.clone();
  if (band.depth <= 0) return rules;
  const double longest = to_pixels(options.rule_length_pt, dpi);
  const auto length = [&](int extent) {
    return std::max(3, std::min(static_cast<int>(longest), static_cast<int>(0.8 * extent)));
  };
  find_rules(mask, band.depth, length(mask.cols), /*horizontal=*/true, rules.all);
  find_rules(mask, band.depth, length(mask.rows), /*horizontal=*/false, rules.upright);
  const int stray = band.half_rule + static_cast<int>(to_pixels(options.stray_rule_pt, dpi));
  if (mask.cols > 2 * longest)
    find_stray_rules(mask, stray, /*horizontal=*/true, kStrayCover, rules.all);
  // Uprights of glyphs and digits are lower than their cell.
  find_stray_rules(mask, stray, /*horizontal=*/false, kStrayUpright, rules.upright);
  cv::bitwise_or(rules.all, rules.upright, rules.all);
  return rules;
}

}  // namespace gouji
