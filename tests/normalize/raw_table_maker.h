// Grids for tests, written as one would draw them: rows of cells, "<" joins a slot to the cell on
// its left, "^" to the cell above.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

struct MadeTable {
  int page = 1;
  std::vector<std::string> head_lines;
  std::vector<std::vector<std::string>> rows;
  TextSource text_source = TextSource::Layer;
};

inline RawTable make_table(const MadeTable& made, int index = 1) {
  RawTable table;
  table.page = made.page;
  table.index = index;
  table.rows = static_cast<int>(made.rows.size());
  table.columns = made.rows.empty() ? 0 : static_cast<int>(made.rows.front().size());
  table.text_source = made.text_source;
  const auto slot = [&](int r, int c) -> const std::string& {
    return made.rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
  };
  constexpr double kCell = 20;
  for (int c = 0; c <= table.columns; ++c) table.x_edges.push_back(kCell * c);
  for (int r = 0; r <= table.rows; ++r) table.y_edges.push_back(kCell * r);
  table.box = {0, 0, kCell * table.columns, kCell * table.rows};
  for (int r = 0; r < table.rows; ++r)
    for (int c = 0; c < table.columns; ++c) {
      if (slot(r, c) == "<" || slot(r, c) == "^") continue;
      RawCell cell;
      cell.row = r;
      cell.column = c;
      while (c + cell.column_span < table.columns && slot(r, c + cell.column_span) == "<")
        ++cell.column_span;
      while (r + cell.row_span < table.rows && slot(r + cell.row_span, c) == "^") ++cell.row_span;
      cell.box = {
          kCell * c, kCell * r, kCell * (c + cell.column_span), kCell * (r + cell.row_span)};
      if (!slot(r, c).empty()) {
        Reading reading;
        reading.text = slot(r, c);
        reading.confidence = 1;
        reading.engine = made.text_source == TextSource::Layer ? "text_layer" : "ocr";
        cell.readings.push_back(reading);
      }
      table.cells.push_back(cell);
    }
  for (const std::string& line : made.head_lines) table.head_lines.push_back({line, {}});
  return table;
}

/// One page for each table.
inline RawDocument make_document(const std::vector<MadeTable>& tables) {
  RawDocument document;
  document.name = "made.pdf";
  for (const MadeTable& made : tables) {
    if (document.pages.empty() || document.pages.back().number != made.page) {
      RawPage page;
      page.number = made.page;
      document.pages.push_back(page);
    }
    RawPage& page = document.pages.back();
    page.tables.push_back(make_table(made, static_cast<int>(page.tables.size()) + 1));
    for (const TextLine& line : page.tables.back().head_lines) page.lines.push_back(line);
  }
  document.page_count = static_cast<int>(document.pages.size());
  return document;
}

}  // namespace gouji
