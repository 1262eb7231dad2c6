#include "normalize/rows/unread_columns.h"

#include <algorithm>
#include <set>

#include "normalize/schema/column_content.h"

namespace gouji {
namespace {

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

bool holds_figures(const TablePart& part, int column) {
  const ColumnContent content = content_of(part.grid, part.header.first_data_row, column);
  return content.figures > content.words;
}

bool of_figures(const Column& column) {
  return column.type == ColumnType::Amount || column.type == ColumnType::Code;
}

}  // namespace

std::vector<int> unread_columns(const LogicalTable& logical,
                                const Schema& schema,
                                const std::vector<Target>& targets) {
  if (schema.two_sided || schema.blocks > 1) return {};
  std::set<int> unread;
  for (const TablePart& part : logical.parts) {
    if (part.grid.table().text_source == TextSource::Layer) continue;
    const int columns = static_cast<int>(part.target.size());
    for (int c = 0; c < columns; ++c) {
      if (part.target[at_index(c)] >= 0 || !holds_figures(part, c)) continue;
      int before = c, after = c;
      while (before >= 0 && part.target[at_index(before)] < 0) --before;
      while (after < columns && part.target[at_index(after)] < 0) ++after;
      const int low = before < 0 ? -1 : part.target[at_index(before)];
      const int high =
          after == columns ? static_cast<int>(targets.size()) : part.target[at_index(after)];
      for (int t = low + 1; t < high; ++t) {
        const int column = targets[at_index(t)].column;
        const bool printed =
            std::find(part.target.begin(), part.target.end(), t) != part.target.end();
        if (!printed && !schema.columns[at_index(column)].optional &&
            of_figures(schema.columns[at_index(column)]))
          unread.insert(column);
      }
    }
  }
  return {unread.begin(), unread.end()};
}

}  // namespace gouji
