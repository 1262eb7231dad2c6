// Which of a cell's marks are print and which are specks of dirt.
#pragma once

#include <vector>

#include "core/units.h"
#include "extract/options.h"
#include "extract/reading/line_splitter.h"

namespace gouji {

/// For each mark whether it stays. Print is what is as high as a digit, or long and flat like a
/// dash, or a crowd of crumbs as high as one: what a threshold leaves of thin glyphs. Smaller marks
/// between and beside print belong to it.
std::vector<bool> marks_of_print(const std::vector<InkMark>& marks,
                                 Dpi dpi,
                                 const ReadingOptions& options);

}  // namespace gouji
