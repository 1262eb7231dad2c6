// Grids of one schema that go on over pages, joined to one table.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/schema/head_lines.h"
#include "normalize/schema/table_classifier.h"

namespace gouji {

struct TablePart {
  GridView grid;
  FlatHeader header;
  std::vector<int> target;  ///< of each grid column: index in targets_of(schema), -1: unknown
};

struct LogicalTable {
  int schema = 0;
  bool ambiguous = false;   ///< other schemas fit as well and no title decides
  std::vector<int> equals;  ///< these
  std::string title;
  HeadInfo head;
  std::vector<TablePart> parts;
  std::vector<int> by_place;  ///< columns of the schema that only their places tell
  bool declared_empty = false;
  std::vector<std::string> notes;
};

struct JoinedTables {
  std::vector<LogicalTable> tables;            ///< in printed order
  std::vector<std::pair<int, int>> unmatched;  ///< (page, index)
};

/// Recognises every grid and joins continuations. `announced` decides between schemas that share
/// their columns when a title is lost. `raw` must outlive the result.
JoinedTables join_tables(const RawDocument& raw,
                         const std::vector<Schema>& schemas,
                         const std::vector<AnnouncedTable>& announced);

}  // namespace gouji
