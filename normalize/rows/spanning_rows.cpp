#include "normalize/rows/spanning_rows.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/utf32.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

struct Lines {
  std::vector<std::string> print;
  bool ruled = false;  ///< what is left of a ruling was read as dashes between them
};

bool is_of_a_ruling(const std::string& line) {
  constexpr std::u32string_view kDashes = U"-—–_一…. ,，“”\"·|";
  const std::u32string signs = to_utf32(line);
  return std::all_of(signs.begin(), signs.end(), [&](char32_t sign) {
    return kDashes.find(sign) != std::u32string_view::npos;
  });
}

Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    std::string line = text.substr(from, end - from);
    if (is_of_a_ruling(line))
      lines.ruled = lines.ruled || !lines.print.empty();
    else
      lines.print.push_back(std::move(line));
    from = end + 1;
  }
  return lines;
}

bool may_stand_alone(const std::string& line, const Column& column) {
  return column.type == ColumnType::Closed || looks_numeric(half_width(line));
}

}  // namespace

RawCell line_of_row(const RawCell& cell, int row, const Column& column) {
  if (cell.row_span < 2) return cell;
  RawCell own = cell;
  own.readings.clear();
  for (const Reading& reading : cell.readings) {
    Lines lines = lines_of(reading.text);
    if (static_cast<int>(lines.print.size()) != cell.row_span || (column.fill_down && !lines.ruled))
      continue;
    if (!std::all_of(lines.print.begin(), lines.print.end(), [&](const std::string& line) {
          return may_stand_alone(line, column);
        }))
      continue;
    own.readings.push_back(reading);
    own.readings.back().text = std::move(lines.print[static_cast<std::size_t>(row - cell.row)]);
  }
  return own.readings.empty() ? cell : own;
}

}  // namespace gouji
