// Other engines' output as a RawDocument, so that it can be normalized and reconciled: Markdown
// with pipe tables or tab-separated lines, and HTML tables. Recognised by content. There is no
// image: no boxes, one reading a cell, and every table counts as a page of its own.
#pragma once

#include <string>
#include <string_view>

#include "core/raw_table.h"

namespace gouji {

/// Never throws for odd content: text without a table gives pages without tables.
RawDocument import_document(const std::string& name,
                            const std::string& sha256,
                            std::string_view text);

}  // namespace gouji
