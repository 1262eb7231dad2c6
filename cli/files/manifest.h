// manifest.csv: one row an input. Sorted by document, then source, so that the order in which
// documents were finished does not show.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/files/meta_table.h"

namespace gouji {

enum class DocumentStatus { Ok, Failed, Duplicate, NoTables };

std::string to_string(DocumentStatus status);

/// Throws std::invalid_argument for a word that is no status.
DocumentStatus parse_status(const std::string& text);

struct ManifestRow {
  std::string document;
  std::string source;
  std::string sha256;
  DocumentStatus status = DocumentStatus::Ok;
  std::string error{};  ///< why it failed, has no tables or lacks some
  int pages = 0;
  int tables = 0;
  int cells = 0;
  int repaired = 0;
  int flagged = 0;
  int failed_identities = 0;

  bool operator==(const ManifestRow&) const = default;
};

/// The rows of an earlier run; none when there is no such file. Throws InputError for a file that
/// is no gouji manifest.
std::vector<ManifestRow> read_manifest(const std::filesystem::path& file);

/// Whether a CSV file of ours begins with a byte order mark, so that it can be written again alike.
bool begins_with_mark(const std::filesystem::path& file);

/// The columns that --meta brought into an earlier manifest, by source.
MetaTable meta_of_manifest(const std::filesystem::path& file);

std::string manifest_csv(std::vector<ManifestRow> rows, const MetaTable& meta, bool bom);

}  // namespace gouji
