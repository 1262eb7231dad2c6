// Documents for tests typed as text: one line a row, columns separated by '|'.
#pragma once

#include <string>
#include <vector>

#include "normalize/document.h"

namespace gouji {

/// Columns named `row_type` and `side` are derived; those that end in _code are codes; `name`,
/// `item`, `unit_name`, `project_name`, `level…`, `nature`, `direction` are texts; all others
/// amounts. Every field was read by one reader, unless it starts with '=': read by two alike.
inline NormalizedTable small_table(const std::string& schema,
                                   const std::string& columns,
                                   const std::vector<std::string>& rows) {
  const auto split = [](const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
      if (c == '|')
        parts.emplace_back();
      else
        parts.back() += c;
    }
    return parts;
  };
  const auto type_of = [](const std::string& id) {
    if (id == "row_type" || id == "side") return ColumnType::Label;
    if (id.size() > 5 && id.substr(id.size() - 5) == "_code") return ColumnType::Code;
    if (id.find("name") != std::string::npos || id == "item" || id.rfind("level", 0) == 0 ||
        id == "nature" || id == "direction" || id == "value" || id == "measure_unit")
      return ColumnType::Text;
    return ColumnType::Amount;
  };
  NormalizedTable table;
  table.schema = schema;
  table.amount_unit = "万元";
  table.columns = split(columns);
  for (const std::string& id : table.columns) table.types.push_back(type_of(id));
  int number = 0;
  for (const std::string& line : rows) {
    Row row;
    row.page = 1;
    std::vector<std::string> values = split(line);
    values.resize(table.columns.size());
    for (std::size_t c = 0; c < values.size(); ++c) {
      Field field;
      field.agreed = !values[c].empty() && values[c].front() == '=';
      field.value = field.printed = field.agreed ? values[c].substr(1) : values[c];
      field.derived = table.types[c] == ColumnType::Label;
      field.confidence = 1;
      field.origins = {{1, 1, number, static_cast<int>(c), {}}};
      row.fields.push_back(std::move(field));
    }
    table.rows.push_back(std::move(row));
    ++number;
  }
  return table;
}

inline Field& field_of(NormalizedTable& table, int row, const std::string& column) {
  return table.rows[static_cast<std::size_t>(row)]
      .fields[static_cast<std::size_t>(table.column(column))];
}

}  // namespace gouji
