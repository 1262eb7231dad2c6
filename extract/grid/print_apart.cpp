#include "extract/grid/print_apart.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

/// Where print stands from left to right, pixels of the page.
struct Extent {
  int from = 0;
  int to = 0;

  void add(const cv::Rect& sign) {
    from = std::min(from, sign.x);
    to = std::max(to, sign.x + sign.width);
  }
};

/// What lines up in a column: the print's left ends, its right ends or its middles.
enum class Anchor { Middle, Left, Right };

double place_of(const Extent& print, Anchor anchor) {
  if (anchor == Anchor::Left) return print.from;
  if (anchor == Anchor::Right) return print.to;
  return (print.from + print.to) / 2.0;
}

struct Habit {
  Anchor anchor = Anchor::Middle;
  double place = 0;  ///< pixels of the page
};

class PrintApart {
 public:
  PrintApart(const Grid& grid, const cv::Mat& even, Dpi dpi, const PrintApartOptions& options)
      : grid_(grid), dpi_(dpi), options_(options) {
    const PixelRect box = grid.box();
    const cv::Rect area = cv::Rect(box.x, box.y, box.width, box.height) & cv::Rect({}, even.size());
    const cv::Mat ink = even(area) < options.lightest_ink;
    const Components pieces(ink);
    for (const Component& piece : pieces)
      if (const cv::Rect sign = piece.box + area.tl(); is_sign(sign)) signs_.push_back(sign);
    for (int c = 0; c < grid.columns(); ++c) habits_.push_back(habits_of(c));
  }

  /// The cells that `cell` is.
  std::vector<GridCell> divided(const GridCell& cell) const {
    if (cell.column_span == 1) return {cell};
    std::vector<std::optional<Extent>> pieces(at_index(cell.column_span));
    const int over = static_cast<int>(std::lround(to_pixels(options_.over_edge_pt, dpi_)));
    const std::vector<cv::Rect> signs = signs_in(cell);
    for (const cv::Rect& sign : signs) {
      int slot = 0;
      while (slot + 1 < cell.column_span && middle(sign) >= x(cell.column + slot + 1)) ++slot;
      if (sign.x < x(cell.column + slot) - over ||
          sign.x + sign.width > x(cell.column + slot + 1) + over)
        return {cell};
      add(pieces[at_index(slot)], sign);
    }
    int with_print = 0;
    for (int slot = 0; slot < cell.column_span; ++slot) {
      const std::optional<Extent>& piece = pieces[at_index(slot)];
      if (!piece) continue;
      ++with_print;
      if (!stands_as_usual(*piece, cell.column + slot)) return {cell};
    }
    if (with_print < 2 || is_centred(signs, cell)) return {cell};
    std::vector<GridCell> cells;
    cells.reserve(pieces.size());
    for (int slot = 0; slot < cell.column_span; ++slot)
      cells.push_back(
          grid_.cell_over(cell.row, cell.column + slot, cell.row_span, /*column_span=*/1));
    return cells;
  }

 private:
  int x(int edge) const { return grid_.x_edges[at_index(edge)]; }

  static int middle(const cv::Rect& sign) { return sign.x + sign.width / 2; }

  static void add(std::optional<Extent>& print, const cv::Rect& sign) {
    if (print)
      print->add(sign);
    else
      print = Extent{sign.x, sign.x + sign.width};
  }

  bool is_sign(const cv::Rect& ink) const {
    const double most = to_pixels(options_.most_sign_pt, dpi_);
    if (ink.height < to_pixels(options_.least_sign_pt, dpi_) || ink.height > most ||
        ink.width > most)
      return false;
    const double near = to_pixels(options_.at_rule_pt, dpi_);
    return ink.width > near ||
           std::none_of(grid_.x_edges.begin(), grid_.x_edges.end(), [&](int edge) {
             return std::abs(middle(ink) - edge) <= near;
           });
  }

