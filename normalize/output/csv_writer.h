// CSV as RFC 4180 has it, byte for byte the same for equal input: comma, LF line ends, a field is
// quoted only when it holds a comma, a quote or a line break.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct CsvStyle {
  bool bom = false;             ///< a UTF-8 byte order mark first, for spreadsheet programs
  bool chinese_header = false;  ///< Chinese column titles instead of ids
};

/// One field, quoted where needed.
std::string csv_field(std::string_view text);

/// One line with its '\n'.
std::string csv_line(const std::vector<std::string>& fields);

/// All lines, header first, with the byte order mark where the style asks for one.
std::string csv_text(const std::vector<std::vector<std::string>>& lines, const CsvStyle& style);

}  // namespace gouji
