// Tables whose rules a hard threshold left as dots: their lines, found across the whole table and
// measured.
#pragma once

#include <vector>

#include "core/units.h"
#include "extract/grid/dotted_lines.h"
#include "extract/grid/dotted_side.h"
#include "extract/grid/print_columns.h"
#include "extract/grid/print_rows.h"
#include "extract/grid/signs_in_columns.h"
#include "extract/grid/signs_in_rows.h"
#include "extract/grid/through_words.h"
#include "extract/grid/wide_paper.h"

namespace gouji {

struct DottedTableOptions {
  DottedLineOptions lines;
  SignsInRowsOptions signs_in_rows;
  SignsInColumnsOptions signs_in_columns;
  TableHeaderOptions header;
  PrintColumnOptions print_columns;
  PrintRowOptions print_rows;
  WidePaperOptions wide_paper;
  ThroughWordOptions through_words;
  double print_rim_pt = 1.5;      ///< so near print dots are its crumbs
  std::size_t most_low_rows = 6;  ///< of a table so small each row is looked at by itself
  double least_row_pt = 9;        ///< a row so low holds a line of print
  double least_span = 0.6;  ///< of a row's height: the dots of its own uprights; a stem has less
  double least_parting_pt = 30;    ///< between two tables
  double parting = 8;              ///< so many dots of uprights are missed there
  double parting_share = 0.1;      ///< the share of them that may be there: specks
  double max_signs_per_pt = 0.06;  ///< across a whole line; lines of text have 0.1 and more
  int most_signs_on = 3;           ///< on a rule stands no print, now and then a speck
};

/// Lines of one direction with how densely dots lie on each, and elsewhere, a clear pixel.
struct MeasuredLines {
  std::vector<DottedLine> lines;
  std::vector<double> densities;
  double chance = 0;
};

struct DottedTable {
  MeasuredLines rows;     ///< at least two
  MeasuredLines columns;  ///< at least one; an open side has none
};

/// From top to bottom. Both sides get to know the lines of the last.
std::vector<DottedTable> find_dotted_tables(DottedSide& level,
                                            DottedSide& upright,
                                            Dpi dpi,
                                            const DottedTableOptions& options);

}  // namespace gouji
