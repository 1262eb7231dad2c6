#include "normalize/rows/sign_habit.h"

#include <string>

#include "normalize/rows/field_builder.h"
#include "normalize/rows/read_amounts.h"

namespace gouji {
namespace {

bool is_negative(const std::string& value) {
  return value.size() > 1 && value.front() == '-';
}

}  // namespace

void doubt_lone_minus(NormalizedDocument& document) {
  bool sure = false;
  for (NormalizedTable& table : document.tables)
    for (const Row& row : table.rows)
      for (std::size_t c = 0; c < row.fields.size(); ++c)
        sure = sure || (table.types[c] == ColumnType::Amount && is_negative(row.fields[c].value) &&
                        row.fields[c].status != CellStatus::Flagged);
  if (sure) return;
  for (NormalizedTable& table : document.tables)
    each_read_amount(table, [](Field& field) {
      if (field.status == CellStatus::Flagged && is_negative(field.value))
        put_right(field, field.value.substr(1));
    });
}

}  // namespace gouji
