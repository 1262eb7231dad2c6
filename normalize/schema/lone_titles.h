// Titles of tables on pages where no table was found: its rulings are gone, or it is a picture
// that nobody could read. The table would be lost without a word.
#pragma once

#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// `tables`, `announced`: those of the document. A page that names several tables is one of
/// contents, too; a table may also begin on the page after its title.
std::vector<LoneTitle> find_lone_titles(const RawDocument& raw,
                                        const std::vector<NormalizedTable>& tables,
                                        const std::vector<AnnouncedTable>& announced,
                                        const std::vector<Schema>& schemas);

}  // namespace gouji
