#include "extract/grid/through_words.h"

#include <algorithm>

namespace gouji {

bool runs_through_word(int x,
                       const std::vector<cv::Rect>& leaves,
                       const std::vector<cv::Rect>& signs,
                       Dpi dpi,
                       const ThroughWordOptions& options) {
  const double most = to_pixels(options.most_paper_pt, dpi);
  return std::any_of(leaves.begin(), leaves.end(), [&](const cv::Rect& leaf) {
    const int end = leaf.x + leaf.width;
    if (x <= leaf.x || x >= end) return false;
    int left = leaf.x, right = end;  // of the paper around x
    for (const cv::Rect& sign : signs) {
      if ((sign & leaf) != sign) continue;
      if (2 * sign.x + sign.width < 2 * x)
        left = std::max(left, sign.x + sign.width);
      else
        right = std::min(right, sign.x);
    }
    return right - left < most;
  });
}

}  // namespace gouji
