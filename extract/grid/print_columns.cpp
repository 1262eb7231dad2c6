#include "extract/grid/print_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace gouji {
namespace {

struct Text {
  int from = 0;
  int to = 0;
  int height = 0;  // of its tallest sign
};

using RowTexts = std::vector<Text>;  // from left to right

RowTexts texts_of(std::vector<Text> signs, int least_paper) {
  std::sort(
      signs.begin(), signs.end(), [](const Text& a, const Text& b) { return a.from < b.from; });
  RowTexts texts;
  for (const Text& sign : signs) {
    if (texts.empty() || sign.from - texts.back().to >= least_paper) {
      texts.push_back(sign);
      continue;
    }
    texts.back().to = std::max(texts.back().to, sign.to);
    texts.back().height = std::max(texts.back().height, sign.height);
  }
  return texts;
}

std::vector<RowTexts> texts_in_rows(const std::vector<cv::Rect>& signs,
                                    const std::vector<int>& rows,
                                    int least_paper) {
  std::vector<std::vector<Text>> in_rows(rows.size() - 1);
  for (const cv::Rect& sign : signs) {
    const auto below = std::upper_bound(rows.begin(), rows.end(), sign.y + sign.height / 2);
    if (below == rows.begin() || below == rows.end()) continue;
    in_rows[static_cast<std::size_t>(below - rows.begin() - 1)].push_back(
        {sign.x, sign.x + sign.width, sign.height});
  }
  std::vector<RowTexts> texts;
  texts.reserve(in_rows.size());
  for (auto& row : in_rows) texts.push_back(texts_of(std::move(row), least_paper));
  return texts;
}

/// A column's print: as far as it reaches, and its texts from row to row.
struct PrintColumn {
  int from = 0;
  int to = 0;
  std::vector<Text> texts;
};

class Finder {
 public:
  Finder(const std::vector<RowTexts>& head,
         const std::vector<RowTexts>& rows,
         Dpi dpi,
         const PrintColumnOptions& options)
      : head_(head), rows_(rows), headed_(has_header(rows)), dpi_(dpi), options_(options) {}

  std::vector<ColumnGap> gaps() const {
    const std::vector<PrintColumn> columns = print_columns();
    std::vector<ColumnGap> gaps;
    for (std::size_t c = 0; c + 1 < columns.size(); ++c)
      if (stand_apart(columns[c], columns[c + 1]))
        gaps.push_back({columns[c].to, columns[c + 1].from, likeliest(columns[c], columns[c + 1])});
    return gaps;
  }

 private:
  // For each pixel of the width how many rows have print there; the header's counts for too many.
  std::vector<std::size_t> across() const {
    int width = 0;
    for (const RowTexts& row : rows_)
      for (const Text& text : row) width = std::max(width, text.to);
    std::vector<std::size_t> counts(static_cast<std::size_t>(width), 0);
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (const Text& text : rows_[r])
        for (int x = std::max(0, text.from); x < text.to; ++x)
          counts[static_cast<std::size_t>(x)] += r == 0 ? rows_.size() : 1;
    return counts;
  }

  std::vector<PrintColumn> print_columns() const {
    const auto most =
        static_cast<std::size_t>(options_.most_across * static_cast<double>(rows_.size()));
    const int least_paper = whole_pixels(options_.least_paper_pt, dpi_);
    const std::vector<std::size_t> counts = across();
    std::vector<PrintColumn> columns;
    for (int x = 0; x < static_cast<int>(counts.size()); ++x) {
      if (counts[static_cast<std::size_t>(x)] <= most) continue;
      if (columns.empty() || x - columns.back().to >= least_paper)
        columns.push_back({x, x + 1, {}});
      else
        columns.back().to = x + 1;
    }
    add_texts(columns);
    std::erase_if(columns, [&](const PrintColumn& column) {
      return column.texts.size() < 2 &&
             column.to - column.from < to_pixels(options_.header_word_pt, dpi_);
    });
    return columns;
  }

  // Each text that lies in one column only; the column reaches as far as it does, but for paper
  // before the next.
  void add_texts(std::vector<PrintColumn>& columns) const {
    const int least_paper = whole_pixels(options_.least_paper_pt, dpi_);
    for (const RowTexts& row : rows_)
      for (const Text& text : row) {
        const auto touches = [&](const PrintColumn& c) {
          return c.from < text.to && text.from < c.to;
        };
        const auto column = std::find_if(columns.begin(), columns.end(), touches);
        if (column == columns.end()) continue;
        const auto next = std::next(column);
        if (next != columns.end() && text.to + least_paper > next->from) continue;
        if (column != columns.begin() && text.from - least_paper < std::prev(column)->to) continue;
        column->texts.push_back(text);
        column->from = std::min(column->from, text.from);
        column->to = std::max(column->to, text.to);
      }
  }

