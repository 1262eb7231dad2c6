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

/// True when the columns of two grids stand at the same places, relative to their widths. Grids
/// without edges (imported) only need the same number.
bool same_geometry(const RawTable& a, const RawTable& b);

/// The same of all edges but the outermost, relative to these: on one of the pages an outer rule
/// was lost, and a column is cut. Scans' grids of five columns and more.
bool same_inner_geometry(const RawTable& a, const RawTable& b);

/// Whether an outermost column of `b`, the first or the last, is narrower there than in `a`, which
/// has the same inner geometry.
bool is_cut_column(const RawTable& a, const RawTable& b, int column);

/// Where a grid has only some of the edges of a wider one at the same places of the page: for each
/// of its edges the number of the wide one's edge. Empty when it has others.
std::vector<int> columns_covered(const RawTable& wide, const RawTable& narrow);

}  // namespace gouji
