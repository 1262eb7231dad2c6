// When all pages are read: doubtful words are compared with the names that the document prints
// elsewhere.
#pragma once

#include <span>

#include "extract/extract_page.h"

namespace gouji {

/// Puts the name in front where one fits a doubtful cell. The cells stay flagged. The result does
/// not depend on `options.jobs`.
void look_again(std::span<PageReading> pages,
                const ExtractOptions& options,
                const NameOptions& names = {});

}  // namespace gouji
