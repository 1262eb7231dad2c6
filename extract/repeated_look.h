// When all pages are read: worn cells that print the same sentence are read together.
#pragma once

#include <span>

#include "extract/extract_page.h"

namespace gouji {

/// Puts in front what all places of a sentence say together (repeated_sentences.h), where it is not
/// what was read. The cells stay flagged. The result does not depend on `options.jobs`.
void look_at_repeats(std::span<PageReading> pages, const ExtractOptions& options);

}  // namespace gouji
