// A scan's table of one column, for tests of what a column's cells tell one another.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

/// '?' before a text flags its cell.
inline RawTable one_column(const std::vector<std::string>& texts) {
  RawTable table;
  table.rows = static_cast<int>(texts.size());
  table.columns = 1;
  table.text_source = TextSource::Ocr;
  for (int row = 0; row < table.rows; ++row) {
    const std::string& text = texts[static_cast<std::size_t>(row)];
    const bool flagged = text.front() == '?';
    RawCell cell;
    cell.row = row;
    cell.readings = {{text.substr(flagged ? 1 : 0), 0.5, "ppocr", 0.7}};
    if (flagged) cell.reasons = {"low_confidence"};
    table.cells.push_back(cell);
  }
  return table;
}

inline std::vector<std::string> texts_of(const RawTable& table) {
  std::vector<std::string> texts;
  for (const RawCell& cell : table.cells) texts.push_back(chosen_text(cell));
  return texts;
}

}  // namespace gouji
