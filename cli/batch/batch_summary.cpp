#include "cli/batch/batch_summary.h"

#include <algorithm>
#include <set>

#include "cli/batch/combined_writer.h"

namespace gouji {

std::vector<ManifestRow> merge_rows(std::vector<ManifestRow> rows,
                                    const std::vector<ManifestRow>& earlier) {
  std::set<std::string> sources;
  std::set<std::string> documents;
  for (const ManifestRow& row : rows) {
    sources.insert(row.source);
    if (row.status != DocumentStatus::Duplicate) documents.insert(row.document);
  }
  for (const ManifestRow& row : earlier) {
    const bool replaced =
        row.status != DocumentStatus::Duplicate && documents.contains(row.document);
    if (!sources.contains(row.source) && !replaced) rows.push_back(row);
  }
  return rows;
}

ExitCode exit_code_of(const std::vector<ManifestRow>& rows, bool strict) {
  int flagged = 0;
  for (const ManifestRow& row : rows) {
    if (row.status == DocumentStatus::Failed) return ExitCode::InputFailed;
    flagged += row.flagged;
  }
  return strict && flagged > 0 ? ExitCode::CellsFlagged : ExitCode::Done;
}

void write_summary(const OutputTree& tree,
                   const std::vector<ManifestRow>& rows,
                   const MetaTable& meta,
                   const CsvStyle& style) {
  std::vector<DocumentRecord> records;
  std::set<std::string> seen;
  for (const ManifestRow& row : rows) {
    if (row.status != DocumentStatus::Ok && row.status != DocumentStatus::NoTables) continue;
    if (!seen.insert(row.document).second) continue;
    if (auto record = tree.record(row.document)) {
      record->row.source = row.source;
      records.push_back(std::move(*record));
    }
  }
  std::sort(records.begin(), records.end(), [](const DocumentRecord& a, const DocumentRecord& b) {
    return a.row.document < b.row.document;
  });
  write_combined(tree, records, meta, style);
  write_review(tree, records, style);
}

}  // namespace gouji
