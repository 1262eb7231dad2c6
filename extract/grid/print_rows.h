// Rows of print that no ruling parts any more: of some faxes' rulings not a dot is left, but two
// rows are no wrapped lines of one, for these go on as far as there is room.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

struct PrintRowOptions {
  double least_paper_pt = 1.5;     ///< between two lines of print
  double least_room = 2;           ///< heights of the line that stay free at its side: it is no
                                   ///< wrapped line that goes on below
  double margin_pt = 1;            ///< ink so near a ruling may be the ruling's
  std::size_t fewest_columns = 2;  ///< show such lines above and below
};

/// The y between rows of print that lie between two of the rulings, from top to bottom. Pixels.
/// `signs`: the boxes of the table's print; `rows`, `columns`: where its rulings are, in order.
std::vector<int> levels_between_rows(const std::vector<cv::Rect>& signs,
                                     const std::vector<int>& rows,
                                     const std::vector<int>& columns,
                                     Dpi dpi,
                                     const PrintRowOptions& options);

}  // namespace gouji
