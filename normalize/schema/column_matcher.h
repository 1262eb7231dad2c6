// Which printed column is which column of a schema: header paths against aliases, checked by what
// the column holds, all columns at once.
#pragma once

#include <string>
#include <vector>

#include "normalize/rows/grid_view.h"
#include "normalize/schema/header_flattener.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Which of the tables that stand side by side. Blocks of equal columns count on from Revenue.
enum class Side { None = -1, Revenue = 0, Expenditure = 1 };

/// A place for a printed column: a column of the schema, in tables side by side once for each side.
struct Target {
  int column = 0;  ///< index in Schema::columns
  Side side = Side::None;

  bool operator==(const Target&) const = default;
};

/// In printed order as the schema has it: the left side first.
std::vector<Target> targets_of(const Schema& schema);

struct ColumnMatch {
  std::vector<int> target;      ///< of each grid column: index in targets_of(), -1 for none
  std::vector<double> wording;  ///< of each: how like its header is to its target's, 0..1
  double score = 0;             ///< 0..1: how well header and schema cover one another
};

ColumnMatch match_columns(const Schema& schema, const FlatHeader& header, const GridView& grid);

/// How well a header path (folded levels) fits an alias ("收入/项目", folded levels), 0..1.
double path_similarity(const std::vector<std::string>& path, const std::string& alias);

}  // namespace gouji