  std::vector<cv::Rect> signs_in(const GridCell& cell) const {
    const cv::Rect box(cell.box.x, cell.box.y, cell.box.width, cell.box.height);
    std::vector<cv::Rect> signs;
    std::copy_if(
        signs_.begin(), signs_.end(), std::back_inserter(signs), [&](const cv::Rect& sign) {
          return box.contains({middle(sign), sign.y + sign.height / 2});
        });
    return signs;
  }

  // 合 计 in the middle of a merged cell: no wider space between its signs than a sign is high.
  bool is_centred(std::vector<cv::Rect> signs, const GridCell& cell) const {
    std::sort(
        signs.begin(), signs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
    Extent print{signs.front().x, signs.front().x};
    int highest = 0, widest_space = 0;
    for (const cv::Rect& sign : signs) {
      widest_space = std::max(widest_space, sign.x - print.to);
      highest = std::max(highest, sign.height);
      print.add(sign);
    }
    const double off = place_of(print, Anchor::Middle) - (cell.box.x + cell.box.width / 2.0);
    return widest_space <= highest && std::abs(off) <= to_pixels(options_.same_place_pt, dpi_);
  }

  // Where a column's print stands in the rows that have a cell for it alone.
  std::vector<Habit> habits_of(int column) const {
    std::vector<Extent> prints;
    int apart = 0;
    for (const GridCell& cell : grid_.cells) {
      if (cell.column != column || cell.column_span > 1) continue;
      apart += cell.row_span;
      std::optional<Extent> print;
      for (const cv::Rect& sign : signs_in(cell)) add(print, sign);
      if (print) prints.push_back(*print);
    }
    if (apart < options_.usual_share * grid_.rows() || prints.size() < options_.fewest_cells)
      return {};
    // Figures of one length line up at both ends; all that lines up equally well tells.
    std::vector<Habit> best;
    double most = options_.usual_share * static_cast<double>(prints.size());
    for (const Anchor anchor : {Anchor::Middle, Anchor::Left, Anchor::Right}) {
      const Habit habit = usual(prints, anchor);
      const auto there =
          static_cast<double>(std::count_if(prints.begin(), prints.end(), [&](const Extent& print) {
            return follows(print, habit);
          }));
      if (there < most) continue;
      if (there > most) best.clear();
      most = there;
      best.push_back(habit);
    }
    return best;
  }

  static Habit usual(const std::vector<Extent>& prints, Anchor anchor) {
    std::vector<double> places;
    places.reserve(prints.size());
    for (const Extent& print : prints) places.push_back(place_of(print, anchor));
    const auto middle = places.begin() + static_cast<std::ptrdiff_t>(places.size() / 2);
    std::nth_element(places.begin(), middle, places.end());
    return {anchor, *middle};
  }

  bool follows(const Extent& print, const Habit& habit) const {
    return std::abs(place_of(print, habit.anchor) - habit.place) <=
           to_pixels(options_.same_place_pt, dpi_);
  }

  bool stands_as_usual(const Extent& print, int column) const {
    const std::vector<Habit>& habits = habits_[at_index(column)];
    return std::any_of(
        habits.begin(), habits.end(), [&](const Habit& habit) { return follows(print, habit); });
  }

  const Grid& grid_;
  Dpi dpi_;
  const PrintApartOptions& options_;
  std::vector<cv::Rect> signs_;             ///< of the page
  std::vector<std::vector<Habit>> habits_;  ///< of each column; none: its print stands anyhow
};

}  // namespace

Grid divide_by_print(const Grid& grid,
                     const cv::Mat& even,
                     Dpi dpi,
                     const PrintApartOptions& options) {
  const auto wide = [](const GridCell& cell) { return cell.column_span > 1; };
  if (std::none_of(grid.cells.begin(), grid.cells.end(), wide)) return grid;
  const PrintApart print(grid, even, dpi, options);
  Grid divided = grid;
  divided.cells.clear();
  for (const GridCell& cell : grid.cells)
    for (GridCell& part : print.divided(cell)) divided.cells.push_back(part);
  return divided;
}

}  // namespace gouji
