#include "extract/reading/print_marks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/disjoint_sets.h"

namespace gouji {
namespace {

constexpr double kDashAspect = 1.6;  // a mark so flat is a dash, a speckle is round
constexpr double kSpeckRise = 0.35;  // text heights that dots may lie above and below print
constexpr double kStopSize = 0.7;    // points, of a full stop's ring in 7 pt type
constexpr int kBlurredEdges = 3;     // pixels, of any mark
constexpr double kStopReach = 1.3;   // text heights: commas may stand in the middle of their square

cv::Rect grown(const cv::Rect& box, int by) {
  return {box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

/// Marks that lie within `link` pixels of each other, one after the other.
std::vector<std::vector<std::size_t>> crowds_of(const std::vector<InkMark>& marks, int link) {
  std::vector<std::size_t> order(marks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return marks[a].box.x < marks[b].box.x;
  });
  DisjointSets sets(marks.size());
  for (std::size_t a = 0; a < order.size(); ++a) {
    const cv::Rect reach = grown(marks[order[a]].box, link);
    for (std::size_t b = a + 1; b < order.size(); ++b) {
      const cv::Rect& other = marks[order[b]].box;
      if (other.x >= reach.x + reach.width) break;
      if (!(reach & other).empty()) sets.unite(order[a], order[b]);
    }
  }
  std::vector<std::vector<std::size_t>> crowds(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) crowds[sets.least_of(i)].push_back(i);
  std::erase_if(crowds, [](const auto& crowd) { return crowd.empty(); });
  return crowds;
}

}  // namespace

std::vector<bool> marks_of_print(const std::vector<InkMark>& marks,
                                 Dpi dpi,
                                 const ReadingOptions& options) {
  const double tall = to_pixels(options.core_height_pt, dpi);
  const double wide = to_pixels(options.core_size_pt, dpi);
  const double area = options.core_area_pt * to_pixels(1, dpi) * to_pixels(1, dpi);
  std::vector<bool> keep(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const cv::Rect& box = marks[i].box;
    const bool dash = box.width >= wide && box.width >= kDashAspect * box.height;
    keep[i] = marks[i].area >= area && (dash || std::max(box.width, box.height) >= tall);
  }
  const int link = static_cast<int>(std::lround(to_pixels(options.crumb_link_pt, dpi)));
  for (const std::vector<std::size_t>& crowd : crowds_of(marks, link)) {
    if (crowd.size() < options.fewest_crumbs) continue;
    cv::Rect box;
    int ink = 0;
    for (const std::size_t i : crowd) {
      box |= marks[i].box;
      ink += marks[i].area;
    }
    if (ink < area || std::max(box.width, box.height) < tall) continue;
    for (const std::size_t i : crowd) keep[i] = true;
  }
  // Dots between and beside print belong to it, whatever print stands nearest.
  cv::Rect print;
  int height = 0;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (keep[i]) {
      print |= marks[i].box;
      height = std::max(height, marks[i].box.height);
    }
  if (print.empty()) return keep;
  const double reach = std::max<double>(height, tall);
  const int above = static_cast<int>(kSpeckRise * reach);
  const double stop = to_pixels(kStopSize, dpi) + kBlurredEdges;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (keep[i]) continue;
    const cv::Rect& box = marks[i].box;
    const bool speck = std::min(box.width, box.height) < stop;
    const int aside = static_cast<int>((speck ? options.speck_reach : kStopReach) * reach);
    const cv::Rect zone(
        print.x - aside, print.y - above, print.width + 2 * aside, print.height + 2 * above);
    keep[i] = (box & zone).area() == box.area();
  }
  return keep;
}

}  // namespace gouji
