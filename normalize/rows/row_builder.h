// A joined table to rows of fields: one row for each printed line, two for two-sided tables.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/options.h"
#include "normalize/rows/logical_table.h"
#include "normalize/schema/schema.h"

namespace gouji {

NormalizedTable build_table(const LogicalTable& logical,
                            const Schema& schema,
                            const NormalizeOptions& options);

}  // namespace gouji
