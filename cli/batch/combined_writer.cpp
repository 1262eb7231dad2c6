#include "cli/batch/combined_writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/files/atomic_file.h"
#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"
#include "normalize/output/table_writer.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr const char* kBom = "\xef\xbb\xbf";
constexpr std::size_t kTailColumns = 4;  // leaf, row_id, page, flags

struct TableSource {
  const DocumentRecord* document = nullptr;
  const PartFacts* part = nullptr;
  const TableFacts* table = nullptr;
};

fs::path part_folder(const OutputTree& tree,
                     const DocumentRecord& document,
                     const PartFacts& part) {
  const fs::path folder = tree.document_folder(document.row.document);
  return part.part.empty() ? folder : folder / part.part;
}

fs::path table_file(const OutputTree& tree, const TableSource& source) {
  return part_folder(tree, *source.document, *source.part) / "tables" /
         (source.table->name + ".csv");
}

std::map<std::string, std::vector<TableSource>> by_schema(
    const std::vector<DocumentRecord>& documents) {
  std::map<std::string, std::vector<TableSource>> tables;
  for (const DocumentRecord& document : documents)
    for (const PartFacts& part : document.parts)
      for (const TableFacts& table : part.tables)
        tables[table.schema].push_back({&document, &part, &table});
  return tables;
}

// The columns of all tables of one schema: those of the schema, which every table has first and in
// one order, then the extra ones by name, then the four at the end.
CsvRecord united_columns(const OutputTree& tree, const std::vector<TableSource>& sources) {
  CsvRecord common;
  CsvRecord tail;
  std::set<std::string> extra;
  CsvRecord header;
  for (const TableSource& source : sources) {
    CsvReader reader(table_file(tree, source));
    if (!reader.next(header) || header.size() < kTailColumns) continue;
    const auto end = header.end() - static_cast<std::ptrdiff_t>(kTailColumns);
    const auto first_extra = std::find_if(
        header.begin(), end, [](const std::string& name) { return name.starts_with("extra_"); });
    extra.insert(first_extra, end);
    if (common.empty()) common.assign(header.begin(), first_extra);
    tail.assign(end, header.end());
  }
  common.insert(common.end(), extra.begin(), extra.end());
  common.insert(common.end(), tail.begin(), tail.end());
  return common;
}

void append_table(AtomicFile& out,
                  const OutputTree& tree,
                  const TableSource& source,
                  const CsvRecord& columns,
                  const MetaTable& meta) {
  CsvReader reader(table_file(tree, source));
  CsvRecord header;
  if (!reader.next(header)) return;
  std::vector<std::size_t> place;
  for (const std::string& name : header)
    place.push_back(static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                             columns.begin()));
  const ManifestRow& row = source.document->row;
  const PartFacts& part = *source.part;
  CsvRecord prefix{row.document,
                   row.sha256,
                   part.part,
                   part.kind,
                   part.unit_code,
                   part.unit_name,
                   part.year,
                   source.table->amount_unit};
  const CsvRecord carried = meta.values(row.source);
  prefix.insert(prefix.end(), carried.begin(), carried.end());
  for (CsvRecord record; reader.next(record);) {
    CsvRecord line(columns.size());
    for (std::size_t i = 0; i < record.size() && i < place.size(); ++i)
      if (place[i] < line.size()) line[place[i]] = std::move(record[i]);
    line.insert(line.begin(), prefix.begin(), prefix.end());
    out.write(csv_line(line));
  }
}

void remove_stale(const fs::path& folder,
                  const std::map<std::string, std::vector<TableSource>>& tables) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); entry != fs::directory_iterator();
       entry.increment(error)) {
    if (error) return;
    const fs::path& file = entry->path();
    if (file.extension() == ".csv" && !tables.contains(file.stem().native()))
      fs::remove(file, error);
  }
}

}  // namespace

void write_combined(const OutputTree& tree,
                    const std::vector<DocumentRecord>& documents,
                    const MetaTable& meta,
                    const CsvStyle& style) {
  const auto tables = by_schema(documents);
  const fs::path folder = tree.root() / "combined";
  make_folder(folder);
  for (const auto& [schema, sources] : tables) {
    const CsvRecord columns = united_columns(tree, sources);
    CsvRecord header{"document",
                     "sha256",
                     "part",
                     "document_kind",
                     "document_unit_code",
                     "document_unit_name",
                     "document_year",
                     "table_unit"};
    header.insert(header.end(), meta.columns().begin(), meta.columns().end());
    header.insert(header.end(), columns.begin(), columns.end());
    AtomicFile out(folder / (schema + ".csv"));
    out.write((style.bom ? kBom : "") + csv_line(header));
    for (const TableSource& source : sources) append_table(out, tree, source, columns, meta);
    out.commit();
  }
  remove_stale(folder, tables);
}

void write_review(const OutputTree& tree,
                  const std::vector<DocumentRecord>& documents,
                  const CsvStyle& style) {
  CsvRecord header = cells_header();
  const auto status_at =
      static_cast<std::size_t>(std::find(header.begin(), header.end(), "status") - header.begin());
  header.emplace_back("correction");
  AtomicFile out(tree.root() / "review.csv");
  out.write((style.bom ? kBom : "") + csv_line(header));
  for (const DocumentRecord& document : documents)
    for (const PartFacts& part : document.parts) {
      if (document.row.flagged == 0) continue;
      CsvReader reader(part_folder(tree, document, part) / "cells.csv");
      CsvRecord record;
      reader.next(record);
      while (reader.next(record)) {
        if (record.size() <= status_at || record[status_at] != "flagged") continue;
        record.resize(header.size());
        out.write(csv_line(record));
      }
    }
  out.commit();
}

}  // namespace gouji
