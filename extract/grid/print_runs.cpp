#include "extract/grid/print_runs.h"

#include <algorithm>

#include "core/disjoint_sets.h"

namespace gouji {
namespace {

bool in_one_line(const cv::Rect& a, const cv::Rect& b, double share) {
  const int beside = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  return beside >= share * std::min(a.height, b.height);
}

std::vector<cv::Rect> without_dots(const std::vector<cv::Rect>& signs,
                                   Dpi dpi,
                                   const PrintRunOptions& options) {
  const double least = to_pixels(options.least_sign_pt, dpi);
  std::vector<cv::Rect> print = signs;
  std::erase_if(print,
                [&](const cv::Rect& sign) { return std::max(sign.width, sign.height) < least; });
  return print;
}

}  // namespace

std::vector<cv::Rect> runs_of_print(const std::vector<cv::Rect>& signs,
                                    Dpi dpi,
                                    const PrintRunOptions& options) {
  const int least_paper = whole_pixels(options.least_paper_pt, dpi);
  std::vector<cv::Rect> sorted = without_dots(signs, dpi, options);
  std::sort(
      sorted.begin(), sorted.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
  DisjointSets runs(sorted.size());
  for (std::size_t a = 0; a < sorted.size(); ++a)
    for (std::size_t b = a + 1; b < sorted.size(); ++b) {
      if (sorted[b].x - (sorted[a].x + sorted[a].width) >= least_paper) break;
      if (in_one_line(sorted[a], sorted[b], options.same_line)) runs.unite(a, b);
    }
  std::vector<cv::Rect> boxes(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) boxes[runs.least_of(i)] |= sorted[i];
  std::erase_if(boxes, [](const cv::Rect& box) { return box.empty(); });
  std::sort(
      boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
  return boxes;
}

bool overlap_across(const cv::Rect& a, const cv::Rect& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width;
}

int usual_height(const std::vector<cv::Rect>& runs) {
  if (runs.empty()) return 0;
  std::vector<int> heights;
  heights.reserve(runs.size());
  for (const cv::Rect& run : runs) heights.push_back(run.height);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace gouji
