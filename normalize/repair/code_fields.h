// The code columns of one row: words in them belong to the name, one printed code column fills 类,
// 款 and 项, and a code of odd length is flagged.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/rows/logical_table.h"
#include "normalize/schema/column_matcher.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// `name_column` is the column of names, -1 where the schema has none: then nothing is done.
void settle_codes(Row& row,
                  const TablePart& part,
                  const Schema& schema,
                  const std::vector<Target>& targets,
                  int name_column);

}  // namespace gouji
