// One cell on its way from pixels to readings: its cleaned ink, its lines, what their shape says.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/raw_table.h"
#include "extract/grid/cell_model.h"
#include "extract/options.h"
#include "extract/reading/cell_image.h"
#include "extract/reading/content_class.h"
#include "extract/reading/reading_vote.h"
#include "extract/reading/recognizer.h"

namespace gouji {

struct CellWork {
  CellInk ink;
  std::vector<cv::Rect> boxes;  ///< of its lines, in the cut
  CellEvidence evidence;
  std::vector<Reading> readings;  ///< of all readers asked so far
  bool sign = false;              ///< its shape is a sign of comparison
  bool words = false;             ///< the reader of text is sure of characters

  bool has_ink() const { return !boxes.empty(); }
};

/// A grid's cells cut out, divided into lines, measured and classified; nothing read yet.
struct CellSheet {
  std::vector<CellWork> cells;  ///< one for each of grid.cells, same order
  double usual_height = 0;      ///< of glyphs, pixels; 0 without ink
  Dpi dpi;
};

CellSheet prepare_cells(const cv::Mat& grey,
                        const Grid& grid,
                        Dpi dpi,
                        const ReadingOptions& options);

/// One line with a margin, free of its neighbours.
LineImage cut_line(const CellInk& cell,
                   const std::vector<cv::Rect>& lines,
                   std::size_t which,
                   double text_height,
                   Alphabet alphabet,
                   Dpi dpi);

/// The height by which a line of text is scaled: that of a full glyph, also for 一.
double text_height(const LineShape& line, double usual);

/// The image of line `which` as readers of numbers or of text get it.
LineImage line_image(const CellWork& cell, std::size_t which, bool number, double usual, Dpi dpi);

/// The images of all lines as readers of text get them.
std::vector<LineImage> lines_of_words(const CellWork& cell, double usual, Dpi dpi);

/// How many dashes stand in a cell that holds nothing else: one only where an amount could stand, a
/// row of equal ones anywhere. 0: it holds something else.
int dashes_of(const CellWork& cell);

/// One or two signs alone in their cell.
bool is_short(const CellWork& cell, double usual);

/// A sign of comparison alone in its cell.
std::optional<Reading> lone_sign(const CellWork& cell, double usual, const SignOptions& options);

/// What one engine stands for: the first of its readings. nullptr when it was not asked or read
/// nothing.
const Reading* best_reading(const CellWork& cell, std::string_view engine);

/// What one engine says first, without spaces; empty when it was not asked or read nothing.
std::string best_answer(const CellWork& cell, std::string_view engine);

}  // namespace gouji
