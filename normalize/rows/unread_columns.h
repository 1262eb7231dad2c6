// Columns of a schema that are printed under a header nobody understood: what they hold stands in
// an extra column, and the schema's own column would come out empty without a word.
#pragma once

#include <vector>

#include "normalize/rows/logical_table.h"
#include "normalize/schema/column_matcher.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Indices into schema.columns. Such a column was read by OCR, lies between two known ones, and the
/// schema has columns of its kind, figures or words, between these that it may be. Where hardly any
/// column of a part is known: all of the schema. Tables of two sides and print with a text layer
/// have none.
std::vector<int> unread_columns(const LogicalTable& logical,
                                const Schema& schema,
                                const std::vector<Target>& targets);

/// For each part, indices into schema.columns that other parts print and this one does not: on its
/// page a ruling was lost, or one too many was seen. Tables of two sides, pages of a single
/// row and print with a text layer have none.
std::vector<std::vector<int>> lost_columns(const LogicalTable& logical,
                                           const Schema& schema,
                                           const std::vector<Target>& targets);

/// Indices into schema.columns that the schema's forms always print and no part does. Forms of
/// other places may lack one; in a worn table its rulings are gone. Untitled tables, tables of two
/// sides, of a single row and with a text layer have none.
std::vector<int> never_printed_columns(const LogicalTable& logical,
                                       const Schema& schema,
                                       const std::vector<Target>& targets);

}  // namespace gouji
