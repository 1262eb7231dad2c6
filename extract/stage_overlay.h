// Pictures of what each stage of a page saw, for people who tune it: the upright and straightened
// page, the strokes found in it, the grids with their spans.
#pragma once

#include <filesystem>
#include <vector>

#include "extract/grid/cell_model.h"
#include "extract/grid/rulings.h"
#include "extract/image/page_image.h"

namespace gouji {

/// Where the pictures go: FOLDER/pNNN-STAGE.png, or pNNN-STAGE-k.png for picture k of a page that
/// is looked at in parts.
struct StageFolder {
  std::filesystem::path folder;
  int page = 1;
  int part = 0;
};

/// Writes the stages 1-upright, 2-rulings (horizontal strokes blue, vertical ones red) and 3-grid
/// (cells green, merged cells red). Throws InputError when one cannot be written.
void write_stage_overlays(const StageFolder& where,
                          const PageImage& image,
                          const std::vector<Ruling>& strokes,
                          const std::vector<Grid>& grids);

}  // namespace gouji
