// The tables that a contents page (目录) announces.
#pragma once

#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"

namespace gouji {

/// In printed order; `schema` is set where a schema has such a title, `found` is left false.
std::vector<AnnouncedTable> read_contents(const RawDocument& raw,
                                          const std::vector<Schema>& schemas);

}  // namespace gouji
