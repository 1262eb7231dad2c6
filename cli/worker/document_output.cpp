#include "cli/worker/document_output.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/files/atomic_file.h"
#include "cli/files/tables_json.h"
#include "cli/worker/cell_pictures.h"
#include "normalize/output/document_writer.h"
#include "normalize/output/table_writer.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

int count_grids(const RawDocument& raw) {
  int grids = 0;
  for (const RawPage& page : raw.pages) grids += static_cast<int>(page.tables.size());
  return grids;
}

std::string no_tables_reason(const RawDocument& raw, bool with_schemas) {
  const int grids = count_grids(raw);
  if (with_schemas && grids > 0)
    return fmt::format("no schema fits any of the {} grids found; they are in raw/", grids);
  if (raw.pages.empty()) return "none of the pages asked for exists";
  return fmt::format("no table on any of the {} pages read", raw.pages.size());
}

// Which pages could not be read, for the manifest.
std::vector<std::string> lost_pages(const RawDocument& raw) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> lost;
  for (const Diagnostic& diagnostic : raw.diagnostics)
    if (diagnostic.severity == Severity::Error)
      lost.push_back(fmt::format("page {} is lost: {}", diagnostic.page, diagnostic.what));
  if (lost.size() <= kNamed) return lost;
  const std::size_t more = lost.size() - kNamed;
  lost.resize(kNamed);
  lost.push_back(fmt::format("and {} more pages", more));
  return lost;
}

// Which tables are not among the clean ones, for the manifest.
std::vector<std::string> lost_tables(const NormalizedDocument& document) {
  std::vector<std::string> lost, titles;
  std::set<int> pages;
  for (const auto& [page, index] : document.unmatched) pages.insert(page);
  if (!pages.empty())
    lost.push_back(fmt::format("no schema fits {} of the grids (pages {}); see raw/",
                               document.unmatched.size(),
                               fmt::join(pages, ", ")));
  for (const AnnouncedTable& announced : document.announced)
    if (!announced.found) titles.push_back(announced.title);
  if (!titles.empty())
    lost.push_back(fmt::format("announced but not found: {}", fmt::join(titles, ", ")));
  titles.clear();
  for (const auto& [page, title] : document.lone_titles)
    titles.push_back(fmt::format("{} (page {})", title, page));
  if (!titles.empty())
    lost.push_back(fmt::format("titles without a table: {}", fmt::join(titles, ", ")));
  return lost;
}

// `document`: nullptr where no schemas were asked for.
void say_what_is_missing(ManifestRow& row,
                         const RawDocument& raw,
                         const NormalizedDocument* document) {
  std::vector<std::string> missing = lost_pages(raw);
  if (row.tables == 0) {
    row.status = DocumentStatus::NoTables;
    missing.insert(missing.begin(), no_tables_reason(raw, document != nullptr));
  } else if (document != nullptr) {
    for (std::string& table : lost_tables(*document)) missing.push_back(std::move(table));
  }
  row.error = fmt::format("{}", fmt::join(missing, "; "));
}

void count_fields(const NormalizedDocument& document, ManifestRow& row) {
  for (const NormalizedTable& table : document.tables)
    for (const Row& line : table.rows)
      for (const Field& field : line.fields)
        if (field.status == CellStatus::Repaired) ++row.repaired;
}

PartFacts facts_of(const NormalizedDocument& document) {
  PartFacts part{.part = "",
                 .kind = document.kind,
                 .unit_code = document.unit_code,
                 .unit_name = document.unit_name,
                 .year = document.year,
                 .tables = {}};
  for (const NormalizedTable& table : document.tables)
    part.tables.push_back({table.name(), table.schema, table.amount_unit});
  return part;
}

}  // namespace

DocumentRecord write_raw_output(const fs::path& staging,
                                const RawDocument& raw,
                                const RawDocument& grids,
                                const CsvStyle& style) {
  DocumentRecord record;
  ManifestRow& row = record.row;
  write_file_atomically(staging / "tables.json", tables_json(raw));
  if (count_grids(raw) > 0) make_folder(staging / "raw");
  for (const RawPage& page : grids.pages)
    for (const RawTable& table : page.tables) {
      const std::string name = raw_grid_name(table.page, table.index) + ".csv";
      write_file_atomically(staging / "raw" / name, raw_grid_csv(table, style));
      for (const RawCell& cell : table.cells) {
        row.cells += chosen_text(cell).empty() ? 0 : 1;
        row.flagged += cell.reasons.empty() ? 0 : 1;
      }
    }
  row.pages = static_cast<int>(raw.pages.size());
  row.tables = count_grids(raw);
  say_what_is_missing(row, raw, /*document=*/nullptr);
  return record;
}

DocumentRecord write_clean_output(const fs::path& staging,
                                  const RawDocument& raw,
                                  const NormalizedDocument& document,
                                  const std::vector<Check>& checks,
                                  const PictureSource& source,
                                  const CsvStyle& style,
                                  const DiagnosticSink& diagnostics) {
  DocumentRecord record;
  ManifestRow& row = record.row;
  if (!document.tables.empty()) make_folder(staging / "tables");
  for (const NormalizedTable& table : document.tables)
    write_file_atomically(staging / "tables" / (table.name() + ".csv"), table_csv(table, style));

  const bool wanted = !source.original.empty() || !source.former.empty();
  std::vector<CellLine> cells = cell_lines(document, raw, wanted);
  if (!source.former.empty())
    keep_cell_pictures(staging, cells, source.former);
  else if (wanted && !write_cell_pictures(staging, raw, cells, source.original, diagnostics))
    cells = cell_lines(document, raw, /*with_crops=*/false);
  std::vector<std::vector<std::string>> lines{cells_header()};
  for (CellLine& cell : cells) {
    row.flagged += cell.needs_review ? 1 : 0;
    lines.push_back(std::move(cell.fields));
  }
  row.cells = static_cast<int>(cells.size());
  write_file_atomically(staging / "cells.csv", csv_text(lines, style));
  write_file_atomically(staging / "checks.csv", checks_csv(checks, style));
  write_file_atomically(staging / "document.json", document_json(document, raw));
  write_file_atomically(staging / "datapackage.json", datapackage_json(document));

  count_fields(document, row);
  row.pages = static_cast<int>(raw.pages.size());
  row.tables = static_cast<int>(document.tables.size());
  for (const Check& check : checks)
    row.failed_identities += identity_fails(check.kind, check.holds) ? 1 : 0;
  say_what_is_missing(row, raw, &document);
  record.parts.push_back(facts_of(document));
  return record;
}

bool identity_fails(const std::string& kind, const std::string& holds) {
  return kind == "hard" && holds == "broken";
}

}  // namespace gouji
