// What a batch leaves about all documents together: the rows of its manifest, the combined tables
// and the list for review.
#pragma once

#include <vector>

#include "cli/files/manifest.h"
#include "cli/files/meta_table.h"
#include "cli/files/output_tree.h"
#include "cli/options.h"
#include "normalize/output/csv_writer.h"

namespace gouji {

/// Rows of this run replace those of the same source, and of the same document.
std::vector<ManifestRow> merge_rows(std::vector<ManifestRow> rows,
                                    const std::vector<ManifestRow>& earlier);

/// Of a run that ended with these rows.
ExitCode exit_code_of(const std::vector<ManifestRow>& rows, bool strict);

/// combined/ and review.csv of the finished documents among the rows. Throws InputError.
void write_summary(const OutputTree& tree,
                   const std::vector<ManifestRow>& rows,
                   const MetaTable& meta,
                   const CsvStyle& style);

}  // namespace gouji
