// Other engines' output: Markdown, tab-separated lines and HTML, whatever they hold.

#include "cli/batch/document_names.h"
#include "normalize/import/import_document.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = gouji::valid_utf8(gouji::fuzz::text_of(data, size));
  const gouji::RawDocument document = gouji::import_document("fuzz.md", "", text);
  for (const gouji::RawPage& page : document.pages)
    for (const gouji::RawTable& table : page.tables)
      for (const gouji::RawCell& cell : table.cells)
        gouji::fuzz::require(cell.row >= 0 && cell.column >= 0 &&
                                 cell.row_span <= table.rows - cell.row &&
                                 cell.column_span <= table.columns - cell.column,
                             "cells lie inside their grid");
  return 0;
}
