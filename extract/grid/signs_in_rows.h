// Uprights of dots that are no rule: signs of print stand below one another, the marks behind
// ordinals say, or what a threshold left of them.
#pragma once

#include <vector>

#include "core/units.h"
#include "extract/grid/dotted_lines.h"

namespace gouji {

struct SignsInRowsOptions {
  double one_dot_pt = 1.5;            ///< dots so near are one, crumbs of a sign
  double most_spread_pt = 4;          ///< dots of one row that lie farther apart: no sign's, ...
  double same_height_pt = 1.5;        ///< signs lie at one height of their rows, ...
  double same_height_share = 0.6;     ///< ... so many of them; of a rule's dots lie there ...
  double chance_of_height = 0.3;      ///< ... so many: the line of print hides some of its way, ...
  double same_height_chance = 0.005;  ///< ... and chance makes the line with no more than this
  std::size_t fewest_rows = 5;        ///< that the dots lie in
  double line_of_row = 0.5;           ///< of a row's height, in the middle, is its line of print
  std::size_t fewest_beside = 11;     ///< dots of which by chance some lie beside it: half of them
  double most_beside = 0.05;          ///< of the dots: those of print
  double most_spread_rows = 0.5;      ///< ... in so many of the rows specks may make them
};

/// Whether the dots lie at the same height of their rows' lines of print, or at least hardly any
/// beside these; a rule's are anywhere, or where no print stands beside it. `line`: an upright, its
/// place along it is that across the rows; `rows`: the level lines, by place.
bool are_signs_in_rows(const DottedLine& line,
                       const std::vector<DottedLine>& rows,
                       Dpi dpi,
                       const SignsInRowsOptions& options);

}  // namespace gouji
