// What the batch keeps of one finished document: its row of the manifest, what the combined tables
// need, and by which options it was made. Stored as OUT/.gouji/done/DOC.json.
#pragma once

#include <string>
#include <vector>

#include "cli/files/manifest.h"

namespace gouji {

struct TableFacts {
  std::string name;  ///< "SCHEMA" or "SCHEMA-2": the file's stem
  std::string schema;
  std::string amount_unit;

  bool operator==(const TableFacts&) const = default;
};

/// A part of a document (one unit, year and kind). A document that is not a compilation has one
/// part without a name.
struct PartFacts {
  std::string part;  ///< "" or "part-01"
  std::string kind;
  std::string unit_code;
  std::string unit_name;
  std::string year;
  std::vector<TableFacts> tables;

  bool operator==(const PartFacts&) const = default;
};

struct DocumentRecord {
  ManifestRow row;
  std::string fingerprint;  ///< of everything but the content that decides the result
  std::vector<PartFacts> parts;
  std::string command;                 ///< ingest, tables or normalize
  std::vector<std::string> arguments;  ///< the options that shape the result, as the user gave them
  std::string corrections;             ///< hash of the corrections that are worked in, "" for none

  bool operator==(const DocumentRecord&) const = default;
};

std::string record_json(const DocumentRecord& record);

/// Throws std::exception for text that is no record.
DocumentRecord parse_record(const std::string& text);

}  // namespace gouji
