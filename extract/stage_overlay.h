// Pictures of what a stage saw, for people who tune it: grids and spans over the straightened page.
#pragma once

#include <filesystem>
#include <vector>

#include "extract/cell_model.h"
#include "extract/page_image.h"

namespace gouji {

/// Writes FOLDER/STEM-pNNN-grid[-k].png: cells green, merged cells red. Throws InputError when it
/// cannot be written.
void write_grid_overlay(const std::filesystem::path& folder,
                        int page,
                        int area,
                        const PageImage& image,
                        const std::vector<Grid>& grids);

}  // namespace gouji
