// The CSV files of one document as text: clean tables, cells with their provenance, review rows,
// checks, raw grids. Nothing here touches the disk.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/output/csv_writer.h"

namespace gouji {

/// tables/SCHEMA.csv: the table's columns, then leaf, row_id, page, flags.
std::string table_csv(const NormalizedTable& table, const CsvStyle& style);

/// The flags of one row: "" or "column=reason;column=reason".
std::string row_flags(const NormalizedTable& table, const Row& row);

/// Header and lines of tables/SCHEMA.csv as fields, for those who put other columns before them
/// (combined). `chinese` gives Chinese titles.
std::vector<std::string> table_header(const NormalizedTable& table, bool chinese);
std::vector<std::string> table_line(const NormalizedTable& table, const Row& row);

/// The header of cells.csv, in order.
const std::vector<std::string>& cells_header();

/// One line of cells.csv. `needs_review`: the cell is flagged, so that it belongs into review.csv
/// and has a crop.
struct CellLine {
  std::vector<std::string> fields;  ///< as cells_header()
  bool needs_review = false;
  int page = 0;
  PageRect box;      ///< empty (area 0) where the cell has no place of its own
  std::string crop;  ///< "crops/NAME.png" for flagged cells with a box, else ""
};

/// Every non-empty or flagged field of the tables, then every cell of the grids that fit no schema.
/// `with_crops` false leaves the crop column empty (no pictures are written).
std::vector<CellLine> cell_lines(const NormalizedDocument& document,
                                 const RawDocument& raw,
                                 bool with_crops);

/// cells.csv of one document.
std::string cells_csv(const NormalizedDocument& document,
                      const RawDocument& raw,
                      bool with_crops,
                      const CsvStyle& style);

/// checks.csv.
std::string checks_csv(const std::vector<Check>& checks, const CsvStyle& style = {});

/// raw/pNNN_tK.csv: every slot of the grid, merged text in its top-left slot.
std::string raw_grid_csv(const RawTable& table, const CsvStyle& style = {});

/// "p007_t1".
std::string raw_grid_name(int page, int index);

}  // namespace gouji
