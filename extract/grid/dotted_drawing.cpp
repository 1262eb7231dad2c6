#include "extract/grid/dotted_drawing.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace gouji {
namespace {

/// Where the lines that cross others cut them, with both ends of the table. `crossing`: not empty.
std::vector<int> bounds_of(const std::vector<DottedLine>& crossing, int from, int to, int near) {
  std::vector<int> bounds;
  if (crossing.front().at - from > near) bounds.push_back(from);
  for (const DottedLine& line : crossing) bounds.push_back(line.at);
  if (to - crossing.back().at > near) bounds.push_back(to);
  return bounds;
}

class Drawer {
 public:
  Drawer(const DottedSide& level,
         const DottedSide& upright,
         Dpi dpi,
         const DrawnTableOptions& options,
         DrawnRules& drawn)
      : level_(level), upright_(upright), dpi_(dpi), options_(options), drawn_(drawn) {}

  void draw(const DottedTable& table) {
    const MeasuredLines &rows = table.rows, &columns = table.columns;
    const auto [left, right] = extent(rows, columns.lines);
    const auto [top, bottom] = open_ends(columns, rows.lines);
    const int near = whole_pixels(options_.open_side_pt, dpi_);
    const auto down = bounds_of(rows.lines, top, bottom, near);
    const auto along = bounds_of(columns.lines, left, right, near);
    SlotChoiceOptions over_rows = options_.slots;
    over_rows.merged_at_side = options_.merged_up_or_down;
    draw_lines(level_, rows, down, along, over_rows, drawn_.level);
    draw_lines(upright_, columns, along, down, options_.slots, drawn_.upright);
    // Sides without rules hold the table together.
    for (const int side : {along.front(), along.back()})
      draw_piece(side, down.front(), down.back(), drawn_.upright);
    for (const int side : {down.front(), down.back()})
      draw_piece(side, along.front(), along.back(), drawn_.level);
  }

 private:
  /// From where to where the rows run: as far as two of them that have dots enough to tell.
  std::pair<int, int> extent(const MeasuredLines& rows,
                             const std::vector<DottedLine>& columns) const {
    const double reach = to_pixels(options_.end_pt, dpi_);
    std::vector<int> from, to;
    for (std::size_t i = 0; i < rows.lines.size(); ++i) {
      if (rows.densities[i] * reach < static_cast<double>(options_.dots_at_end)) continue;
      const auto& dots = rows.lines[i].dots;
      const std::size_t n = options_.dots_at_end;
      std::size_t first = 0, last = dots.size() - 1;
      while (first + n < dots.size() && dots[first + n].from - dots[first].to > reach) ++first;
      while (last > n && dots[last].from - dots[last - n].to > reach) --last;
      from.push_back(dots[first].from);
      to.push_back(dots[last].to);
    }
    std::pair<int, int> ends{columns.front().at, columns.back().at};
    if (from.size() < 2) return ends;
    std::nth_element(from.begin(), from.begin() + 1, from.end());
    std::nth_element(to.begin(), to.begin() + 1, to.end(), std::greater<>());
    return {std::min(from[1], ends.first), std::max(to[1], ends.second)};
  }

  /// From where to where the columns run, a table that goes on from page to page beyond its rows:
  /// as far as two of them whose dots follow each other.
  std::pair<int, int> open_ends(const MeasuredLines& columns,
                                const std::vector<DottedLine>& rows) const {
    std::vector<int> tops{rows.front().at}, bottoms{rows.back().at};
    const double reach = to_pixels(options_.end_pt, dpi_);
    for (std::size_t i = 0; i < columns.lines.size(); ++i) {
      if (columns.densities[i] * reach < static_cast<double>(options_.dots_at_end)) continue;
      const auto dots = upright_.dots_on(columns.lines[i].at);
      const double gap = options_.mean_gaps / std::max(columns.densities[i], 1e-3);
      int top = rows.front().at, bottom = rows.back().at;
      for (auto dot = dots.rbegin(); dot != dots.rend(); ++dot)
        if (dot->from < top && top - dot->to <= gap) top = dot->from;
      for (const RuleDot& dot : dots)
        if (dot.to > bottom && dot.from - bottom <= gap) bottom = dot.to;
      tops.push_back(top);
      bottoms.push_back(bottom);
    }
    if (tops.size() < 2) return {tops[0], bottoms[0]};
    std::nth_element(tops.begin(), tops.begin() + 1, tops.end());
    std::nth_element(bottoms.begin(), bottoms.begin() + 1, bottoms.end(), std::greater<>());
    return {tops[1], bottoms[1]};
  }

