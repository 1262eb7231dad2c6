// Pages of a PDF through Poppler. Damage that Poppler can repair is repaired silently; a file that
// only restricts printing or copying opens like any other.
#pragma once

#include <filesystem>
#include <memory>

#include "extract/options.h"
#include "extract/pages/page_source.h"

namespace gouji {

/// Throws InputError: encrypted, zero pages, damaged beyond repair.
std::unique_ptr<PageSource> open_pdf_source(const std::filesystem::path& file,
                                            const ExtractOptions& options);

}  // namespace gouji
