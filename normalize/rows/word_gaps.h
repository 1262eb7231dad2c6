// Rows that say nothing where the others of their table say a word: what nobody saw in the print
// would come out empty without a word.
#pragma once

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Flags (`gap`) empty fields of columns that most rows of a table fill: those whose words are
/// known, in rows that have any of these, and those whose cells run over several rows. Text layers
/// are left alone.
void flag_word_gaps(NormalizedTable& table, const Schema& schema);

}  // namespace gouji
