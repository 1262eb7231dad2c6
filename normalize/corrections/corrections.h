// What people decided about cells, as the rows of corrections.csv say it.
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

}  // namespace gouji
