// When all pages are read: doubtful words are compared with the names that the document prints
// elsewhere.
#pragma once

#include <span>
#include <vector>

#include "extract/extract_page.h"

namespace gouji {

/// Leaves of a page's doubtful words the first whose pictures fit into `bytes`: those of a long
/// document would fill the memory until it is read.
void keep_first(std::vector<std::vector<DoubtfulWords>>& doubtful, std::size_t bytes);

/// Puts the name in front where one fits a doubtful cell. The cells stay flagged. The result does
/// not depend on `options.jobs`.
void look_again(std::span<PageReading> pages, const ExtractOptions& options);

}  // namespace gouji
