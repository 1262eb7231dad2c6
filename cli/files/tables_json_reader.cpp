#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cli/files/json_reading.h"
#include "cli/files/tables_json.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMaxSlots = 4'000'000;  // of one grid; beyond it a file is not believed

PageRect read_box(const Json& json) {
  const auto v = json.get<std::vector<double>>();
  if (v.size() != 4) throw std::invalid_argument("a box has four numbers");
  return {v[0], v[1], v[2], v[3]};
}

TextLine read_line(const Json& json) {
  return {json.at("text").get<std::string>(), read_box(json.at("box"))};
}

Reading read_reading(const Json& json) {
  Reading reading;
  read_members(json,
               "text",
               reading.text,
               "confidence",
               reading.confidence,
               "engine",
               reading.engine,
               "cost",
               reading.cost);
  return reading;
}

RawCell read_cell(const Json& json) {
  RawCell cell;
  read_members(json,
               "row",
               cell.row,
               "column",
               cell.column,
               "row_span",
               cell.row_span,
               "column_span",
               cell.column_span,
               "agreed",
               cell.agreed,
               "reasons",
               cell.reasons);
  cell.box = read_box(json.at("box"));
  cell.readings = read_list(json, "readings", read_reading);
  return cell;
}

bool fits(const RawCell& cell, const RawTable& table) {
  const auto within = [](int first, int span, int count) {
    return first >= 0 && span >= 1 && first < count && span <= count - first;
  };
  return within(cell.row, cell.row_span, table.rows) &&
         within(cell.column, cell.column_span, table.columns);
}

TextSource read_text_source(const std::string& name) {
  for (const TextSource source : {TextSource::Layer, TextSource::Ocr, TextSource::Imported})
    if (name == to_string(source)) return source;
  throw std::invalid_argument("text_source is layer, ocr or imported, not " + name);
}

bool edges_fit(const std::vector<double>& edges, int parts) {
  return edges.empty() || edges.size() == static_cast<std::size_t>(parts) + 1;
}

RawTable read_table(const Json& json) {
  RawTable table;
  read_members(json,
               "page",
               table.page,
               "index",
               table.index,
               "rows",
               table.rows,
               "columns",
               table.columns,
               "x_edges",
               table.x_edges,
               "y_edges",
               table.y_edges);
  if (table.rows < 0 || table.columns < 0 ||
      std::int64_t{table.rows} * std::int64_t{table.columns} > kMaxSlots)
    throw std::invalid_argument("a grid of an impossible size");
  if (!edges_fit(table.x_edges, table.columns) || !edges_fit(table.y_edges, table.rows))
    throw std::invalid_argument("the edges do not match rows and columns");
  table.box = read_box(json.at("box"));
  table.text_source = read_text_source(json.at("text_source").get<std::string>());
  table.head_lines = read_list(json, "head_lines", read_line);
  table.foot_lines = read_list(json, "foot_lines", read_line);
  table.cells = read_list(json, "cells", read_cell);
  if (!std::all_of(table.cells.begin(), table.cells.end(), [&](const RawCell& cell) {
        return fits(cell, table);
      }))
    throw std::invalid_argument("a cell outside its grid");
  return table;
}

RawPage read_page(const Json& json) {
  RawPage page;
  read_members(json,
               "number",
               page.number,
               "width",
               page.width_pt,
               "height",
               page.height_pt,
               "turn_degrees",
               page.turn_degrees,
               "skew_degrees",
               page.skew_degrees,
               "scan",
               page.scan,
               "dpi",
               page.dpi);
  page.lines = read_list(json, "lines", read_line);
  page.tables = read_list(json, "tables", read_table);
  return page;
}

Diagnostic read_diagnostic(const Json& json) {
  Diagnostic diagnostic;
  read_members(json, "page", diagnostic.page, "what", diagnostic.what);
  diagnostic.severity = parse_severity(json.at("severity").get<std::string>());
  return diagnostic;
}

RawDocument read_document(const Json& json) {
  RawDocument document;
  read_members(
      json, "name", document.name, "sha256", document.sha256, "page_count", document.page_count);
  document.diagnostics = read_list(json, "diagnostics", read_diagnostic);
  document.pages = read_list(json, "pages", read_page);
  return document;
}

}  // namespace

bool is_tables_json(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  constexpr std::size_t kHead = 200;  // the writer puts the format first
  return start != std::string_view::npos && text[start] == '{' &&
         text.substr(start, kHead).find(kTablesJsonFormat) != std::string_view::npos;
}

RawDocument parse_tables_json(const std::string& file, std::string_view text) {
  const std::string hint = "make it again with gouji ingest or gouji tables";
  try {
    const Json json = Json::parse(text);
    if (json.at("format") != kTablesJsonFormat)
      throw std::invalid_argument("the format is another one");
    if (json.at("version") != kTablesJsonVersion)
      throw InputError(file, "", "was written by another version of gouji", hint);
    return read_document(json);
  } catch (const Json::exception& error) {
    throw InputError(file, "", std::string("is not a valid tables.json: ") + error.what(), hint);
  } catch (const std::invalid_argument& error) {
    throw InputError(file, "", std::string("is not a valid tables.json: ") + error.what(), hint);
  }
}

}  // namespace gouji
