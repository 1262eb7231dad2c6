// The numbers that forms print above their tables, "单位公开表3-1", "公开05表": a gap between them
// is a table that is lost, also where no contents page announces it.
#pragma once

#include <string>
#include <vector>

#include "normalize/document.h"

namespace gouji {

/// "2-1", "04": in the order of the form. Empty where fewer than three numbers are printed.
std::vector<std::string> missing_table_numbers(const NormalizedDocument& document);

}  // namespace gouji
