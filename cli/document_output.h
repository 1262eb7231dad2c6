// The tree of one document: OUT/DOC/ as files. Written into an empty staging folder, which the
// batch puts in its place when it is complete.
#pragma once

#include <filesystem>

#include "cli/document_record.h"
#include "core/diagnostic.h"
#include "core/raw_table.h"
#include "normalize/csv_writer.h"
#include "normalize/document.h"

namespace gouji {

/// tables.json and raw/. Returns the counts of the raw grids.
DocumentRecord write_raw_output(const std::filesystem::path& staging,
                                const RawDocument& raw,
                                const CsvStyle& style);

/// Everything else. `original` is the file that the pictures of flagged cells are cut from; empty:
/// no pictures.
DocumentRecord write_clean_output(const std::filesystem::path& staging,
                                  const RawDocument& raw,
                                  const NormalizedDocument& document,
                                  const std::vector<Check>& checks,
                                  const std::filesystem::path& original,
                                  const CsvStyle& style,
                                  const DiagnosticSink& diagnostics);

/// Whether a row of checks.csv is an identity that fails: not within its tolerance, and one that a
/// right document must satisfy.
bool identity_fails(const std::string& kind, const std::string& holds);

}  // namespace gouji
