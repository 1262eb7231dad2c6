#include "normalize/rows/grid_view.h"

#include <algorithm>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

const std::string kNothing;

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

GridView::GridView(const RawTable& table)
    : table_(&table), slots_(at_index(std::max(0, table.rows) * std::max(0, table.columns)), -1) {
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const RawCell& cell = table.cells[i];
    const int last_row = std::min(table.rows, cell.row + std::max(1, cell.row_span));
    const int last_column = std::min(table.columns, cell.column + std::max(1, cell.column_span));
    for (int r = std::max(0, cell.row); r < last_row; ++r)
      for (int c = std::max(0, cell.column); c < last_column; ++c)
        slots_[at_index(r * table.columns + c)] = static_cast<int>(i);
    texts_.push_back(display_text(chosen_text(cell)));
    keys_.push_back(match_key(texts_.back()));
  }
}

int GridView::index_at(int row, int column) const {
  if (row < 0 || row >= rows() || column < 0 || column >= columns()) return -1;
  return slots_[at_index(row * columns() + column)];
}

const RawCell* GridView::at(int row, int column) const {
  const int index = index_at(row, column);
  return index < 0 ? nullptr : &table_->cells[at_index(index)];
}

const std::string& GridView::text(int row, int column) const {
  return text_of(index_at(row, column));
}

const std::string& GridView::text_of(int cell_index) const {
  return cell_index < 0 ? kNothing : texts_[at_index(cell_index)];
}

const std::string& GridView::key(int row, int column) const {
  const int index = index_at(row, column);
  return index < 0 ? kNothing : keys_[at_index(index)];
}

std::vector<int> GridView::starting(int row) const {
  std::vector<int> result;
  for (const int index : covering(row))
    if (table_->cells[at_index(index)].row == row) result.push_back(index);
  return result;
}

std::vector<int> GridView::covering(int row) const {
  std::vector<int> result;
  for (int c = 0; c < columns(); ++c) {
    const int index = index_at(row, c);
    if (index >= 0 && std::find(result.begin(), result.end(), index) == result.end())
      result.push_back(index);
  }
  return result;
}

}  // namespace gouji
