// The tree of one document: OUT/DOC/ as files. Written into an empty staging folder, which the
// batch puts in its place when it is complete.
#pragma once

#include <filesystem>

#include "cli/files/document_record.h"
#include "core/diagnostic.h"
#include "core/raw_table.h"
#include "normalize/document.h"
#include "normalize/output/csv_writer.h"

namespace gouji {

/// tables.json of `raw`, and raw/ of `grids`: `raw`, perhaps with a person's corrections. Returns
/// the counts of the grids.
DocumentRecord write_raw_output(const std::filesystem::path& staging,
                                const RawDocument& raw,
                                const RawDocument& grids,
                                const CsvStyle& style);

/// Where the pictures of flagged cells come from: the document itself, or what an earlier run made
/// of it (its folder). Both empty: no pictures.
struct PictureSource {
  std::filesystem::path original;
  std::filesystem::path former;
};

/// Everything else.
DocumentRecord write_clean_output(const std::filesystem::path& staging,
                                  const RawDocument& raw,
                                  const NormalizedDocument& document,
                                  const std::vector<Check>& checks,
                                  const PictureSource& source,
                                  const CsvStyle& style,
                                  const DiagnosticSink& diagnostics);

/// Whether a row of checks.csv is an identity that fails: not within its tolerance, and one that a
/// right document must satisfy.
bool identity_fails(const std::string& kind, const std::string& holds);

}  // namespace gouji
