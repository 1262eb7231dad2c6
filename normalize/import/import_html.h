// HTML to text lines and tables. The only file that includes libxml2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalize/import/import_grid.h"

namespace gouji {

/// Lines of text and tables in the order of the page: one of the two is set.
struct ImportedBlock {
  std::string line;
  ImportedRows table;
};

std::vector<ImportedBlock> html_blocks(std::string_view html);

}  // namespace gouji
