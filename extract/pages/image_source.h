// Pages that come as pictures: JPEG, PNG, and TIFF with a page in each frame. Every page is a scan
// without a text layer. A file that names no believable resolution is taken to be A4.
#pragma once

#include <filesystem>
#include <memory>

#include "extract/options.h"
#include "extract/pages/image_header.h"
#include "extract/pages/page_source.h"

namespace gouji {

/// Throws InputError: damaged beyond use, cut off, no frames.
std::unique_ptr<PageSource> open_image_source(const std::filesystem::path& file,
                                              ImageKind kind,
                                              const ExtractOptions& options);

}  // namespace gouji
