// Data cells that lie over several printed columns: which column such a cell belongs to, and
// whether a lost ruling made it.
#pragma once

#include <vector>

#include "normalize/rows/logical_table.h"
#include "normalize/schema/column_matcher.h"
#include "normalize/schema/schema.h"

namespace gouji {

class SpanningCells {
 public:
  /// `name_column`: index into schema.columns, -1 for none. The arguments must outlive it.
  SpanningCells(const Schema& schema, const std::vector<Target>& targets, int name_column)
      : schema_(schema), targets_(targets), name_column_(name_column) {}

  /// The grid column that a cell belongs to: the name where it covers one (合计 over code and
  /// name), else another text, else the first; -1 where it covers none of this side.
  int owner(const TablePart& part, const RawCell& cell, Side side) const;

  /// True for a cell that was read over several columns: rows of figures have no such cells,
  /// columns of text seldom. Words may stand over code and name (合计).
  bool ran_together(const TablePart& part, const RawCell& cell, Side side) const;

  /// What of a cell that ran together grid column `c` has: of words and a figure the one or the
  /// other; where nothing tells them apart the owner has all, the other column no reading.
  RawCell share_of(const TablePart& part, const RawCell& cell, int c, Side side) const;

 private:
  bool is_figure_column(const TablePart& part, int c) const;

  const Schema& schema_;
  const std::vector<Target>& targets_;
  int name_column_;
};

/// Of a scan: the second of two columns that a stroke of print, taken for a ruling, made of one.
bool is_false_half(const TablePart& part, int c);

/// A cell of grid column `c` with what stands in the false half behind it.
RawCell with_false_half(const TablePart& part, const RawCell& cell, int row, int c);

}  // namespace gouji
