// Text that the file carries as characters: put into cells and lines, and whether it can be trusted
// for one table. A scanner's own OCR layer lies over a picture and is never trusted; neither is
// text that does not map to real characters.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/raw_table.h"
#include "extract/pages/page_source.h"

namespace gouji {

struct TextLayerOptions {
  double picture_share =
      0.5;  ///< of a table under a picture: its text is a scanner's, not the print
  double max_unmapped = 0.02;      ///< share of characters in private use or U+FFFD
  double max_uncovered_ink = 0.3;  ///< share of a table's glyph ink that no character box covers
};

enum class LayerVerdict { Trusted, NoText, OverPicture, Unmapped, MissesInk };

/// A box of a page of this size after the page was turned clockwise.
PageRect upright_box(const PageRect& box, double width_pt, double height_pt, int turn_degrees);

/// Characters as this page's upright frame shows them: turned with the page (clockwise).
std::vector<Glyph> upright_glyphs(std::vector<Glyph> glyphs,
                                  double width_pt,
                                  double height_pt,
                                  int turn_degrees);

/// By how much the text of a printed page must be turned clockwise to be read: the turn of most
/// characters.
int turn_of_text(const std::vector<Glyph>& glyphs);

/// `even` is the upright page at `dpi`, used to see ink that no character covers.
LayerVerdict judge_layer(const std::vector<Glyph>& glyphs,
                         const PageRect& table,
                         const std::vector<PagePicture>& pictures,
                         const cv::Mat& even,
                         Dpi dpi,
                         const TextLayerOptions& options);

/// The characters whose centres lie in `box`, as lines from top to bottom, joined by '\n'. Spaces
/// only where print has them between Latin characters.
std::string text_in(const std::vector<Glyph>& glyphs, const PageRect& box);

/// Lines of the characters that lie in none of `taken`; a wide gap divides a line.
std::vector<TextLine> lines_outside(const std::vector<Glyph>& glyphs,
                                    const std::vector<PageRect>& taken);

}  // namespace gouji
