// RawDocument <-> tables.json, the hand-over between the two halves of the program (format
// described by docs/tables.schema.json). Equal documents give equal bytes: boxes are rounded to
// 0.01 point, confidence and cost to 0.0001.
#pragma once

#include <string>
#include <string_view>

#include "core/raw_table.h"

namespace gouji {

constexpr int kTablesJsonVersion = 1;
constexpr const char* kTablesJsonFormat = "gouji-tables";

/// As tables.json names it.
std::string to_string(TextSource source);

std::string tables_json(const RawDocument& document);

/// Whether the text claims to be a tables.json of any version.
bool is_tables_json(std::string_view text);

/// Throws InputError (naming `file`) for text that is no tables.json, that another version wrote,
/// or whose cells lie outside their grid.
RawDocument parse_tables_json(const std::string& file, std::string_view text);

}  // namespace gouji
