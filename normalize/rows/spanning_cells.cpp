#include "normalize/rows/spanning_cells.h"

#include <algorithm>
#include <string>

#include "normalize/repair/text_folding.h"
#include "normalize/schema/column_content.h"

namespace gouji {
namespace {

constexpr double kMostRows = 0.6;           // of the data: there each column has a cell of its own
constexpr std::size_t kShortestFigure = 3;  // signs; a digit or two may belong to the words
constexpr const char* kFigureSigns = "0123456789.,-";
constexpr const char* kBetween = " |";  // a space, what is left of the ruling

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

int end_of(const TablePart& part, const RawCell& cell) {
  return std::min(cell.column + cell.column_span, part.grid.columns());
}

// In most rows of the data each column that `cell` covers has a cell of its own.
bool mostly_apart(const TablePart& part, const RawCell& cell) {
  int rows = 0, apart = 0;
  for (int r = part.header.first_data_row; r < part.grid.rows(); ++r) {
    bool own = true;
    for (int c = cell.column; c < end_of(part, cell); ++c) {
      const RawCell* here = part.grid.at(r, c);
      own = own && here != nullptr && here->column == c && here->column_span == 1;
    }
    ++rows;
    apart += own ? 1 : 0;
  }
  return apart >= kMostRows * rows;
}

struct Divided {
  std::string words;
  std::string figure;
};

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(kBetween);
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(kBetween) - from + 1);
}

// Words and the figure before or behind them; empty where it is too short or there is nothing else.
Divided divided(const std::string& text, bool figure_first) {
  Divided parts;
  if (figure_first) {
    const std::size_t end = text.find_first_not_of(kFigureSigns);
    if (end == std::string::npos) return {};
    parts = {trimmed(text.substr(end)), text.substr(0, end)};
  } else {
    const std::size_t last = text.find_last_not_of(kFigureSigns);
    if (last == std::string::npos) return {};
    parts = {trimmed(text.substr(0, last + 1)), text.substr(last + 1)};
  }
  if (parts.words.empty() || parts.figure.size() < kShortestFigure) return {};
  return parts;
}

}  // namespace

int SpanningCells::owner(const TablePart& part, const RawCell& cell, Side side) const {
  int first = -1, text = -1;
  for (int c = cell.column; c < end_of(part, cell); ++c) {
    const int target = part.target[at_index(c)];
    if (target < 0 || targets_[at_index(target)].side != side) continue;
    const int column = targets_[at_index(target)].column;
    if (column == name_column_) return c;
    if (text < 0 && schema_.columns[at_index(column)].type == ColumnType::Text) text = c;
    if (first < 0) first = c;
  }
  return text >= 0 ? text : first;
}

bool SpanningCells::is_figure_column(const TablePart& part, int c) const {
  const int target = part.target[at_index(c)];
  if (target < 0) return false;
  const ColumnType type = schema_.columns[at_index(targets_[at_index(target)].column)].type;
  return type == ColumnType::Amount || type == ColumnType::Code;
}

RawCell SpanningCells::share_of(const TablePart& part,
                                const RawCell& cell,
                                int c,
                                Side side) const {
  const int owned = owner(part, cell, side);
  RawCell share = cell;
  if (cell.column_span == 2) {
    const int other = owned == cell.column ? cell.column + 1 : cell.column;
    if (is_figure_column(part, other) && !is_figure_column(part, owned)) {
      share.readings.clear();
      for (const Reading& reading : cell.readings) {
        Divided parts = divided(reading.text, other < owned);
        if (parts.words.empty()) continue;
        share.readings.push_back(reading);
        share.readings.back().text = std::move(c == owned ? parts.words : parts.figure);
      }
      if (!share.readings.empty()) return share;
      share = cell;
    }
  }
  if (c != owned) share.readings.clear();
  return share;
}

bool SpanningCells::ran_together(const TablePart& part, const RawCell& cell, Side side) const {
  if (part.grid.table().text_source == TextSource::Layer || cell.column_span < 2) return false;
  if (cell.readings.empty() && cell.reasons.empty()) return false;  // under a seal neither is sure
  int columns = 0, amounts = 0, texts = 0;
  for (int c = cell.column; c < end_of(part, cell); ++c) {
    const int target = part.target[at_index(c)];
    if (target < 0) continue;  // a sliver beside a rule, or a column that the schema does not know
    if (targets_[at_index(target)].side != side) return false;
    const ColumnType type = schema_.columns[at_index(targets_[at_index(target)].column)].type;
    ++columns;
    if (type == ColumnType::Amount) ++amounts;
    if (type == ColumnType::Text || type == ColumnType::Closed) ++texts;
  }
  if (columns > 1 && texts == columns && mostly_apart(part, cell)) return true;
  const std::string text =
      cell.readings.empty() ? std::string() : half_width(cell.readings.front().text);
  const bool figures =
      std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return columns > 1 && (figures || amounts == columns);
}

bool is_false_half(const TablePart& part, int c) {
  return c > 0 && c < part.grid.columns() && part.target[at_index(c)] < 0 &&
         part.grid.table().text_source == TextSource::Ocr &&
         is_second_half(part.grid, part.header.first_data_row, c);
}

RawCell with_false_half(const TablePart& part, const RawCell& cell, int row, int c) {
  if (cell.column_span > 1 || !is_false_half(part, c + 1)) return cell;
  const RawCell* half = part.grid.at(row, c + 1);
  if (half == nullptr || half->column != c + 1) return cell;
  RawCell whole = cell;
  whole.reasons.insert(whole.reasons.end(), half->reasons.begin(), half->reasons.end());
  if (cell.readings.empty()) whole.readings = half->readings;
  if (cell.readings.empty() || half->readings.empty()) return whole;
  Reading& joined = whole.readings.front();
  joined.text += chosen_text(*half);
  joined.cost += half->readings.front().cost;
  joined.confidence = std::min(joined.confidence, half->readings.front().confidence);
  whole.readings.resize(1);
  return whole;
}

}  // namespace gouji
