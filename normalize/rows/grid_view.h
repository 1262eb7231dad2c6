// A raw grid by slot: which cell covers a slot, its text, and which cells begin in a row.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

class GridView {
 public:
  /// The table must outlive the view. Cells that leave the grid are cut to it.
  explicit GridView(const RawTable& table);

  const RawTable& table() const { return *table_; }

  int rows() const { return table_->rows; }

  int columns() const { return table_->columns; }

  /// The cell that covers a slot, nullptr where the grid has none.
  const RawCell* at(int row, int column) const;

  /// Index in RawTable::cells of the cell that covers a slot, -1 for none.
  int index_at(int row, int column) const;

  /// Display text of the covering cell.
  const std::string& text(int row, int column) const;
  const std::string& text_of(int cell_index) const;

  /// Folded text (match_key) of the covering cell.
  const std::string& key(int row, int column) const;

  /// Indices of the cells whose first row this is, left to right.
  std::vector<int> starting(int row) const;

  /// Indices of the cells that cover any slot of this row, left to right.
  std::vector<int> covering(int row) const;

 private:
  const RawTable* table_;
  std::vector<int> slots_;
  std::vector<std::string> texts_;
  std::vector<std::string> keys_;
};

}  // namespace gouji
