// What people decided about cells, as the rows of corrections.csv say it, and how a decision finds
// its cell again in a document that may have been read anew: by its place on the page, else by
// table, column and printed text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"

namespace gouji {

enum class CorrectionAction {
  Set,        ///< the print says `value`
  Accept,     ///< what gouji read is right (`value`, when given, is what it was)
  Illegible,  ///< nobody can read it
  InsertRow,  ///< a row that gouji lost; `value` holds column=value;column=value
  DeleteRow,  ///< a row that is none
};

struct Correction {
  std::string sha256;  ///< of the document
  int page = 0;        ///< 0: not given
  PageRect box;        ///< area 0: not given
  std::string table;   ///< "SCHEMA", "SCHEMA-2" or "pNNN_tK"
  int row = 0;         ///< 0: not given
  std::string column;
  std::string printed;
  CorrectionAction action = CorrectionAction::Set;
  std::string value;
  int line = 0;  ///< in the file

  bool operator==(const Correction&) const = default;
};

/// A line that cannot be used, and why.
struct CorrectionFault {
  int line = 0;
  std::string what;

  bool operator==(const CorrectionFault&) const = default;
};

struct Corrections {
  std::vector<Correction> all;  ///< in the file's order
  std::vector<CorrectionFault> faults;
};

/// A record of CSV with the line that it begins on.
using NumberedRecord = std::pair<int, std::vector<std::string>>;

/// The columns of corrections.csv, in order.
const std::vector<std::string>& corrections_header();

/// The first record is the header; columns may stand in any order. Throws InputError (naming
/// `file`) when one is missing that corrections need. Lines without any text are skipped.
Corrections parse_corrections(const std::string& file, const std::vector<NumberedRecord>& records);

/// A field of the document: indices of table, row and column.
struct FieldPlace {
  int table = 0;
  int row = 0;
  int column = 0;

  bool operator==(const FieldPlace&) const = default;
};

/// The fields that a correction of a cell means: several where a merged cell covers rows. Empty
/// when there is none, or when it cannot be told which; `why` says so.
std::vector<FieldPlace> find_fields(const NormalizedDocument& document,
                                    const Correction& correction,
                                    std::string& why);

/// Index of the corrected table, -1 when the document has none of that name. A table that is the
/// only one of its schema goes without its number.
int find_table(const NormalizedDocument& document, const Correction& correction);

/// The row that a correction means, -1 when there is none.
int find_row(const NormalizedDocument& document, const Correction& correction, std::string& why);

/// The cell of a grid that fits no schema; nullptr when there is none.
RawCell* find_raw_cell(RawDocument& grids, const Correction& correction, std::string& why);

/// Whether the correction is about a grid that fits no schema ("p003_t1").
bool is_about_grid(const Correction& correction);

/// Same place on paper: the common part is at least half of the larger box.
bool same_place(const PageRect& a, const PageRect& b);

}  // namespace gouji
