// The second half of the pipeline in one call: grids and lines in, clean tables out. Knows budgets
// and no pixels.
#pragma once

#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/options.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Recognises tables, joins continuations, builds rows, sets flags. Never throws for odd content:
/// what fits no schema is listed in `unmatched`.
NormalizedDocument normalize_document(const RawDocument& raw,
                                      const std::vector<Schema>& schemas,
                                      const NormalizeOptions& options);

}  // namespace gouji
