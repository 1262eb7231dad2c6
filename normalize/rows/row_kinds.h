// What is derived from a table's rows: row_type, leaf, row_id.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Sets row_type (total, subtotal, item), leaf and row_id of all rows. `groups` is what fill_down
/// returned.
void derive_row_kinds(NormalizedTable& table, const Schema& schema, const std::vector<int>& groups);

}  // namespace gouji
