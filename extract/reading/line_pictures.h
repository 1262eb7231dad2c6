// Every line of a grid as a picture, as the readers get it: for a person who asks why a cell was
// misread, and for benches that ask one reader alone.
#pragma once

#include <filesystem>

#include "extract/image/page_image.h"
#include "extract/reading/cell_work.h"

namespace gouji {

/// Writes STEM-rR-cC-lL.png (grey) for each line of each cell, and STEM.csv that says where each
/// stands on the page (points), and how it is cut. Throws InputError when it cannot be written.
void write_line_pictures(const std::filesystem::path& stem,
                         const CellSheet& sheet,
                         const Grid& grid,
                         const PageTransform& transform);

}  // namespace gouji
