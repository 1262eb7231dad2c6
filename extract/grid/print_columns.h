// The columns that a table's print stands in: of some faxes' uprights not a dot is left, but in no
// row does the print of one column reach into the next.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

struct PrintColumnOptions {
  double least_paper_pt = 4;   ///< signs nearer to each other are one text
  double usual_gap_pt = 8;     ///< between two columns half of the rows leave so much paper; an
                               ///< ordinal and its text stand nearer
  double most_across = 0.1;    ///< of the rows: merged cells, whose print lies across
  int header_rows = 6;         ///< within the first rows that with the most texts heads the columns
  double header_gap = 0.8;     ///< text heights between two headers; a bracket stands nearer
  double header_word_pt = 12;  ///< so long a lone text heads an empty column
  double padding_pt = 3;       ///< between a ruling and print at its side
  double same_side_pt = 2.5;   ///< print that ends, or begins, so near one place keeps to a side
  double usual_share = 0.6;    ///< of a column's rows do then
};

/// Paper between two columns of print, and where in it their ruling is likeliest. Pixels.
struct ColumnGap {
  int from = 0;
  int to = 0;
  int likeliest = 0;
};

/// From left to right. `signs`: the boxes of the table's print; `rows`: the y of its level rulings,
/// from top to bottom.
std::vector<ColumnGap> gaps_between_columns(const std::vector<cv::Rect>& signs,
                                            const std::vector<int>& rows,
                                            Dpi dpi,
                                            const PrintColumnOptions& options);

}  // namespace gouji
