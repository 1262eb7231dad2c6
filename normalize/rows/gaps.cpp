#include "normalize/rows/gaps.h"

#include <algorithm>
#include <vector>

#include "core/utf32.h"
#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

constexpr double kMostRows = 0.5;
constexpr double kNearlyAllRows = 0.8;  // with any figure
constexpr double kWorn = 0.05;          // of the amounts are in doubt: others may have paled away

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

bool has_a_figure(const Row& row, const NormalizedTable& table) {
  for (std::size_t c = 0; c < row.fields.size(); ++c)
    if (table.types[c] == ColumnType::Amount && !row.fields[c].value.empty()) return true;
  return false;
}

void flag_gaps(NormalizedTable& table, const Column& column, std::size_t place) {
  const bool closed = column.type == ColumnType::Closed;
  const bool figures = column.type == ColumnType::Amount && !column.fill_down;
  std::vector<Field*> gaps;
  std::size_t filled = 0, rows = 0;
  for (Row& row : table.rows) {
    if (figures && !has_a_figure(row, table)) continue;
    ++rows;
    Field& field = row.fields[place];
    if (is_filled(field))
      ++filled;
    else if (!is_of_a_layer(row) && (!closed || has_a_closed_word(row, table)))
      gaps.push_back(&field);
  }
  const double share = figures ? kNearlyAllRows : kMostRows;
  if (static_cast<double>(filled) <= share * static_cast<double>(rows)) return;
  for (Field* gap : gaps) flag(*gap, "gap");
}

// No unit, project or goal has a name of one character: the rest of it stands behind a false rule.
void flag_pieces(NormalizedTable& table, std::size_t place) {
  for (Row& row : table.rows) {
    Field& field = row.fields[place];
    if (!field.from_layer && to_utf32(field.value).size() == 1) flag(field, "cut_off");
  }
}

}  // namespace

bool amounts_are_worn(const NormalizedTable& table) {
  int amounts = 0, doubtful = 0;
  for (const Row& row : table.rows)
    for (std::size_t c = 0; c < row.fields.size(); ++c) {
      if (table.types[c] != ColumnType::Amount || !is_filled(row.fields[c])) continue;
      ++amounts;
      doubtful += row.fields[c].status == CellStatus::Flagged ? 1 : 0;
    }
  return doubtful > kWorn * amounts;
}

void flag_gaps(NormalizedTable& table, const Schema& schema) {
  const bool worn = amounts_are_worn(table);
  for (const Column& column : schema.columns) {
    const int place = table.column(column.id);
    if (place < 0) continue;
    if (column.type == ColumnType::Closed || column.fill_down ||
        (column.type == ColumnType::Amount && worn))
      flag_gaps(table, column, static_cast<std::size_t>(place));
    if (column.type == ColumnType::Text && column.fill_down)
      flag_pieces(table, static_cast<std::size_t>(place));
  }
}

}  // namespace gouji
