#include "extract/grid/dotted_tables.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

constexpr int kOff = 2;    // pixels that a dot may lie off its line
constexpr int kInset = 3;  // pixels at the end of a piece that are the crossing rule's

// Boxes of the glyphs and their pieces; specks and rules are none. What lies mostly on `lines`
// (CV_8UC1, 255 = there) is a piece of a rule.
std::vector<cv::Rect> print_of(const cv::Mat& ink,
                               const cv::Mat& lines,
                               Dpi dpi,
                               const DottedTableOptions& options) {
  constexpr double kMostly = 0.6;
  std::vector<cv::Rect> boxes;
  const double least = to_pixels(options.least_print_pt, dpi);
  const double most = to_pixels(options.most_print_pt, dpi);
  const double thinnest = to_pixels(options.rule_pt, dpi);
  const Components pieces(ink);
  for (const Component& piece : pieces) {
    const auto [thin, size] = std::minmax(piece.box.width, piece.box.height);
    if (thin <= thinnest || size < least || size > most) continue;
    int on_lines = 0;
    for (const InkRun& run : piece.runs)
      on_lines += cv::countNonZero(lines(cv::Rect(run.from, run.y, run.length(), 1)));
    if (on_lines < kMostly * piece.area) boxes.push_back(piece.box);
  }
  return boxes;
}

/// One direction of the page, with its dots; all in the frame where the rules are level.
class Side {
 public:
  /// `rules`: of both directions. `close_print_pt`: dots with print so near on both sides are the
  /// print's own.
  Side(const DottedSide& side,
       const cv::Mat& rules,
       double close_print_pt,
       bool upright,
       Dpi dpi,
       const DottedTableOptions& options)
      : ink_(side.page.ink - side.page.dots - rules),
        print_(print_of(ink_, cv::Mat::zeros(ink_.size(), CV_8UC1), dpi, options)),
        page_(side.page),
        dots_(rule_dots(side.page, side.whole, dpi, options.dots)),
        upright_(upright),
        over_(whole_pixels(options.over_pt, dpi)),
        dpi_(dpi),
        options_(options) {
    std::erase_if(dots_, [&](const RuleDot& dot) {
      return among_print(dot, options_.beside_print_pt) || between_print(dot, close_print_pt) ||
             between_ink(dot);
    });
  }

  cv::Size size() const { return ink_.size(); }

  /// What lies on the lines (CV_8UC1, 255 = there) is no print.
  void know_lines(const cv::Mat& lines) { print_ = print_of(ink_, lines, dpi_, options_); }

  /// `crossing`: lines of the other direction, whose dots are not these lines'.
  std::vector<DottedLine> lines(const cv::Rect& area,
                                const std::vector<DottedLine>& crossing,
                                const DottedLineOptions& options) const {
    std::vector<RuleDot> dots = dots_;
    std::erase_if(dots, [&](const RuleDot& dot) {
      return std::any_of(crossing.begin(), crossing.end(), [&](const DottedLine& line) {
        return dot.from <= line.at + kOff && dot.to > line.at - kOff;
      });
    });
    return dotted_lines(dots, area, {area.y, area.y + area.height}, dpi_, options);
  }

  /// Lines at `among` only, for which fewer dots are enough.
  std::vector<DottedLine> lines_among(const cv::Rect& area, cv::Range among) const {
    return dotted_lines(dots_, area, among, dpi_, options_.lines);
  }

  /// Dots within the area, lines and specks.
  int dots_in(const cv::Rect& area) const {
    return static_cast<int>(std::count_if(dots_.begin(), dots_.end(), [&](const RuleDot& dot) {
      return dot.at >= area.y && dot.at < area.y + area.height && dot.from >= area.x &&
             dot.to <= area.x + area.width;
    }));
  }

  /// Along the line, where no print stands beside it.
  ClearCover cover(int at, int from, int to) const {
    return clear_cover(page_, {from, at - 1, to - from, 3}, dpi_, options_.dots);
  }

  /// Pieces a clear pixel.
  double density(const DottedLine& line) const {
    const ClearCover seen = cover(line.at, line.from(), line.to());
    return static_cast<double>(seen.runs) / std::max(1, seen.length);
  }

