// What a document's own order shows to be lost or odd, without sums of money: ordinals with gaps,
// codes out of order, weights that do not reach the document's usual sum, announced tables that are
// absent, columns that the header or another table demands. Rows of checks.csv; nothing is changed.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

std::vector<Check> structural_checks(const NormalizedDocument& document,
                                     const std::vector<Schema>& schemas);

}  // namespace gouji
