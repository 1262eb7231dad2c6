#include "normalize/output/csv_writer.h"

namespace gouji {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string result;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) result += ',';
    result += csv_field(fields[i]);
  }
  return result + '\n';
}

std::string csv_text(const std::vector<std::vector<std::string>>& lines, const CsvStyle& style) {
  std::string result = style.bom ? "\xEF\xBB\xBF" : "";
  for (const auto& line : lines) result += csv_line(line);
  return result;
}

}  // namespace gouji
