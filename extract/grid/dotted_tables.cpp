#include "extract/grid/dotted_tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace gouji {
namespace {

constexpr int kBand = 5;  // pixels across a line in which its dots lie

MeasuredLines measured(const DottedSide& side,
                       std::vector<DottedLine> lines,
                       const cv::Rect& area) {
  MeasuredLines found;
  double on_lines = 0;
  for (const DottedLine& line : lines) {
    found.densities.push_back(side.density(line));
    on_lines += static_cast<double>(line.dots.size());
  }
  const double elsewhere = std::max(1.0, side.dots_in(area) - on_lines);
  found.chance = elsewhere * kBand / std::max(1.0, static_cast<double>(area.area()));
  found.lines = std::move(lines);
  return found;
}

std::vector<int> places_of(const std::vector<DottedLine>& lines) {
  std::vector<int> places;
  places.reserve(lines.size());
  for (const DottedLine& line : lines) places.push_back(line.at);
  return places;
}

bool by_place(const DottedLine& a, const DottedLine& b) {
  return a.at < b.at;
}

class Finder {
 public:
  Finder(DottedSide& level, DottedSide& upright, Dpi dpi, const DottedTableOptions& options)
      : level_(level), upright_(upright), dpi_(dpi), options_(options) {}

  std::vector<DottedTable> tables() && {
    split(without_text(level_, level_.lines({{}, level_.size()}, {}, options_.lines)));
    return std::move(tables_);
  }

 private:
  cv::Rect strip(int from, int to) const { return {from, 0, to - from, level_.size().width}; }

  // Without those that print runs across all along: dots of its strokes made them.
  std::vector<DottedLine> without_text(const DottedSide& side,
                                       std::vector<DottedLine> lines) const {
    std::erase_if(lines, [&](const DottedLine& line) {
      const int signs = side.signs_across(line.at, line.from(), line.to());
      return signs >
             std::max(2.0, options_.max_signs_per_pt * to_points(line.to() - line.from(), dpi_));
    });
    return lines;
  }

