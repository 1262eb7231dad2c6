// The header of a table as its print shows it: how many rows it takes, the words that head one
// column each, and where in a row a group's words stand above those of its columns.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"
#include "extract/grid/header_leaves.h"
#include "extract/grid/print_runs.h"

namespace gouji {

struct TableHeaderOptions {
  PrintRunOptions runs;
  HeaderLeafOptions leaves;
  PrintRunOptions texts{.least_paper_pt = 8};  ///< a body's texts: an ordinal and what follows
  std::size_t most_rows = 6;                   ///< it ends within so many
  double usual_row = 0.8;  ///< of the rows have as many texts, or fewer: these are the columns
};

struct TableHeader {
  std::vector<cv::Rect> leaves;  ///< from left to right; empty in a table without print
  std::size_t rows = 0;
  bool heads_all = false;   ///< the columns that usual rows have print in
  int line_height = 0;      ///< of its print
  std::vector<int> levels;  ///< inside rows, below groups, from top to bottom: rulings are lost
};

/// The signs of each row between two rulings. `signs`: boxes of print; `rows`: the y of the level
/// rulings, from top to bottom, at least two; what lies above or below them is in no row.
std::vector<std::vector<cv::Rect>> signs_in_rows(const std::vector<cv::Rect>& signs,
                                                 const std::vector<int>& rows);

TableHeader find_header(const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                        Dpi dpi,
                        const TableHeaderOptions& options);

}  // namespace gouji
