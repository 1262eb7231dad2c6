// The clean half of a document: tables of fields with provenance. What row building makes,
// reconciliation changes and the writers print. Values are kept as the text that the CSV shows;
// amounts are parsed where sums are made.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/raw_table.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// `status` of CONTRACT: Read < Confirmed < Repaired < Corrected are final, Flagged waits for a
/// person.
enum class CellStatus { Read, Confirmed, Repaired, Corrected, Flagged };

/// A value that the field may have instead, with its cost (nats, smaller is likelier) and where it
/// comes from.
struct Candidate {
  std::string value;  ///< parsed as the column asks (amount without separators, folded text)
  double cost = 0;
  std::string evidence;  ///< engine name, or an identity's or lexicon's id

  bool operator==(const Candidate&) const = default;
};

/// Where a field's text stands in the print. Index into NormalizedDocument::source tables; -1:
/// derived.
struct CellOrigin {
  int page = 0;
  int table_index = 0;  ///< RawTable::index on that page
  int row = 0;          ///< grid slots of that table
  int column = 0;
  PageRect box;

  bool operator==(const CellOrigin&) const = default;
};

struct Field {
  std::string value;    ///< as the CSV shows it
  std::string printed;  ///< the text as read, lines joined
  CellStatus status = CellStatus::Read;
  std::vector<std::string> reasons;  ///< tokens, ordered by when they were found
  double confidence = 0;             ///< of the chosen reading
  std::string engine;                ///< of the chosen reading
  bool agreed = false;               ///< two independent readers gave this value
  bool from_layer = false;           ///< text layer of a digital page: the print itself
  bool derived = false;              ///< side, row_type: not read from a cell
  bool inherited = false;            ///< filled down from a merged cell: the origin is that cell
  std::vector<CellOrigin> origins;   ///< one, or several where parts over a page break were joined
  std::vector<Candidate> rivals;     ///< other readings, parsed; no duplicate of value
  std::vector<std::string> suggestions;  ///< for the person who looks

  bool operator==(const Field&) const = default;
};

struct Row {
  std::vector<Field> fields;  ///< one for each of NormalizedTable::columns
  bool leaf = true;
  std::string row_id;
  int page = 0;  ///< where the row starts

  bool operator==(const Row&) const = default;
};

struct NormalizedTable {
  std::string schema;                ///< schema id
  int ordinal = 1;                   ///< 2: SCHEMA-2.csv
  std::vector<std::string> columns;  ///< schema columns in schema order, then extra_TITLE
  std::vector<ColumnType> types;     ///< of each column; extra columns are Text
  std::vector<std::string> titles;   ///< Chinese title of each column, for --header zh
  std::vector<Row> rows;
  std::string amount_unit;         ///< 元, 万元 ... as printed, "" when not printed
  std::string title;               ///< as printed
  std::string unit_name;           ///< in the lines above it, "" when not printed
  bool declared_empty = false;     ///< 无此项内容, 空表说明
  std::vector<std::string> notes;  ///< lines under the table
  std::vector<std::string>
      missing_columns;  ///< columns that the numbering of the header shows to be lost
  std::vector<std::pair<int, int>> sources;  ///< (page, index) of the grids it was built from

  /// "SCHEMA" or "SCHEMA-2".
  std::string name() const { return ordinal > 1 ? schema + "-" + std::to_string(ordinal) : schema; }

  /// Index of a column, -1 when the table has none of that name.
  int column(const std::string& id) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] == id) return static_cast<int>(i);
    return -1;
  }

  bool operator==(const NormalizedTable&) const = default;
};

/// One announced table of a contents page: number ("3-1") and title as printed.
struct AnnouncedTable {
  std::string number;
  std::string title;
  std::string schema;  ///< "" when no schema has that title
  bool found = false;
  int page = 0;  ///< on which the contents name it

  bool operator==(const AnnouncedTable&) const = default;
};

/// A page with the title of a table that was not found there.
struct LoneTitle {
  int page = 0;
  std::string title;  ///< as printed

  bool operator==(const LoneTitle&) const = default;
};

struct NormalizedDocument {
  std::string name;
  std::string sha256;
  std::string unit_code;
  std::string unit_name;
  std::string year;   ///< "2024", "" when not printed
  std::string kind;   ///< budget, final_accounts or ""
  std::string scope;  ///< department, unit or ""
  std::vector<NormalizedTable> tables;
  std::vector<AnnouncedTable> announced;
  std::vector<std::pair<int, int>> unmatched;  ///< (page, index) of grids that fit no schema
  std::vector<LoneTitle> lone_titles;
  std::vector<TextLine> prose;   ///< all lines outside grids, pages in order
  std::vector<int> prose_pages;  ///< page of each prose line
  std::vector<Diagnostic> diagnostics;

  bool operator==(const NormalizedDocument&) const = default;
};

/// One checked identity, a row of checks.csv.
struct Check {
  std::string identity;  ///< e.g. "row_sum:total", "X4"
  std::string kind;      ///< hard, soft, info
  std::vector<std::string> tables;
  std::vector<std::string> cells;  ///< "TABLE:ROW:COLUMN"
  std::string left;
  std::string right;
  std::string difference;
  std::string tolerance;
  std::string holds;  ///< exact, tail, tail_copy, broken, unknown

  bool operator==(const Check&) const = default;
};

}  // namespace gouji
