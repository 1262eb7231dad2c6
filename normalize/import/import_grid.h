// Rows of plain text to a grid with spans. Where the source has no spans (tabs, pipes) those of the
// header are inferred from its empty slots; rows that slipped sideways are put back where a whole
// row of known words says so.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

struct ImportedCell {
  std::string text;
  int row_span = 1;
  int column_span = 1;
};

using ImportedRows = std::vector<std::vector<ImportedCell>>;

/// Spans as given (HTML).
RawTable spanned_grid(const ImportedRows& rows);

/// Spans of the header inferred, slipped rows put back and marked "column_shift".
RawTable plain_grid(const ImportedRows& rows);

}  // namespace gouji
