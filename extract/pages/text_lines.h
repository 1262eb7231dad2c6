// Finds the lines of text of a page outside its tables: head lines, titles, prose. A wide gap
// divides two lines. Pictures, frames and seals are no text.
#pragma once

#include <vector>

#include "extract/reading/cell_image.h"

namespace gouji {

/// `ink`: the part without rules (cut_cell with ruling_px 0). Boxes in its coordinates, top to
/// bottom, lines beside each other left to right.
std::vector<cv::Rect> find_text_lines(const CellInk& ink, Dpi dpi, const ReadingOptions& options);

}  // namespace gouji
