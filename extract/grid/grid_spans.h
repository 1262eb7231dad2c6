// From "which boundaries between slots are ruled" to cells with spans.
#pragma once

#include <vector>

#include "extract/grid/cell_model.h"

namespace gouji {

/// How much of each inner boundary of a grid carries a ruling: 1 divides its slots, less is a rule
/// that is seen for that share of its way (hidden, or worn) and divides nothing by itself.
/// `below[r][c]`: between slot (r, c) and (r + 1, c), r in [0, rows - 1); `right[r][c]`: between
/// (r, c) and (r, c + 1).
struct Boundaries {
  std::vector<std::vector<double>> below;
  std::vector<std::vector<double>> right;
};

/// Slots that no ruling divides become one cell. A line that is ruled for most of its way through a
/// shape divides it all the way: seals and blots hide pieces of rules. A shape that is no rectangle
/// (a lost piece of rule) is cut into rectangles again, widest first, so that one lost piece never
/// merges more than its neighbours.
std::vector<GridCell> cells_from_boundaries(const std::vector<int>& x_edges,
                                            const std::vector<int>& y_edges,
                                            Boundaries boundaries);

/// Takes out the inner edges at which no cell begins or ends: strokes of text that passed for a
/// rule, but divide nothing.
Grid without_idle_edges(Grid grid);

}  // namespace gouji
