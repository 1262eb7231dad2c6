// Which schema a grid is: by its title, and by its header where titles are lost or shared.
#pragma once

#include <string>
#include <vector>

#include "normalize/rows/grid_view.h"
#include "normalize/schema/column_matcher.h"
#include "normalize/schema/header_flattener.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// A scan's table is found by a title so clear, whatever its header.
inline constexpr double kSureTitle = 0.9;

/// The best title among some lines. `schema` is -1 when no line is like any title.
struct TitleMatch {
  int schema = -1;
  double similarity = 0;
  std::string line;               ///< the line as printed
  std::vector<double> by_schema;  ///< best similarity of each schema
};

/// Lines nearest to the table last. A title that was wrapped over two lines is found too.
TitleMatch match_title(const std::vector<std::string>& lines, const std::vector<Schema>& schemas);

struct Classification {
  int schema = -1;  ///< -1: fits none
  double score = 0;
  bool by_title = false;    ///< the title was clear
  bool ambiguous = false;   ///< other schemas fit the header as well
  std::vector<int> equals;  ///< schemas that fit as well, best included, when ambiguous
  ColumnMatch match;
  std::vector<int> by_place;  ///< columns of the schema that only their places tell
};

/// Without a header a table is found by its title, if its columns' number and content fit the form.
Classification classify_table(const GridView& grid,
                              const FlatHeader& header,
                              const TitleMatch& title,
                              const std::vector<Schema>& schemas);

}  // namespace gouji