  // The row with the most texts is the header where most rows leave columns empty.
  static bool has_header(const std::vector<RowTexts>& rows) {
    const auto poorer = std::count_if(rows.begin(), rows.end(), [&](const RowTexts& row) {
      return row.size() < rows.front().size();
    });
    return 2 * static_cast<std::size_t>(poorer) > rows.size();
  }

  static bool lies_in(const Text& text, const PrintColumn& column) {
    return text.from >= column.from && text.to <= column.to;
  }

  // The words of the header that stand over this column and no other.
  std::optional<Text> header_of(const PrintColumn& column) const {
    std::optional<Text> header;
    for (const RowTexts& row : head_)
      for (const Text& text : row) {
        if (!lies_in(text, column)) continue;
        if (!header) header = text;
        header = {std::min(header->from, text.from),
                  std::max(header->to, text.to),
                  std::max(header->height, text.height)};
      }
    return header;
  }

  // There is nothing but a header.
  bool is_empty(const PrintColumn& column) const {
    return std::none_of(std::next(rows_.begin()), rows_.end(), [&](const RowTexts& row) {
      return std::any_of(
          row.begin(), row.end(), [&](const Text& text) { return lies_in(text, column); });
    });
  }

  bool stand_apart(const PrintColumn& left, const PrintColumn& right) const {
    const auto left_header = header_of(left), right_header = header_of(right);
    const bool left_empty = is_empty(left), right_empty = is_empty(right);
    // The header in the middle, and what it heads at a side.
    if ((left_empty && !right_header) || (right_empty && !left_header)) return false;
    if (left_header && right_header && (headed_ || left_empty || right_empty)) {
      const int height = std::max(left_header->height, right_header->height);
      if (right_header->from - left_header->to >= options_.header_gap * height) return true;
    }
    if (left_empty || right_empty) return false;
    std::vector<int> gaps;
    for (const RowTexts& row : rows_) {
      int before = -1, after = -1;
      for (const Text& text : row) {
        if (text.from >= left.from - 1 && text.to <= right.from) before = text.to;
        if (after < 0 && text.from >= left.to && text.to <= right.to + 1) after = text.from;
      }
      if (before >= 0 && after > before) gaps.push_back(after - before);
    }
    const double usual = to_pixels(options_.usual_gap_pt, dpi_);
    if (gaps.empty()) return right.from - left.to >= usual;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle >= usual;
  }

  int likeliest(const PrintColumn& left, const PrintColumn& right) const {
    const int padding =
        std::min(whole_pixels(options_.padding_pt, dpi_), (right.from - left.to) / 2);
    const double near = to_pixels(options_.same_side_pt, dpi_);
    const auto keeps = [&](const std::vector<Text>& texts, auto&& at_side) {
      const auto count = std::count_if(texts.begin(), texts.end(), at_side);
      return texts.size() > 1 &&
             static_cast<double>(count) >= options_.usual_share * static_cast<double>(texts.size());
    };
    if (keeps(left.texts, [&](const Text& text) { return left.to - text.to <= near; }))
      return left.to + padding;
    if (keeps(right.texts, [&](const Text& text) { return text.from - right.from <= near; }))
      return right.from - padding;
    return (left.to + right.from) / 2;
  }

  const std::vector<RowTexts>& head_;  // the header down to the row that heads the columns
  const std::vector<RowTexts>& rows_;  // from that row on
  bool headed_;
  Dpi dpi_;
  const PrintColumnOptions& options_;
};

}  // namespace

std::vector<ColumnGap> gaps_between_columns(const std::vector<cv::Rect>& signs,
                                            const std::vector<int>& rows,
                                            Dpi dpi,
                                            const PrintColumnOptions& options) {
  if (rows.size() < 2) return {};
  std::vector<RowTexts> texts =
      texts_in_rows(signs, rows, whole_pixels(options.least_paper_pt, dpi));
  const auto last =
      texts.begin() + std::min<std::ptrdiff_t>(std::ssize(texts), options.header_rows);
  const auto header =
      std::max_element(texts.begin(), last, [](const RowTexts& a, const RowTexts& b) {
        return a.size() < b.size();
      });
  if (header == texts.end()) return {};
  const std::vector<RowTexts> head(texts.begin(), std::next(header));
  texts.erase(texts.begin(), header);
  return Finder(head, texts, dpi, options).gaps();
}

}  // namespace gouji
