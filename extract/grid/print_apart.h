// Cells that ran together where the ruling between two columns was lost in some rows: their print
// still stands apart, each piece where its column's print stands in the other rows. Read as one,
// they would be one wrong figure and an empty neighbour.
#pragma once

#include <opencv2/core.hpp>

#include "extract/grid/cell_model.h"

namespace gouji {

struct PrintApartOptions {
  int lightest_ink = 170;        ///< grey; what is lighter is paper
  double least_sign_pt = 2.2;    ///< in height; lower ink is a speck or a rule
  double most_sign_pt = 30;      ///< larger ink is a rule, a frame or a seal
  double at_rule_pt = 1.5;       ///< ink so near an edge and as thin is the ruling's
  double same_place_pt = 2;      ///< print stands where the column's usually does
  double over_edge_pt = 1;       ///< a sign that reaches farther over an edge stands across it
  double usual_share = 0.6;      ///< of a column's cells: print stands so; of the rows: cells apart
  std::size_t fewest_cells = 3;  ///< with print, that tell where a column's print stands
};

/// The grid with such cells divided into their columns. Merged cells stay: their text is centred or
/// runs over the edges. `even`: CV_8UC1, paper white.
Grid divide_by_print(const Grid& grid,
                     const cv::Mat& even,
                     Dpi dpi,
                     const PrintApartOptions& options);

}  // namespace gouji
