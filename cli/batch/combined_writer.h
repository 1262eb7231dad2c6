// The files about all documents together: combined/SCHEMA.csv and review.csv. Rows stream from the
// documents' own files, so that memory does not grow with their number.
#pragma once

#include <vector>

#include "cli/files/document_record.h"
#include "cli/files/meta_table.h"
#include "cli/files/output_tree.h"
#include "normalize/output/csv_writer.h"

namespace gouji {

/// Writes combined/ anew; files of schemas that no document has any more are removed. Columns that
/// only some documents have (extra_...) stand, by name, before leaf, row_id, page and flags. Throws
/// InputError.
void write_combined(const OutputTree& tree,
                    const std::vector<DocumentRecord>& documents,
                    const MetaTable& meta,
                    const CsvStyle& style);

/// Every flagged cell: the columns of cells.csv, then an empty one for the correction.
void write_review(const OutputTree& tree,
                  const std::vector<DocumentRecord>& documents,
                  const CsvStyle& style);

}  // namespace gouji