  static void draw_piece(int at, int from, int to, cv::Mat& picture) {
    picture(cv::Rect(from, at - 1, to - from + 1, 3) & cv::Rect({}, picture.size())).setTo(255);
  }

  // `edges`: of the slots that the lines part; `bounds`: of the lines' pieces.
  void draw_lines(const DottedSide& side,
                  const MeasuredLines& lines,
                  const std::vector<int>& edges,
                  const std::vector<int>& bounds,
                  const SlotChoiceOptions& slots,
                  cv::Mat& picture) const {
    const std::size_t shift = edges.front() == lines.lines.front().at ? 0 : 1;
    std::vector<double> edges_pt;
    edges_pt.reserve(edges.size());
    for (const int edge : edges) edges_pt.push_back(to_points(edge, dpi_));
    for (std::size_t j = 0; j + 1 < bounds.size(); ++j) {
      const int from = bounds[j] + kCrossingRule, to = bounds[j + 1] - kCrossingRule;
      std::vector<SlotText> texts;
      std::vector<SlotGap> gaps;
      for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
        texts.push_back(side.text_in({from,
                                      edges[k] + kCrossingRule,
                                      to - from,
                                      edges[k + 1] - edges[k] - 2 * kCrossingRule}));
        if (k > 0) gaps.push_back(gap(side, lines, k - shift, from, to));
      }
      const auto ruled = ruled_gaps(edges_pt, texts, gaps, slots);
      for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const std::size_t edge = i + shift;
        const bool outer = edge == 0 || edge + 1 == edges.size();
        if (!outer && ruled[edge - 1] == 0) continue;
        draw_piece(lines.lines[i].at, bounds[j], bounds[j + 1], picture);
      }
    }
  }

  // What is seen of line `i` from `from` to `to`.
  SlotGap gap(
      const DottedSide& side, const MeasuredLines& lines, std::size_t i, int from, int to) const {
    if (to <= from) return {};
    const int at = lines.lines[i].at;
    constexpr double kNever = 50;
    if (side.signs_across(at, from, to) > 0) return {kNever, 0};
    const ClearCover seen = side.cover(at, from, to);
    // Poisson; what both have in common is left out.
    const auto unlikely = [&](double density) {
      const double expected = std::max(density * seen.length, 1e-3);
      return expected - seen.runs * std::log(expected);
    };
    // Of lines that print alone shows no more is seen than of none.
    SlotGap found{unlikely(std::max(lines.densities[i], lines.chance)), unlikely(lines.chance)};
    const double likelier = std::min(found.ruled, found.merged);
    found.ruled = std::min(found.ruled - likelier, options_.most_missed);
    found.merged = std::min(found.merged - likelier, options_.most_seen);
    return found;
  }

  const DottedSide& level_;
  const DottedSide& upright_;
  Dpi dpi_;
  const DrawnTableOptions& options_;
  DrawnRules& drawn_;
};

}  // namespace

DrawnRules draw_dotted_tables(const DottedPicture& level,
                              const DottedPicture& upright,
                              Dpi dpi,
                              const DrawnTableOptions& options) {
  DottedSide level_side(level, upright, DottedSide::Direction::Level, dpi, options.side);
  DottedSide upright_side(upright, level, DottedSide::Direction::Upright, dpi, options.side);
  DrawnRules drawn{cv::Mat::zeros(level_side.size(), CV_8UC1),
                   cv::Mat::zeros(upright_side.size(), CV_8UC1)};
  for (const DottedTable& table :
       find_dotted_tables(level_side, upright_side, dpi, options.tables)) {
    level_side.know_lines(table.rows.lines, table.columns.lines);
    upright_side.know_lines(table.columns.lines, table.rows.lines);
    Drawer(level_side, upright_side, dpi, options, drawn).draw(table);
  }
  return drawn;
}

}  // namespace gouji
