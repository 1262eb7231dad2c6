// Guesses from the shape of ink, before anything is read, whether a line is a number or text, so
// that it can be given to the right model. Counts what a correct reading must contain.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "extract/options.h"
#include "extract/reading/cell_image.h"

namespace gouji {

/// What the ink of one line looks like.
struct LineShape {
  cv::Rect box;
  double glyph_height = 0;  ///< of digits or full Chinese glyphs, pixels
  int figures = 0;          ///< column runs of full height: digits when none touch
  int dots = 0;             ///< low small runs at the foot: , and .
  int dashes = 0;           ///< flat runs at half height
  bool low = false;         ///< lower than any figure of the table: dashes and dots
  double number_share = 0;  ///< of the ink width: narrow, simple runs, dots, dashes

  bool only_dashes() const { return figures == 0 && dots == 0 && dashes > 0; }
};

/// `usual_height`: of the glyphs of the table, pixels; 0 where it is not known.
LineShape measure_line(const CellInk& cell, const cv::Rect& line, double usual_height = 0);

enum class ContentClass { Text, Amount, Code, Unsure };

struct CellContent {
  int column = 0;
  int column_span = 1;
  std::vector<LineShape> lines;  ///< empty: the cell has no ink
};

/// One class per cell; the cells of one column lend each other certainty.
std::vector<ContentClass> classify_cells(const std::vector<CellContent>& cells,
                                         const ReadingOptions& options);

/// The width that `text` would have in print, pixels, digits of `glyph_height`.
double expected_width(const std::string& text, double glyph_height);

}  // namespace gouji
