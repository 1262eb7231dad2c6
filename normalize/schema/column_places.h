// Columns whose headers nobody could read, told by their places: under a clear title, in a grid
// with exactly the columns that the schema always prints, or with all that it knows.
#pragma once

#include <vector>

#include "normalize/schema/column_matcher.h"

namespace gouji {

/// Gives the columns of `match` that are not their places' targets these, and returns these columns
/// of the schema, for somebody to look at. Nothing is placed where no column is known in its place,
/// where a clear header, the words of a doubtful one or what a column holds speaks against its
/// place, or where tables stand side by side.
std::vector<int> place_unread_columns(ColumnMatch& match,
                                      const Schema& schema,
                                      const FlatHeader& header,
                                      const GridView& grid);

}  // namespace gouji
