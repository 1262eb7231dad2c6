// Merged cells over page breaks, and blanks below a value: the columns that name a group (unit,
// project, amount, goal) get one value for all rows of the group.
#pragma once

#include <string>
#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Which cell a field came from. Rows of one merged cell on one page share it.
struct CellId {
  int part = -1;  ///< grid of the joined table, in page order; -1: no cell
  int cell = -1;

  bool operator==(const CellId&) const = default;
};

/// `cells[row][column]` names the cell of each field. Fills the fields of fill_down columns and
/// returns for each row the number of its group, from 0; empty when the schema fills nothing.
/// `unit_name` is the unit as the head lines print it: it tells a divided name from two names.
std::vector<int> fill_down(std::vector<Row>& rows,
                           const std::vector<std::vector<CellId>>& cells,
                           const Schema& schema,
                           const std::string& unit_name);

}  // namespace gouji
