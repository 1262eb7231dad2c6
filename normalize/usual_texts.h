// What the documents that gouji knows usually say: titles and headers of schemas, names of the
// lexicons.
#pragma once

#include <string>
#include <vector>

#include "normalize/repair/lexicons.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// In no order, repeats included.
std::vector<std::string> usual_texts(const std::vector<Schema>& schemas, const Lexicons& lexicons);

/// What a whole cell may say, headers included: two characters at least, the lines of summary
/// tables with and without ordinals (五、教育支出). In no order, without repeats.
std::vector<std::string> usual_cells(const std::vector<Schema>& schemas, const Lexicons& lexicons);

}  // namespace gouji
