#include "normalize/output/table_writer.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

std::string_view word_of(CellStatus status) {
  switch (status) {
    case CellStatus::Read:
      return "read";
    case CellStatus::Confirmed:
      return "confirmed";
    case CellStatus::Repaired:
      return "repaired";
    case CellStatus::Corrected:
      return "corrected";
    case CellStatus::Flagged:
      break;
  }
  return "flagged";
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string reason_of(const std::vector<std::string>& reasons, CellStatus status) {
  if (reasons.empty()) return status == CellStatus::Flagged ? "unsure" : "";
  return joined(reasons, "+");
}

std::vector<std::string> suggestions_of(const Field& field) {
  std::vector<std::string> all = field.suggestions;
  for (const Candidate& rival : field.rivals)
    if (std::find(all.begin(), all.end(), rival.value) == all.end()) all.push_back(rival.value);
  return all;
}

// Places of page, box and crop in one line; empty where the cell has no place.
void add_place(CellLine& line,
               const CellOrigin* origin,
               const std::string& crop_name,
               bool with_crop) {
  const bool placed = origin != nullptr && origin->box.area() > 0;
  line.fields.push_back(origin != nullptr ? std::to_string(origin->page) : "");
  for (const double value : {placed ? origin->box.x0 : 0,
                             placed ? origin->box.y0 : 0,
                             placed ? origin->box.x1 : 0,
                             placed ? origin->box.y1 : 0})
    line.fields.push_back(placed ? fmt::format("{:.2f}", value) : "");
  if (placed) {
    line.page = origin->page;
    line.box = origin->box;
    if (with_crop && line.needs_review) line.crop = "crops/" + crop_name + ".png";
  }
  line.fields.push_back(line.crop);
}

CellLine field_line(const NormalizedDocument& document,
                    const NormalizedTable& table,
                    std::size_t row,
                    std::size_t column,
                    bool with_crops) {
  const Field& field = table.rows[row].fields[column];
  CellLine line;
  line.needs_review = field.status == CellStatus::Flagged;
  line.fields = {
      document.name,
      table.name(),
      std::to_string(row + 1),
      table.columns[column],
      field.value,
      field.printed,
      std::string(word_of(field.status)),
      reason_of(field.reasons, field.status),
      field.derived || field.engine.empty() ? "" : fmt::format("{:.3f}", field.confidence),
      field.engine};
  CellOrigin derived;
  derived.page = table.rows[row].page;
  add_place(line,
            field.origins.empty() ? &derived : &field.origins.front(),
            fmt::format("{}_r{}_c{}", table.name(), row + 1, column + 1),
            with_crops);
  line.fields.push_back(joined(suggestions_of(field), " | "));
  return line;
}

CellLine raw_line(const NormalizedDocument& document,
                  const RawTable& table,
                  const RawCell& cell,
                  bool with_crops) {
  CellLine line;
  line.needs_review = !cell.reasons.empty();
  const std::string text = display_text(chosen_text(cell));
  const Reading none;
  const Reading& chosen = cell.readings.empty() ? none : cell.readings.front();
  const CellStatus status = line.needs_review           ? CellStatus::Flagged
                            : chosen.engine == "person" ? CellStatus::Corrected
                            : cell.agreed               ? CellStatus::Confirmed
                                                        : CellStatus::Read;
  const std::string name = raw_grid_name(table.page, table.index);
  line.fields = {document.name,
                 name,
                 std::to_string(cell.row + 1),
                 std::to_string(cell.column + 1),
                 text,
                 text,
                 std::string(word_of(status)),
                 joined(cell.reasons, "+"),
                 chosen.engine.empty() ? "" : fmt::format("{:.3f}", chosen.confidence),
                 chosen.engine};
  const CellOrigin origin{table.page, table.index, cell.row, cell.column, cell.box};
  add_place(
      line, &origin, fmt::format("{}_r{}_c{}", name, cell.row + 1, cell.column + 1), with_crops);
  std::vector<std::string> others;
  for (std::size_t i = 1; i < cell.readings.size(); ++i)
    others.push_back(display_text(cell.readings[i].text));
  line.fields.push_back(joined(others, " | "));
  return line;
}

}  // namespace

std::string row_flags(const NormalizedTable& table, const Row& row) {
  std::vector<std::string> flags;
  for (std::size_t c = 0; c < row.fields.size(); ++c)
    if (row.fields[c].status == CellStatus::Flagged)
      flags.push_back(table.columns[c] + "=" +
                      reason_of(row.fields[c].reasons, row.fields[c].status));
  return joined(flags, ";");
}

