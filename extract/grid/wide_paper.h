// Rows of print parted by more paper than the lines of one cell: where a table's texts are wrapped
// the two differ, and no ruling is needed to tell its rows.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"
#include "extract/grid/print_runs.h"

namespace gouji {

struct WidePaperOptions {
  PrintRunOptions runs;
  double least_line = 1.5;            ///< usual heights of print: so long a line is wrapped
  double least_size = 0.7;            ///< the same of what stands below, a character at least
  double below = 0.5;                 ///< of the narrower one: so much stands below the other
  double narrowest = 0.2;             ///< usual heights between two lines; less is inside one
  double least_paper = 0.5;           ///< the same between rows, usually
  double wider = 1.6;                 ///< that, times the paper between lines of a cell
  std::ptrdiff_t fewest_wrapped = 1;  ///< lines with the next so near: there are two kinds
  std::ptrdiff_t fewest_columns = 3;  ///< with paper between two rows, where others have print
  std::ptrdiff_t times_as_many = 2;   ///< as these
  double nearly_usual = 0.75;         ///< of the usual paper between rows parts rows
};

/// The least paper, in pixels, that parts two rows; 0 where it is not told from that between lines
/// of a cell. `signs`: the boxes of the table's print.
double paper_between_rows(const std::vector<cv::Rect>& signs,
                          Dpi dpi,
                          const WidePaperOptions& options);

/// The y in the middle of such paper, which runs through all columns, from top to bottom. Pixels.
/// `rows`: the y of the level rulings that are known; `least`: as above.
std::vector<int> levels_in_paper(const std::vector<cv::Rect>& signs,
                                 const std::vector<int>& rows,
                                 double least,
                                 Dpi dpi,
                                 const WidePaperOptions& options);

/// Those inside rows that the text of a cell merged over both hides: most columns with print above
/// and below have such paper there. `columns`: the x of the uprights, from left to right.
std::vector<int> levels_in_most_columns(const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                                        const std::vector<int>& columns,
                                        double least,
                                        const WidePaperOptions& options);

}  // namespace gouji
