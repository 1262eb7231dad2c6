#include "extract/grid/lost_rules.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "extract/reading/cell_image.h"

namespace gouji {
namespace {

enum class Axis { Columns, Rows };

class Divider {
 public:
  Divider(const Grid& grid, const cv::Mat& grey, Dpi dpi, const ReadingOptions& options)
      : grid_(grid), page_(prepare_ink(grey, grid.box(), dpi, options)), options_(options) {
    reach_ = std::max(
        1,
        static_cast<int>(std::lround(grid.ruling_px / 2 + to_pixels(options.lost_rule_pt, dpi))));
    inset_ = 1 + static_cast<int>(std::lround(grid.ruling_px));
  }

  /// The cells that `cell` is, in any order.
  void divide(const GridCell& cell, std::vector<GridCell>& out) const {
    for (const Axis axis : {Axis::Columns, Axis::Rows}) {
      const int span = axis == Axis::Columns ? cell.column_span : cell.row_span;
      for (int i = 1; i < span; ++i)
        if (ruled(cell, axis, i)) {
          divide(part_of(cell, axis, 0, i), out);
          divide(part_of(cell, axis, i, span), out);
          return;
        }
    }
    out.push_back(cell);
  }

 private:
  /// Where the inner edge `which` of a cell would be ruled; in page_.
  cv::Rect band(const GridCell& cell, Axis axis, int which) const {
    const PixelRect& b = cell.box;
    const int edge = axis == Axis::Columns ? x(cell.column + which) : y(cell.row + which);
    const cv::Rect there =
        axis == Axis::Columns
            ? cv::Rect(edge - reach_, b.y + inset_, 2 * reach_ + 1, b.height - 2 * inset_)
            : cv::Rect(b.x + inset_, edge - reach_, b.width - 2 * inset_, 2 * reach_ + 1);
    return (there - page_.origin) & cv::Rect(0, 0, page_.darkness.cols, page_.darkness.rows);
  }

  // Whether ink accompanies the inner edge `which` all the way through the cell.
  bool ruled(const GridCell& cell, Axis axis, int which) const {
    const cv::Rect along = band(cell, axis, which);
    if (along.empty()) return false;
    cv::Mat darkest;
    cv::reduce(
        page_.darkness(along), darkest, axis == Axis::Columns ? 1 : 0, cv::REDUCE_MAX, CV_8U);
    const double share = static_cast<double>(cv::countNonZero(darkest > page_.threshold)) /
                         static_cast<double>(darkest.total());
    return share >= (axis == Axis::Columns ? options_.lost_upright : options_.lost_level);
  }

  GridCell part_of(const GridCell& cell, Axis axis, int from, int to) const {
    return axis == Axis::Columns
               ? grid_.cell_over(cell.row, cell.column + from, cell.row_span, to - from)
               : grid_.cell_over(cell.row + from, cell.column, to - from, cell.column_span);
  }

  int x(int i) const { return grid_.x_edges[static_cast<std::size_t>(i)]; }

  int y(int i) const { return grid_.y_edges[static_cast<std::size_t>(i)]; }

  const Grid& grid_;
  InkPage page_;
  const ReadingOptions& options_;
  int reach_ = 1;
  int inset_ = 1;
};

}  // namespace

Grid divide_by_lost_rules(const Grid& grid,
                          const cv::Mat& grey,
                          Dpi dpi,
                          const ReadingOptions& options) {
  const bool merged = std::any_of(grid.cells.begin(), grid.cells.end(), [](const GridCell& cell) {
    return cell.row_span * cell.column_span > 1;
  });
  if (!merged) return grid;
  const Divider divider(grid, grey, dpi, options);
  Grid divided = grid;
  divided.cells.clear();
  for (const GridCell& cell : grid.cells) divider.divide(cell, divided.cells);
  std::sort(divided.cells.begin(), divided.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return divided;
}

}  // namespace gouji