std::vector<std::string> table_header(const NormalizedTable& table, bool chinese) {
  std::vector<std::string> header = table.columns;
  if (chinese) {
    for (std::size_t c = 0; c < header.size() && c < table.titles.size(); ++c)
      header[c] = table.titles[c];
    header.insert(header.end(), {"末级", "行标识", "页", "标记"});
  } else {
    header.insert(header.end(), {"leaf", "row_id", "page", "flags"});
  }
  return header;
}

std::vector<std::string> table_line(const NormalizedTable& table, const Row& row) {
  std::vector<std::string> line;
  for (const Field& field : row.fields) line.push_back(field.value);
  line.push_back(row.leaf ? "1" : "0");
  line.push_back(row.row_id);
  line.push_back(std::to_string(row.page));
  line.push_back(row_flags(table, row));
  return line;
}

std::string table_csv(const NormalizedTable& table, const CsvStyle& style) {
  std::vector<std::vector<std::string>> lines = {table_header(table, style.chinese_header)};
  for (const Row& row : table.rows) lines.push_back(table_line(table, row));
  return csv_text(lines, style);
}

const std::vector<std::string>& cells_header() {
  static const std::vector<std::string> kHeader = {"document",
                                                   "table",
                                                   "row",
                                                   "column",
                                                   "value",
                                                   "printed",
                                                   "status",
                                                   "reason",
                                                   "confidence",
                                                   "engine",
                                                   "page",
                                                   "x0",
                                                   "y0",
                                                   "x1",
                                                   "y1",
                                                   "crop",
                                                   "suggestions"};
  return kHeader;
}

std::vector<CellLine> cell_lines(const NormalizedDocument& document,
                                 const RawDocument& raw,
                                 bool with_crops) {
  std::vector<CellLine> lines;
  for (const NormalizedTable& table : document.tables)
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.rows[r].fields.size(); ++c) {
        const Field& field = table.rows[r].fields[c];
        if (!field.value.empty() || field.status == CellStatus::Flagged)
          lines.push_back(field_line(document, table, r, c, with_crops));
      }
  for (const RawPage& page : raw.pages)
    for (const RawTable& table : page.tables) {
      const std::pair<int, int> place{table.page, table.index};
      if (std::find(document.unmatched.begin(), document.unmatched.end(), place) ==
          document.unmatched.end())
        continue;
      for (const RawCell& cell : table.cells)
        if (!chosen_text(cell).empty() || !cell.reasons.empty())
          lines.push_back(raw_line(document, table, cell, with_crops));
    }
  return lines;
}

std::string cells_csv(const NormalizedDocument& document,
                      const RawDocument& raw,
                      bool with_crops,
                      const CsvStyle& style) {
  std::vector<std::vector<std::string>> lines = {cells_header()};
  for (CellLine& line : cell_lines(document, raw, with_crops))
    lines.push_back(std::move(line.fields));
  return csv_text(lines, style);
}

std::string checks_csv(const std::vector<Check>& checks, const CsvStyle& style) {
  std::vector<std::vector<std::string>> lines = {
      {"identity", "kind", "tables", "cells", "left", "right", "difference", "tolerance", "holds"}};
  for (const Check& check : checks)
    lines.push_back({check.identity,
                     check.kind,
                     joined(check.tables, ";"),
                     joined(check.cells, ";"),
                     check.left,
                     check.right,
                     check.difference,
                     check.tolerance,
                     check.holds});
  return csv_text(lines, style);
}

std::string raw_grid_csv(const RawTable& table, const CsvStyle& style) {
  std::vector<std::vector<std::string>> lines(
      static_cast<std::size_t>(std::max(0, table.rows)),
      std::vector<std::string>(static_cast<std::size_t>(std::max(0, table.columns))));
  for (const RawCell& cell : table.cells) {
    if (cell.row < 0 || cell.row >= table.rows || cell.column < 0 || cell.column >= table.columns)
      continue;
    lines[static_cast<std::size_t>(cell.row)][static_cast<std::size_t>(cell.column)] =
        display_text(chosen_text(cell));
  }
  return csv_text(lines, style);
}

std::string raw_grid_name(int page, int index) {
  return fmt::format("p{:03}_t{}", page, index);
}

}  // namespace gouji
