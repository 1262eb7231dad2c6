#include "extract/grid/print_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace gouji {
namespace {

struct Text {
  int from = 0;
  int to = 0;
};

using RowTexts = std::vector<Text>;  // from left to right

RowTexts united(std::vector<Text> signs, int least_paper) {
  std::sort(
      signs.begin(), signs.end(), [](const Text& a, const Text& b) { return a.from < b.from; });
  RowTexts texts;
  for (const Text& sign : signs) {
    if (texts.empty() || sign.from - texts.back().to >= least_paper) {
      texts.push_back(sign);
      continue;
    }
    texts.back().to = std::max(texts.back().to, sign.to);
  }
  return texts;
}

std::vector<Text> texts_of(const std::vector<cv::Rect>& signs) {
  std::vector<Text> texts;
  texts.reserve(signs.size());
  for (const cv::Rect& sign : signs) texts.push_back({sign.x, sign.x + sign.width});
  return texts;
}

/// A column's print: as far as it reaches, and its texts from row to row.
struct PrintColumn {
  int from = 0;
  int to = 0;
  std::vector<Text> texts;  // of a row one
};

class Finder {
 public:
  Finder(const TableHeader& header,
         const std::vector<RowTexts>& rows,
         Dpi dpi,
         const PrintColumnOptions& options)
      : header_(header), rows_(rows), dpi_(dpi), options_(options) {}

  std::vector<ColumnGap> gaps() const {
    const std::vector<PrintColumn> pieces = print_columns();
    if (pieces.empty()) return {};
    std::vector<char> parted(pieces.size(), 0);  // each from the next
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i)
      parted[i] = stand_apart(pieces[i], pieces[i + 1]) ? 1 : 0;
    part_by_header(pieces, parted);
    const std::vector<PrintColumn> columns = with_texts(joined(pieces, parted));
    std::vector<ColumnGap> gaps;
    for (std::size_t c = 0; c + 1 < columns.size(); ++c)
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

  // Where most rows have print, with no paper down through them.
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
    columns = with_texts(std::move(columns));
    std::erase_if(columns, [&](const PrintColumn& column) {
      return column.texts.size() < 2 &&
             column.to - column.from < options_.header_word * header_.line_height;
    });
    return columns;
  }

  // Paper inside a column runs down between the figures of amounts, too.
  static std::vector<PrintColumn> joined(const std::vector<PrintColumn>& pieces,
                                         const std::vector<char>& parted) {
    std::vector<PrintColumn> columns{pieces.front()};
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      if (parted[i - 1] != 0)
        columns.push_back(pieces[i]);
      else
        columns.back().to = pieces[i].to;
    }
    return columns;
  }

  // Each row's texts that lie in one column only; the column reaches as far as they do, but for
  // paper before the next.
  std::vector<PrintColumn> with_texts(std::vector<PrintColumn> columns) const {
    for (PrintColumn& column : columns) column.texts.clear();
    const int least_paper = whole_pixels(options_.least_paper_pt, dpi_);
    for (const RowTexts& row : rows_) {
      std::vector<std::optional<Text>> here(columns.size());  // what the row has in each
      for (const Text& text : row) {
        const auto touches = [&](const PrintColumn& c) {
          return c.from < text.to && text.from < c.to;
        };
        const auto column = std::find_if(columns.begin(), columns.end(), touches);
        if (column == columns.end()) continue;
        const auto next = std::next(column);
        if (next != columns.end() && text.to + least_paper > next->from) continue;
        if (column != columns.begin() && text.from - least_paper < std::prev(column)->to) continue;
        std::optional<Text>& all = here[static_cast<std::size_t>(column - columns.begin())];
        all = {all ? all->from : text.from, text.to};
        column->from = std::min(column->from, text.from);
        column->to = std::max(column->to, text.to);
      }
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (here[c]) columns[c].texts.push_back(*here[c]);
    }
    return columns;
  }

  static bool lies_in(const Text& text, const PrintColumn& column) {
    return text.from >= column.from && text.to <= column.to;
  }

  // By the widest paper between each word of the header and the next, and by no other there. A word
  // in the middle and figures at the right of it are one column.
  void part_by_header(const std::vector<PrintColumn>& pieces, std::vector<char>& parted) const {
    bool heads_print = false;  // the word at the left, as far as pieces went to it
    for (std::size_t word = 0; word + 1 < header_.leaves.size(); ++word) {
      const std::vector<std::size_t> between = ends_between(word, pieces);
      if (between.empty()) {
        heads_print = false;
        continue;
      }
      const std::size_t first = between.front(), last = between.back();
      heads_print = heads_print || !is_empty(pieces[first]);
      const bool keeps_next = !heads_print && between.size() > 1;
      const auto widest = std::max_element(
          between.begin() + (keeps_next ? 1 : 0), between.end(), [&](std::size_t a, std::size_t b) {
            return paper_after(pieces, a) < paper_after(pieces, b);
          });
      const bool empty = std::any_of(between.begin(), between.end(), [&](std::size_t i) {
        return is_empty(pieces[i]) || is_empty(pieces[i + 1]);
      });
      if (header_.heads_all || empty) {
        for (const std::size_t i : between) parted[i] = 0;
        parted[*widest] = 1;
      }
      heads_print = *widest < last;  // pieces without a word before the next one
    }
  }

  // The pieces that end between the word and the next, where these stand apart.
  std::vector<std::size_t> ends_between(std::size_t word,
                                        const std::vector<PrintColumn>& pieces) const {
    const cv::Rect &left = header_.leaves[word], &right = header_.leaves[word + 1];
    const int from = left.x + left.width, to = right.x;
    const bool wrapped =
        std::max(left.height, right.height) >= options_.wrapped * header_.line_height;
    const double least = wrapped ? to_pixels(options_.wrapped_gap_pt, dpi_)
                                 : options_.header_gap * header_.line_height;
    std::vector<std::size_t> between;
    if (to - from < least) return between;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i)
      if (pieces[i].to >= from && pieces[i + 1].from <= to) between.push_back(i);
    return between;
  }

  static int paper_after(const std::vector<PrintColumn>& pieces, std::size_t piece) {
    return pieces[piece + 1].from - pieces[piece].to;
  }

  // There is nothing but a header.
  bool is_empty(const PrintColumn& column) const {
    return std::none_of(std::next(rows_.begin()), rows_.end(), [&](const RowTexts& row) {
      return std::any_of(
          row.begin(), row.end(), [&](const Text& text) { return lies_in(text, column); });
    });
  }

  bool stand_apart(const PrintColumn& left, const PrintColumn& right) const {
    if (is_empty(left) || is_empty(right)) return false;
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

  const TableHeader& header_;
  const std::vector<RowTexts>& rows_;  // the words that head the columns, and the rows below
  Dpi dpi_;
  const PrintColumnOptions& options_;
};

}  // namespace

std::vector<ColumnGap> gaps_between_columns(const TableHeader& header,
                                            const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                                            Dpi dpi,
                                            const PrintColumnOptions& options) {
  if (header.leaves.empty()) return {};
  const int least_paper = whole_pixels(options.least_paper_pt, dpi);
  std::vector<RowTexts> texts{united(texts_of(header.leaves), least_paper)};
  for (std::size_t r = header.rows; r < signs_in_rows.size(); ++r)
    texts.push_back(united(texts_of(signs_in_rows[r]), least_paper));
  return Finder(header, texts, dpi, options).gaps();
}

}  // namespace gouji
