#include "normalize/rows/word_gaps.h"

#include <algorithm>
#include <vector>

#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

constexpr double kMostRows = 0.5;

bool is_filled(const Field& field) {
  return !field.value.empty() || field.status == CellStatus::Flagged;
}

bool is_of_a_layer(const Row& row) {
  return std::any_of(
      row.fields.begin(), row.fields.end(), [](const Field& field) { return field.from_layer; });
}

// A line of 合计 below the indicators has none of their words.
bool has_a_closed_word(const Row& row, const NormalizedTable& table) {
  for (std::size_t c = 0; c < row.fields.size(); ++c)
    if (table.types[c] == ColumnType::Closed && !row.fields[c].value.empty()) return true;
  return false;
}

}  // namespace

void flag_word_gaps(NormalizedTable& table, const Schema& schema) {
  for (const Column& column : schema.columns) {
    const bool closed = column.type == ColumnType::Closed;
    const int place = table.column(column.id);
    if (place < 0 || !(closed || column.fill_down)) continue;
    std::vector<Field*> gaps;
    std::size_t filled = 0;
    for (Row& row : table.rows) {
      Field& field = row.fields[static_cast<std::size_t>(place)];
      if (is_filled(field))
        ++filled;
      else if (!is_of_a_layer(row) && (!closed || has_a_closed_word(row, table)))
        gaps.push_back(&field);
    }
    if (static_cast<double>(filled) <= kMostRows * static_cast<double>(table.rows.size())) continue;
    for (Field* gap : gaps) flag(*gap, "gap");
  }
}

}  // namespace gouji
