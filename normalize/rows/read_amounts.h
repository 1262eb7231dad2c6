// The amounts of a table that were read from pixels.
#pragma once

#include <cstddef>

#include "normalize/document.h"

namespace gouji {

/// Calls `visit(field)` for each, row by row, empty ones as well.
template <class Visit>
void each_read_amount(NormalizedTable& table, Visit visit) {
  for (Row& row : table.rows)
    for (std::size_t c = 0; c < row.fields.size(); ++c) {
      Field& field = row.fields[c];
      if (table.types[c] == ColumnType::Amount && !field.from_layer) visit(field);
    }
}

}  // namespace gouji
