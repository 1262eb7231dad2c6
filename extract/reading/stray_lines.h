// Lines of a cell that are no lines of its text: characters of a seal, specks, rests of rules. A
// tall merged cell has room for them beside its text.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

/// Which of a cell's lines belong to its text, ascending. `boxes` in pixels, top to bottom, and
/// one reader's answers to each, best first; `glyph_height` in pixels. A line goes when it stands
/// apart from the surely read ones or is read as no words at all, and its own reading is doubtful.
/// All lines stay where none is read surely.
std::vector<std::size_t> lines_of_text(const std::vector<cv::Rect>& boxes,
                                       const std::vector<std::vector<Reading>>& answers,
                                       double glyph_height);

}  // namespace gouji
