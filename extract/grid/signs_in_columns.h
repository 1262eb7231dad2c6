// Level lines of dots that are no rule: signs of print stand beside one another, the dashes of
// empty cells say, one in each column and at the same place of it.
#pragma once

#include <vector>

#include "core/units.h"
#include "extract/grid/dotted_lines.h"

namespace gouji {

struct SignsInColumnsOptions {
  double one_dot_pt = 1.5;         ///< dots so near are one, crumbs of a sign
  double longest_sign_pt = 6;      ///< longer pieces are a rule's
  double upright_pt = 1.5;         ///< dots so near an upright are its own
  double same_place_pt = 1.5;      ///< signs lie so far from an edge or the middle, within this
  std::size_t fewest_columns = 5;  ///< in which they lie there
  double share_of_columns = 0.7;   ///< of those with dots: a rule leaves dots in any place
  double share_of_dots = 0.5;      ///< that are those signs
};

/// Whether in most columns a dot lies at the same distance from the right edge, or from the left
/// one, or from the middle, and few lie elsewhere. `line`: a level one; `columns`: the uprights, by
/// place.
bool are_signs_in_columns(const DottedLine& line,
                          const std::vector<DottedLine>& columns,
                          Dpi dpi,
                          const SignsInColumnsOptions& options);

}  // namespace gouji
