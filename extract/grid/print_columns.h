// The columns that a table's print stands in: of some faxes' uprights not a dot is left, but in no
// row does the print of one column reach into the next.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"
#include "extract/grid/table_header.h"

namespace gouji {

struct PrintColumnOptions {
  double least_paper_pt = 1.5;  ///< signs nearer to each other are one text
  double usual_gap_pt = 8;      ///< between two columns half of the rows leave so much paper; an
                                ///< ordinal and its text stand nearer
  double most_across = 0.1;     ///< of the rows: merged cells, whose print lies across
  double header_gap = 0.8;      ///< line heights between two headers; a bracket stands nearer
  double wrapped = 1.5;       ///< the same of a header of several lines, which fills its cell: ...
  double wrapped_gap_pt = 3;  ///< ... the next one may be so near
  double header_word = 1.5;   ///< the same: so long a lone text heads an empty column
  double padding_pt = 3;      ///< between a ruling and print at its side
  double same_side_pt = 2.5;  ///< print that ends, or begins, so near one place keeps to a side
  double usual_share = 0.6;   ///< of a column's rows do then
};

/// Paper between two columns of print, and where in it their ruling is likeliest. Pixels.
struct ColumnGap {
  int from = 0;
  int to = 0;
  int likeliest = 0;
};

/// From left to right. `header`: of the table; `signs_in_rows`: the boxes of its print, row by row,
/// those of the header among them.
std::vector<ColumnGap> gaps_between_columns(const TableHeader& header,
                                            const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                                            Dpi dpi,
                                            const PrintColumnOptions& options);

}  // namespace gouji
