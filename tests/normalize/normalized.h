// Made grids normalized with the repository's own schemas, and their rows as lines to compare.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "normalize/normalize_document.h"
#include "normalize/schema/schema_loader.h"

namespace gouji {

using Lines = std::vector<std::string>;

inline const std::vector<Schema>& schemas() {
  static const std::vector<Schema> kSchemas =
      load_schemas(std::filesystem::path(GOUJI_SOURCE_DIR) / "schemas");
  return kSchemas;
}

inline NormalizedDocument normalize(const RawDocument& raw) {
  return normalize_document(raw, schemas(), {});
}

/// The named columns of each row joined by '|'.
inline std::vector<std::string> rows_of(const NormalizedTable& table,
                                        const std::vector<std::string>& columns) {
  std::vector<std::string> lines;
  for (const Row& row : table.rows) {
    std::string line;
    for (const std::string& column : columns) {
      const int index = table.column(column);
      line += (line.empty() && &column == &columns.front() ? "" : "|") +
              (index < 0 ? "?" : row.fields[static_cast<std::size_t>(index)].value);
    }
    lines.push_back(line);
  }
  return lines;
}

inline const Field& field_at(const NormalizedTable& table, std::size_t row, const char* column) {
  return table.rows[row].fields[static_cast<std::size_t>(table.column(column))];
}

}  // namespace gouji
