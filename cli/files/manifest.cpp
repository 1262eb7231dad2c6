#include "cli/files/manifest.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <tuple>

#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"
#include "normalize/output/csv_writer.h"

namespace gouji {
namespace {

const std::vector<std::string> kColumns{"document",
                                        "source",
                                        "sha256",
                                        "status",
                                        "error",
                                        "pages",
                                        "tables",
                                        "cells",
                                        "repaired",
                                        "flagged",
                                        "failed_identities"};

constexpr std::array<DocumentStatus, 4> kStatuses{DocumentStatus::Ok,
                                                  DocumentStatus::Failed,
                                                  DocumentStatus::Duplicate,
                                                  DocumentStatus::NoTables};

ManifestRow read_row(const CsvRecord& record) {
  if (record.size() < kColumns.size()) throw std::invalid_argument("a row is too short");
  ManifestRow row{.document = record[0],
                  .source = record[1],
                  .sha256 = record[2],
                  .status = parse_status(record[3]),
                  .error = record[4]};
  std::size_t at = 5;
  for (int* count :
       {&row.pages, &row.tables, &row.cells, &row.repaired, &row.flagged, &row.failed_identities})
    *count = std::stoi(record[at++]);
  return row;
}

}  // namespace

std::string to_string(DocumentStatus status) {
  switch (status) {
    case DocumentStatus::Ok:
      return "ok";
    case DocumentStatus::Failed:
      return "failed";
    case DocumentStatus::Duplicate:
      return "duplicate";
    case DocumentStatus::NoTables:
      return "no_tables";
  }
  throw std::logic_error("a status without a name");
}

DocumentStatus parse_status(const std::string& text) {
  for (const DocumentStatus status : kStatuses)
    if (text == to_string(status)) return status;
  throw std::invalid_argument("'" + text + "' is no status");
}

std::vector<ManifestRow> read_manifest(const std::filesystem::path& file) {
  std::vector<ManifestRow> rows;
  if (!std::filesystem::exists(file)) return rows;
  CsvReader reader(file);
  CsvRecord record;
  const auto refuse = [&](const std::string& what) {
    return InputError(file.string(),
                      "line " + std::to_string(reader.line()),
                      what,
                      "choose another output folder with -o, or remove the file");
  };
  if (!reader.next(record) || record.size() < kColumns.size() ||
      !std::equal(kColumns.begin(), kColumns.end(), record.begin()))
    throw refuse("is not a manifest that gouji wrote");
  while (reader.next(record)) try {
      rows.push_back(read_row(record));
    } catch (const std::logic_error& error) {  // stoi, parse_status
      throw refuse(std::string("is damaged: ") + error.what());
    }
  return rows;
}

bool begins_with_mark(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return in.get() == 0xEF;
}

MetaTable meta_of_manifest(const std::filesystem::path& file) {
  CsvReader reader(file);
  CsvRecord record;
  const auto own = static_cast<std::ptrdiff_t>(kColumns.size());
  if (!reader.next(record) || record.size() <= kColumns.size()) return {};
  const CsvRecord titles(record.begin() + own, record.end());
  std::map<std::string, std::vector<std::string>> rows;
  while (reader.next(record)) {
    record.resize(kColumns.size() + titles.size());
    rows.emplace(record[1], CsvRecord(record.begin() + own, record.end()));
  }
  return {titles, std::move(rows)};
}

std::string manifest_csv(std::vector<ManifestRow> rows, const MetaTable& meta, bool bom) {
  std::sort(rows.begin(), rows.end(), [](const ManifestRow& a, const ManifestRow& b) {
    return std::tie(a.document, a.source, a.sha256) < std::tie(b.document, b.source, b.sha256);
  });
  CsvRecord header = kColumns;
  header.insert(header.end(), meta.columns().begin(), meta.columns().end());
  std::string text = (bom ? "\xef\xbb\xbf" : "") + csv_line(header);
  for (const ManifestRow& row : rows) {
    CsvRecord record{row.document, row.source, row.sha256, to_string(row.status), row.error};
    for (const int count :
         {row.pages, row.tables, row.cells, row.repaired, row.flagged, row.failed_identities})
      record.push_back(std::to_string(count));
    const CsvRecord extra = meta.values(row.source);
    record.insert(record.end(), extra.begin(), extra.end());
    text += csv_line(record);
  }
  return text;
}

}  // namespace gouji
