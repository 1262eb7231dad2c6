#include "cli/tables_json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "cli/json_reading.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "gouji-tables";
constexpr double kPerPoint = 100;              // boxes: 0.01 pt is far below a pixel of any scan
constexpr double kPerUnit = 10000;             // confidence, cost
constexpr std::int64_t kMaxSlots = 4'000'000;  // of one grid; beyond it a file is not believed

double rounded(double value, double steps) {
  if (!std::isfinite(value)) return 0;
  return std::round(value * steps) / steps + 0.0;  // + 0.0: no negative zero
}

Json box_json(const PageRect& r) {
  return Json::array({rounded(r.x0, kPerPoint),
                      rounded(r.y0, kPerPoint),
                      rounded(r.x1, kPerPoint),
                      rounded(r.y1, kPerPoint)});
}

Json numbers_json(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(rounded(value, kPerPoint));
  return list;
}

Json line_json(const TextLine& line) {
  return Json{{"text", line.text}, {"box", box_json(line.box)}};
}

Json cell_json(const RawCell& cell) {
  Json readings = Json::array();
  for (const Reading& reading : cell.readings)
    readings.push_back(Json{{"text", reading.text},
                            {"confidence", rounded(reading.confidence, kPerUnit)},
                            {"engine", reading.engine},
                            {"cost", rounded(reading.cost, kPerUnit)}});
  return Json{{"row", cell.row},
              {"column", cell.column},
              {"row_span", cell.row_span},
              {"column_span", cell.column_span},
              {"box", box_json(cell.box)},
              {"agreed", cell.agreed},
              {"reasons", cell.reasons},
              {"readings", std::move(readings)}};
}

const char* name_of(TextSource source) {
  switch (source) {
    case TextSource::Layer:
      return "layer";
    case TextSource::Ocr:
      return "ocr";
    case TextSource::Imported:
      return "imported";
  }
  return "layer";
}

// One value a line where there are many of them, so that two versions can be compared by eye.
class Writer {
 public:
  void key(const char* name) {
    comma();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    fresh_ = true;
  }

  void value(const Json& value) {
    comma();
    text_ += value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  void field(const char* name, const Json& json) {
    key(name);
    value(json);
  }

  void open(char bracket) {
    comma();
    text_ += bracket;
    fresh_ = true;
  }

  void close(char bracket) {
    text_ += bracket;
    fresh_ = false;
  }

  void line() {
    comma();
    text_ += '\n';
    fresh_ = true;
  }

  template <class Items, class ToJson>
  void list(const char* name, const Items& items, ToJson to_json) {
    line();
    key(name);
    open('[');
    for (const auto& item : items) {
      line();
      value(to_json(item));
    }
    close(']');
  }

  std::string text() && { return std::move(text_) + '\n'; }

 private:
  void comma() {
    if (!fresh_) text_ += ',';
    fresh_ = false;
  }

  std::string text_;
  bool fresh_ = true;
};

void write_table(Writer& out, const RawTable& table) {
  out.line();
  out.open('{');
  out.field("page", table.page);
  out.field("index", table.index);
  out.field("rows", table.rows);
  out.field("columns", table.columns);
  out.field("box", box_json(table.box));
  out.field("text_source", name_of(table.text_source));
  out.line();
  out.field("x_edges", numbers_json(table.x_edges));
  out.line();
  out.field("y_edges", numbers_json(table.y_edges));
  out.list("head_lines", table.head_lines, line_json);
  out.list("foot_lines", table.foot_lines, line_json);
  out.list("cells", table.cells, cell_json);
  out.close('}');
}

void write_page(Writer& out, const RawPage& page) {
  out.line();
  out.open('{');
  out.field("number", page.number);
  out.field("width", rounded(page.width_pt, kPerPoint));
  out.field("height", rounded(page.height_pt, kPerPoint));
  out.field("turn_degrees", page.turn_degrees);
  out.field("skew_degrees", rounded(page.skew_degrees, kPerUnit));
  out.field("scan", page.scan);
  out.field("dpi", rounded(page.dpi, kPerPoint));
  out.list("lines", page.lines, line_json);
  out.line();
  out.key("tables");
  out.open('[');
  for (const RawTable& table : page.tables) write_table(out, table);
  out.close(']');
  out.close('}');
}

Json diagnostic_json(const Diagnostic& diagnostic) {
  return Json{{"severity", to_string(diagnostic.severity)},
              {"page", diagnostic.page},
              {"what", diagnostic.what}};
}

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
    if (name == name_of(source)) return source;
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

std::string tables_json(const RawDocument& document) {
  Writer out;
  out.open('{');
  out.field("format", kFormat);
  out.field("version", kTablesJsonVersion);
  out.field("name", document.name);
  out.field("sha256", document.sha256);
  out.field("page_count", document.page_count);
  out.list("diagnostics", document.diagnostics, diagnostic_json);
  out.line();
  out.key("pages");
  out.open('[');
  for (const RawPage& page : document.pages) write_page(out, page);
  out.close(']');
  out.close('}');
  return std::move(out).text();
}

bool is_tables_json(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  constexpr std::size_t kHead = 200;  // the writer puts the format first
  return start != std::string_view::npos && text[start] == '{' &&
         text.substr(start, kHead).find(kFormat) != std::string_view::npos;
}

RawDocument parse_tables_json(const std::string& file, std::string_view text) {
  const std::string hint = "make it again with gouji ingest or gouji tables";
  try {
    const Json json = Json::parse(text);
    if (json.at("format") != kFormat) throw std::invalid_argument("the format is another one");
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
