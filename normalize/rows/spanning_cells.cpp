#include "normalize/rows/spanning_cells.h"

#include <algorithm>
#include <string>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr double kMostRows = 0.6;  // of the data: there each column has a cell of its own

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

}  // namespace gouji
