// Where the columns of two pages' grids stand: whether one goes on where the other ends.
#pragma once

#include <vector>

#include "core/raw_table.h"

namespace gouji {

/// True when the columns of two grids stand at the same places, relative to their widths. Grids
/// without edges (imported) only need the same number.
bool same_geometry(const RawTable& a, const RawTable& b);

/// The same of all edges but the outermost, relative to these: on one of the pages an outer rule
/// was lost, and a column is cut. Scans' grids of five columns and more.
bool same_inner_geometry(const RawTable& a, const RawTable& b);

/// Whether an outermost column of `b`, the first or the last, is narrower there than in `a`, which
/// has the same inner geometry, or `b` some of its columns.
bool is_cut_column(const RawTable& a, const RawTable& b, int column);

/// Where a grid has only some of the edges of a wider one at the same places of the page: for each
/// of its edges the number of the wide one's edge. Empty when it has others.
std::vector<int> columns_covered(const RawTable& wide, const RawTable& narrow);

/// Where the columns of `part` are so many of those of `whole`, one beside the other, by their
/// inner edges: the number of the first of these. -1 where they are not, or at two places. On one
/// page the rules of outer columns were lost, and the outermost of the others may be cut. Scans'
/// grids of five columns and more.
int first_of_columns(const RawTable& whole, const RawTable& part);

}  // namespace gouji
