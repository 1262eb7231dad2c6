// Rows that say nothing, or next to nothing, where the others of their table say something: what
// nobody saw in the print would come out empty without a word.
#pragma once

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Whether so many amounts are in doubt that others may have paled away.
bool amounts_are_worn(const NormalizedTable& table);

/// Flags (`gap`) empty fields of columns that most rows of a table fill: those whose words are
/// known, in rows that have any of these, and those whose cells run over several rows; of amounts,
/// where some of the table's are in doubt, of columns that nearly all rows with any figure fill. Of
/// names whose cells run over several rows a single character is flagged (`cut_off`). Text layers
/// are left alone.
void flag_gaps(NormalizedTable& table, const Schema& schema);

}  // namespace gouji