  /// Pieces of print that lie on both sides of the line.
  int strokes_across(int at, int from, int to) const {
    const int along = whole_pixels(options_.least_sign_pt, dpi_);
    return static_cast<int>(std::count_if(print_.begin(), print_.end(), [&](const cv::Rect& box) {
      const int middle = box.x + box.width / 2;
      return middle >= from && middle < to && box.width >= along && box.y < at - over_ &&
             box.y + box.height > at + over_;
    }));
  }

  // Beside print that lies across its line.
  bool among_print(const RuleDot& dot, double along_pt) const {
    const int along = whole_pixels(along_pt, dpi_);
    return std::any_of(print_.begin(), print_.end(), [&](const cv::Rect& box) {
      return box.x <= dot.to + along && box.x + box.width >= dot.from - along &&
             box.y < dot.at - over_ && box.y + box.height > dot.at + over_;
    });
  }

  // Decimal points, commas and crumbs of thin type.
  bool between_ink(const RuleDot& dot) const {
    if (!upright_) return false;
    constexpr int kEdge = 2, kWide = 3;
    const int reach = whole_pixels(options_.sign_gap_pt, dpi_);
    const int at = static_cast<int>(std::lround(dot.at));
    const cv::Rect page({}, ink_.size());
    const int x = dot.from - kWide, width = dot.to - dot.from + 2 * kWide;
    const auto inked = [&](int from, int to) {
      const cv::Rect seen = cv::Rect(x, from, width, to - from) & page;
      return !seen.empty() && cv::countNonZero(page_.ink(seen)) > 0;
    };
    return inked(at - reach, at - kEdge) && inked(at + kEdge + 1, at + reach);
  }

  bool between_print(const RuleDot& dot, double close_print_pt) const {
    const double close = to_pixels(close_print_pt, dpi_);
    const int along = whole_pixels(options_.beside_print_pt, dpi_);
    bool above = false, below = false;
    for (const cv::Rect& box : print_) {
      if (box.x > dot.to + along || box.x + box.width < dot.from - along) continue;
      const double over = dot.at - (box.y + box.height - 1), under = box.y - dot.at;
      above = above || (over > 0 && over <= close);
      below = below || (under > 0 && under <= close);
    }
    return above && below;
  }

  /// Whether most of the line's dots are crumbs in a line of print.
  bool is_of_print(const DottedLine& line) const {
    const auto crumbs = std::count_if(line.dots.begin(), line.dots.end(), [&](const RuleDot& dot) {
      return among_print(dot, options_.line_of_print_pt);
    });
    return 2 * static_cast<std::size_t>(crumbs) > line.dots.size();
  }

  /// Where print stands in `slot`, across the lines, in points.
  SlotText text_in(const cv::Rect& slot) const {
    int from = slot.y + slot.height, to = slot.y;
    for (const cv::Rect& box : print_) {
      const cv::Rect seen = box & slot;
      if (2 * seen.area() <= box.area() && seen.height < kOff) continue;
      if (seen.empty()) continue;
      from = std::min(from, seen.y);
      to = std::max(to, seen.y + seen.height);
    }
    return {to_points(from, dpi_), to_points(to, dpi_)};
  }

 private:
  cv::Mat ink_;  // print that is no dot
  std::vector<cv::Rect> print_;
  const DottedInk& page_;
  std::vector<RuleDot> dots_;
  bool upright_;
  int over_;
  Dpi dpi_;
  const DottedTableOptions& options_;
};

/// Lines with how densely dots lie on them, and elsewhere.
struct Lines {
  std::vector<DottedLine> lines;
  std::vector<double> densities;
  double chance = 0;
};

Lines measured(const Side& side, std::vector<DottedLine> lines, const cv::Rect& area) {
  Lines found;
  double on_lines = 0;
  for (const DottedLine& line : lines) {
    found.densities.push_back(side.density(line));
    on_lines += static_cast<double>(line.dots.size());
  }
  const double elsewhere = std::max(1.0, side.dots_in(area) - on_lines);
  found.chance = elsewhere * (2 * kOff + 1) / std::max(1.0, static_cast<double>(area.area()));
  found.lines = std::move(lines);
  return found;
}