  // Uprights that run through the table, and in a table of few rows those of single ones: of a low
  // row's three or four dots nothing is seen in the whole.
  std::vector<DottedLine> columns_between(const std::vector<DottedLine>& rows) const {
    auto columns = without_text(
        upright_, upright_.lines(strip(rows.front().at, rows.back().at + 1), rows, options_.lines));
    std::erase_if(columns, [&](const DottedLine& line) {
      return are_signs_in_rows(line, rows, dpi_, options_.signs_in_rows);
    });
    if (rows.size() > options_.most_low_rows + 1) return columns;
    const double apart = to_pixels(options_.lines.apart_pt, dpi_);
    DottedLineOptions low = options_.lines;
    low.one_dot_pt = 0;  // the few there are lie close together
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      const int from = rows[i].at + kCrossingRule, to = rows[i + 1].at - kCrossingRule;
      if (to <= from) continue;
      for (DottedLine& line : upright_.lines(strip(from, to), rows, low)) {
        const bool near = std::any_of(columns.begin(), columns.end(), [&](const DottedLine& c) {
          return std::abs(c.at - line.at) < apart;
        });
        if (near || line.to() - line.from() < options_.least_span * (to - from)) continue;
        if (upright_.signs_across(line.at, from, to) == 0) columns.push_back(std::move(line));
      }
    }
    std::sort(columns.begin(), columns.end(), by_place);
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
      for (DottedLine& line : level_.lines(area, {}, options_.lines, {above + row, below - row}))
        if (level_.signs_on(line.at, 0, area.width) <= options_.most_signs_on &&
            level_.signs_across(line.at, 0, area.width) == 0 &&
            parts_print(above, line.at, below, columns))
          faint.push_back(std::move(line));
    }
    rows.insert(rows.end(), faint.begin(), faint.end());
    std::sort(rows.begin(), rows.end(), by_place);
  }

  // A row that print stands on must have dots enough without those of the uprights: points and
  // the feet of figures lie in line as well.
  void drop_lines_of_figures(std::vector<DottedLine>& rows,
                             const std::vector<DottedLine>& columns) const {
    if (rows.size() < 3) return;
    const cv::Rect area(0, rows.front().at, level_.size().width, rows.back().at - rows.front().at);
    const auto sure = level_.lines(area, columns, options_.lines);
    const double apart = to_pixels(options_.lines.apart_pt, dpi_);
    const auto refuted = [&](const DottedLine& row) {
      return level_.signs_on(row.at, 0, area.width) > options_.most_signs_on &&
             std::none_of(sure.begin(), sure.end(), [&](const DottedLine& line) {
               return std::abs(line.at - row.at) < apart;
             });
    };
    rows.erase(std::remove_if(rows.begin() + 1, rows.end() - 1, refuted), rows.end() - 1);
  }

  void drop_through_words(std::vector<DottedLine>& columns,
                          const TableHeader& header,
                          const std::vector<cv::Rect>& signs) const {
    std::vector<DottedLine> kept = columns;
    std::erase_if(kept, [&](const DottedLine& line) {
      return runs_through_word(line.at, header.leaves, signs, dpi_, options_.through_words);
    });
    if (!kept.empty()) columns = std::move(kept);
  }

  // Of some uprights next to nothing is left; that print stands apart there in all rows tells more.
  void add_columns_of_print(std::vector<DottedLine>& columns,
                            const std::vector<DottedLine>& rows,
                            const std::vector<cv::Rect>& signs,
                            const TableHeader& header) const {
    const auto in_rows = signs_in_rows(signs, places_of(rows));
    const int side = whole_pixels(options_.print_columns.padding_pt, dpi_);
    std::vector<DottedLine> parting;
    for (const ColumnGap& gap :
         gaps_between_columns(header, in_rows, dpi_, options_.print_columns)) {
      const bool known = std::any_of(columns.begin(), columns.end(), [&](const DottedLine& line) {
        return line.at >= gap.from - side && line.at <= gap.to + side;
      });
      if (!known) parting.push_back(upright_in(gap, rows));
    }
    columns.insert(columns.end(), parting.begin(), parting.end());
    std::sort(columns.begin(), columns.end(), by_place);
  }

  static std::vector<cv::Rect> print_between(const std::vector<cv::Rect>& signs,
                                             const std::vector<DottedLine>& rows) {
    std::vector<cv::Rect> inside = signs;
    std::erase_if(inside, [&](const cv::Rect& sign) {
      return sign.y < rows.front().at || sign.y + sign.height > rows.back().at;
    });
    return inside;
  }

  // Rows without a dot, from one side of the table to the other.
  static void add_levels(std::vector<DottedLine>& rows,
                         const std::vector<int>& levels,
                         const std::vector<DottedLine>& columns) {
    const int left = columns.front().at, right = columns.back().at;
    for (const int at : levels) {
      const double level = at;
      rows.push_back({at, {{level, left, left + 1}, {level, right, right + 1}}});
    }
    std::sort(rows.begin(), rows.end(), by_place);
  }

  // Where more dots lie than by chance, or else where print at the ruling's side says.
  DottedLine upright_in(const ColumnGap& gap, const std::vector<DottedLine>& rows) const {
    const int top = rows.front().at, bottom = rows.back().at;
    const int rim = whole_pixels(options_.print_rim_pt, dpi_);
    const auto seen = upright_.lines(
        strip(top, bottom + 1), rows, options_.lines, {gap.from + rim, gap.to - rim});
    const auto most =
        std::max_element(seen.begin(), seen.end(), [](const DottedLine& a, const DottedLine& b) {
          return a.dots.size() < b.dots.size();
        });
    if (most != seen.end()) return *most;
    const double at = gap.likeliest;
    return {gap.likeliest, {{at, top, top + 1}, {at, bottom, bottom + 1}}};
  }

  bool parts_print(int above, int at, int below, const std::vector<DottedLine>& columns) const {
    int parted = 0;
    std::vector<int> bounds{0};
    for (const DottedLine& column : columns) bounds.push_back(column.at);
    bounds.push_back(level_.size().width);
    for (std::size_t j = 0; j + 1 < bounds.size(); ++j) {
      const int from = bounds[j] + kCrossingRule, width = bounds[j + 1] - kCrossingRule - from;
      if (!level_.text_in({from, above + kCrossingRule, width, at - above - kCrossingRule})
               .empty() &&
          !level_.text_in({from, at, width, below - kCrossingRule - at}).empty())
        ++parted;
    }
    return parted >= 2;
  }

  // Tables stand one below the other where the uprights have no dots between two levels.
  void split(std::vector<DottedLine> rows) {
    if (rows.size() < 2) return;
    const cv::Rect area = strip(rows.front().at, rows.back().at + 1);
    auto uprights = columns_between(rows);
    if (uprights.empty()) return;
    const auto signs = std::remove_if(rows.begin(), rows.end(), [&](const DottedLine& row) {
      return are_signs_in_columns(row, uprights, dpi_, options_.signs_in_columns);
    });
    if (signs != rows.end()) {
      rows.erase(signs, rows.end());
      split(std::move(rows));
      return;
    }
    MeasuredLines columns = measured(upright_, uprights, area);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      if (!parted(columns, rows[i].at + kCrossingRule, rows[i + 1].at - kCrossingRule)) continue;
      const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      split({rows.begin(), middle});
      split({middle, rows.end()});
      return;
    }
    level_.know_lines(rows, uprights);
    upright_.know_lines(uprights, rows);
    drop_lines_of_figures(rows, uprights);
    std::erase_if(rows, [&](const DottedLine& row) { return level_.is_of_print(row); });
    if (rows.size() < 2) return;
    level_.know_lines(rows, uprights);  // what lay on those dropped is print
    const std::vector<cv::Rect> signs_of_print = level_.signs_in_lines();
    const auto in_table = print_between(signs_of_print, rows);
    const double least = paper_between_rows(in_table, dpi_, options_.wide_paper);
    add_levels(rows,
               levels_in_paper(in_table, places_of(rows), least, dpi_, options_.wide_paper),
               uprights);
    const TableHeader header =
        find_header(signs_in_rows(signs_of_print, places_of(rows)), dpi_, options_.header);
    drop_through_words(uprights, header, signs_of_print);
    add_columns_of_print(uprights, rows, signs_of_print, header);
    add_levels(rows, header.levels, uprights);
    add_levels(rows,
               levels_in_most_columns(signs_in_rows(signs_of_print, places_of(rows)),
                                      places_of(uprights),
                                      least,
                                      options_.wide_paper),
               uprights);
    add_faint(rows, uprights);
    add_levels(rows,
               levels_between_rows(
                   signs_of_print, places_of(rows), places_of(uprights), dpi_, options_.print_rows),
               uprights);
    columns = measured(upright_, uprights, area);
    const cv::Rect level_area(0, area.x, level_.size().width, area.width);
    tables_.push_back({measured(level_, std::move(rows), level_area), std::move(columns)});
  }

  // Only a wide gap tells: along one rule dots come and go as it crosses the scanner's lines.
  bool parted(const MeasuredLines& columns, int from, int to) const {
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

  DottedSide& level_;
  DottedSide& upright_;
  Dpi dpi_;
  const DottedTableOptions& options_;
  std::vector<DottedTable> tables_;
};

}  // namespace

std::vector<DottedTable> find_dotted_tables(DottedSide& level,
                                            DottedSide& upright,
                                            Dpi dpi,
                                            const DottedTableOptions& options) {
  return Finder(level, upright, dpi, options).tables();
}

}  // namespace gouji