/// Places of the lines' pieces, with both ends of the table.
std::vector<int> bounds_of(const std::vector<DottedLine>& crossing, int from, int to, int near) {
  std::vector<int> bounds;
  if (crossing.empty() || crossing.front().at - from > near) bounds.push_back(from);
  for (const DottedLine& line : crossing) bounds.push_back(line.at);
  if (crossing.empty() || to - crossing.back().at > near) bounds.push_back(to);
  return bounds;
}

// Both directions' rules in the frame of the first, with their rims.
cv::Mat rules_of(const DottedSide& side, const DottedSide& other) {
  cv::Mat rules = side.whole | other.whole.t();
  cv::dilate(rules, rules, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
  return rules;
}

class Tables {
 public:
  Tables(const DottedSide& level,
         const DottedSide& upright,
         Dpi dpi,
         const DottedTableOptions& options)
      : level_(level, rules_of(level, upright), options.line_gap_pt, false, dpi, options),
        upright_(upright, rules_of(upright, level), options.sign_gap_pt, true, dpi, options),
        dpi_(dpi),
        options_(options) {
    drawn_.level = cv::Mat::zeros(level_.size(), CV_8UC1);
    drawn_.upright = cv::Mat::zeros(upright_.size(), CV_8UC1);
    split(clean(level_, level_.lines({{}, level_.size()}, {}, options_.lines)));
  }

  DrawnRules drawn() && { return std::move(drawn_); }

 private:
  cv::Rect strip(int from, int to) const { return {from, 0, to - from, level_.size().width}; }

  // Without those that print runs across all along: dots of its strokes made them.
  std::vector<DottedLine> clean(const Side& side, std::vector<DottedLine> lines) const {
    std::erase_if(lines, [&](const DottedLine& line) {
      const int strokes = side.strokes_across(line.at, line.from(), line.to());
      return strokes >
             std::max(2.0, options_.max_strokes_per_pt * to_points(line.to() - line.from(), dpi_));
    });
    return lines;
  }

  // Signs of print below one another, commas after ordinals say, have dots at the same height of
  // each row; a rule's are anywhere.
  bool keeps_height(const DottedLine& line, const std::vector<DottedLine>& rows) const {
    std::vector<double> heights;
    std::vector<int> strips;
    for (const RuleDot& dot : line.dots) {
      const auto below = std::find_if(
          rows.begin(), rows.end(), [&](const DottedLine& row) { return row.at > dot.from; });
      if (below == rows.begin() || below == rows.end()) continue;
      if (strips.empty() || strips.back() != below->at) strips.push_back(below->at);
      heights.push_back((dot.from + dot.to) / 2.0 - (below->at + std::prev(below)->at) / 2.0);
    }
    if (strips.size() < 4 || heights.size() < 7) return false;
    std::sort(heights.begin(), heights.end());
    const double same = to_pixels(options_.same_height_pt, dpi_);
    const auto middle = heights[heights.size() / 2];
    const auto near = std::count_if(heights.begin(), heights.end(), [&](double height) {
      return std::abs(height - middle) <= same;
    });
    return static_cast<double>(near) >=
           options_.same_height_share * static_cast<double>(heights.size());
  }

  // Uprights that run through the table, and in a table of few rows those of single ones: of a low
  // row's three or four dots nothing is seen in the whole.
  std::vector<DottedLine> columns_between(const std::vector<DottedLine>& rows) const {
    auto columns = clean(
        upright_, upright_.lines(strip(rows.front().at, rows.back().at + 1), rows, options_.lines));
    std::erase_if(columns, [&](const DottedLine& line) { return keeps_height(line, rows); });
    if (rows.size() > options_.most_low_rows + 1) return columns;
    const double apart = to_pixels(options_.lines.apart_pt, dpi_);
    DottedLineOptions low = options_.lines;
    low.one_dot_pt = 0;  // the few there are lie close together
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      const int from = rows[i].at + kInset, to = rows[i + 1].at - kInset;
      if (to <= from) continue;
      for (DottedLine& line : upright_.lines(strip(from, to), rows, low)) {
        const bool near = std::any_of(columns.begin(), columns.end(), [&](const DottedLine& c) {
          return std::abs(c.at - line.at) < apart;
        });
        if (near || line.to() - line.from() < options_.least_span * (to - from)) continue;
        if (upright_.strokes_across(line.at, from, to) < options_.strokes_across)
          columns.push_back(std::move(line));
      }
    }
    std::sort(columns.begin(), columns.end(), [](const DottedLine& a, const DottedLine& b) {
      return a.at < b.at;
    });
    return columns;
  }

  // Of some rules next to nothing is left. Between two rows fewer dots tell, where print stands
  // above and below in two columns, and none across.
  void add_faint(std::vector<DottedLine>& rows, const std::vector<DottedLine>& columns) const {
    const cv::Rect area(0, rows.front().at, level_.size().width, rows.back().at - rows.front().at);
    const int row = whole_pixels(options_.least_row_pt, dpi_);
    std::vector<DottedLine> faint;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      const int above = rows[i].at, below = rows[i + 1].at;
      if (below - above <= 2 * row) continue;
      for (DottedLine& line : level_.lines_among(area, {above + row, below - row}))
        if (level_.strokes_across(line.at, 0, area.width) == 0 &&
            parts_print(above, line.at, below, columns))
          faint.push_back(std::move(line));
    }
    rows.insert(rows.end(), faint.begin(), faint.end());
    std::sort(rows.begin(), rows.end(), [](const DottedLine& a, const DottedLine& b) {
      return a.at < b.at;
    });
  }

  bool parts_print(int above, int at, int below, const std::vector<DottedLine>& columns) const {
    int parted = 0;
    const auto bounds = bounds_of(columns, 0, level_.size().width, 0);
    for (std::size_t j = 0; j + 1 < bounds.size(); ++j) {
      const int from = bounds[j] + kInset, width = bounds[j + 1] - kInset - from;
      if (!level_.text_in({from, above + kInset, width, at - above - kInset}).empty() &&
          !level_.text_in({from, at, width, below - kInset - at}).empty())
        ++parted;
    }
    return parted >= 2;
  }

  // Tables stand one below the other where the uprights have no dots between two levels.
  void split(std::vector<DottedLine> rows) {
    if (rows.size() < 2) return;
    const cv::Rect area = strip(rows.front().at, rows.back().at + 1);
    const auto uprights = columns_between(rows);
    if (uprights.empty()) return;
    const Lines columns = measured(upright_, uprights, area);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      if (!parted(columns, rows[i].at + kInset, rows[i + 1].at - kInset)) continue;
      const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      split({rows.begin(), middle});
      split({middle, rows.end()});
      return;
    }
    know(rows, uprights);
    std::erase_if(rows, [&](const DottedLine& row) { return level_.is_of_print(row); });
    if (rows.size() < 2) return;
    add_faint(rows, uprights);
    draw(measured(level_, rows, {0, area.x, level_.size().width, area.width}), columns);
  }

  // Only a wide gap tells: along one rule dots come and go as it crosses the scanner's lines.
  bool parted(const Lines& columns, int from, int to) const {
    if (to - from < to_pixels(options_.least_parting_pt, dpi_)) return false;
    double expected = 0;
    int seen = 0;
    for (std::size_t c = 0; c < columns.lines.size(); ++c) {
      const int at = columns.lines[c].at;
      const ClearCover here = upright_.cover(at, from, to);
      expected += columns.densities[c] * here.length;
      seen += here.runs;
    }
    return expected >= options_.parting && seen <= options_.parting_share * expected;
  }

  void draw(const Lines& rows, const Lines& columns) {
    const auto [left, right] = extent(rows, columns.lines);
    const int near = whole_pixels(options_.open_side_pt, dpi_);
    const auto down = bounds_of(rows.lines, rows.lines.front().at, rows.lines.back().at, near);
    const auto along = bounds_of(columns.lines, left, right, near);
    draw_lines(level_, rows, down, along, drawn_.level);
    draw_lines(upright_, columns, along, down, drawn_.upright);
    // Sides without rules hold the table together.
    for (const int side : {along.front(), along.back()})
      drawn_
          .upright(cv::Rect(down.front(), side - 1, down.back() - down.front(), 3) &
                   cv::Rect({}, upright_.size()))
          .setTo(255);
  }

  /// From where to where the rows run: as far as two of them that have dots enough to tell.
  std::pair<int, int> extent(const Lines& rows, const std::vector<DottedLine>& columns) const {
    const double reach = to_pixels(options_.end_pt, dpi_);
    std::vector<int> from, to;
    for (std::size_t i = 0; i < rows.lines.size(); ++i) {
      if (rows.densities[i] * reach < options_.dots_at_end) continue;
      const auto& dots = rows.lines[i].dots;
      const auto n = static_cast<std::size_t>(options_.dots_at_end);
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

  // Pieces of rules are no print.
  void know(const std::vector<DottedLine>& rows, const std::vector<DottedLine>& columns) {
    cv::Mat lines = cv::Mat::zeros(level_.size(), CV_8UC1);
    for (const DottedLine& row : rows)
      lines.rowRange(std::max(0, row.at - kOff), std::min(lines.rows, row.at + kOff + 1))
          .setTo(255);
    for (const DottedLine& column : columns)
      lines.colRange(std::max(0, column.at - kOff), std::min(lines.cols, column.at + kOff + 1))
          .setTo(255);
    level_.know_lines(lines);
    upright_.know_lines(lines.t());
  }

  // `edges`: of the slots that the lines part; `bounds`: of the lines' pieces.
  void draw_lines(const Side& side,
                  const Lines& lines,
                  const std::vector<int>& edges,
                  const std::vector<int>& bounds,
                  cv::Mat& picture) const {
    const std::size_t shift = edges.front() == lines.lines.front().at ? 0 : 1;
    std::vector<double> edges_pt;
    for (const int edge : edges) edges_pt.push_back(to_points(edge, dpi_));
    for (std::size_t j = 0; j + 1 < bounds.size(); ++j) {
      const int from = bounds[j] + kInset, to = bounds[j + 1] - kInset;
      std::vector<SlotText> texts;
      std::vector<SlotGap> gaps;
      for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
        texts.push_back(side.text_in(
            {from, edges[k] + kInset, to - from, edges[k + 1] - edges[k] - 2 * kInset}));
        if (k > 0) gaps.push_back(gap(side, lines, k - shift, from, to));
      }
      const auto ruled = ruled_gaps(edges_pt, texts, gaps, options_.slots);
      for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const std::size_t edge = i + shift;
        const bool outer = edge == 0 || edge + 1 == edges.size();
        if (!outer && ruled[edge - 1] == 0) continue;
        const cv::Rect piece(bounds[j], lines.lines[i].at - 1, bounds[j + 1] - bounds[j] + 1, 3);
        picture(piece & cv::Rect({}, picture.size())).setTo(255);
      }
    }
  }

  // What is seen of line `i` from `from` to `to`.
  SlotGap gap(const Side& side, const Lines& lines, std::size_t i, int from, int to) const {
    if (to <= from) return {};
    const int at = lines.lines[i].at;
    constexpr double kNever = 50;
    if (side.strokes_across(at, from, to) >= options_.strokes_across) return {kNever, 0};
    const ClearCover seen = side.cover(at, from, to);
    // Poisson; what both have in common is left out.
    const auto unlikely = [&](double density) {
      const double expected = std::max(density * seen.length, 1e-3);
      return expected - seen.runs * std::log(expected);
    };
    SlotGap found{unlikely(lines.densities[i]), unlikely(lines.chance)};
    const double likelier = std::min(found.ruled, found.merged);
    found.ruled = std::min(found.ruled - likelier, options_.most_missed);
    found.merged = std::min(found.merged - likelier, options_.most_seen);
    return found;
  }

  Side level_, upright_;
  Dpi dpi_;
  const DottedTableOptions& options_;
  DrawnRules drawn_;
};

}  // namespace

DrawnRules dotted_tables(const DottedSide& level,
                         const DottedSide& upright,
                         Dpi dpi,
                         const DottedTableOptions& options) {
  return Tables(level, upright, dpi, options).drawn();
}

}  // namespace gouji
