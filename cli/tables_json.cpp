#include "cli/tables_json.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

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
  return Json{{"severity", diagnostic.severity == Severity::Info ? "info" : "warning"},
              {"page", diagnostic.page},
              {"what", diagnostic.what}};
}

PageRect read_box(const Json& json) {
  const auto v = json.get<std::vector<double>>();
  if (v.size() != 4) throw std::invalid_argument("a box has four numbers");
  return {v[0], v[1], v[2], v[3]};
}

std::vector<TextLine> read_lines(const Json& json) {
  std::vector<TextLine> lines;
  for (const Json& line : json)
    lines.push_back({line.at("text").get<std::string>(), read_box(line.at("box"))});
  return lines;
}

RawCell read_cell(const Json& json) {
  RawCell cell;
  json.at("row").get_to(cell.row);
  json.at("column").get_to(cell.column);
  json.at("row_span").get_to(cell.row_span);
  json.at("column_span").get_to(cell.column_span);
  cell.box = read_box(json.at("box"));
  json.at("agreed").get_to(cell.agreed);
  json.at("reasons").get_to(cell.reasons);
  for (const Json& reading : json.at("readings"))
    cell.readings.push_back({reading.at("text").get<std::string>(),
                             reading.at("confidence").get<double>(),
                             reading.at("engine").get<std::string>(),
                             reading.at("cost").get<double>()});
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
  json.at("page").get_to(table.page);
  json.at("index").get_to(table.index);
  json.at("rows").get_to(table.rows);
  json.at("columns").get_to(table.columns);
  if (table.rows < 0 || table.columns < 0 ||
      std::int64_t{table.rows} * std::int64_t{table.columns} > kMaxSlots)
    throw std::invalid_argument("a grid of an impossible size");
  table.box = read_box(json.at("box"));
  table.text_source = read_text_source(json.at("text_source").get<std::string>());
  json.at("x_edges").get_to(table.x_edges);
  json.at("y_edges").get_to(table.y_edges);
  if (!edges_fit(table.x_edges, table.columns) || !edges_fit(table.y_edges, table.rows))
    throw std::invalid_argument("the edges do not match rows and columns");
  table.head_lines = read_lines(json.at("head_lines"));
  table.foot_lines = read_lines(json.at("foot_lines"));
  for (const Json& cell : json.at("cells")) {
    table.cells.push_back(read_cell(cell));
    if (!fits(table.cells.back(), table)) throw std::invalid_argument("a cell outside its grid");
  }
  return table;
}

RawPage read_page(const Json& json) {
  RawPage page;
  json.at("number").get_to(page.number);
  json.at("width").get_to(page.width_pt);
  json.at("height").get_to(page.height_pt);
  json.at("turn_degrees").get_to(page.turn_degrees);
  json.at("skew_degrees").get_to(page.skew_degrees);
  json.at("scan").get_to(page.scan);
  json.at("dpi").get_to(page.dpi);
  page.lines = read_lines(json.at("lines"));
  for (const Json& table : json.at("tables")) page.tables.push_back(read_table(table));
  return page;
}

RawDocument read_document(const Json& json) {
  RawDocument document;
  json.at("name").get_to(document.name);
  json.at("sha256").get_to(document.sha256);
  json.at("page_count").get_to(document.page_count);
  for (const Json& remark : json.at("diagnostics"))
    document.diagnostics.push_back(
        {remark.at("severity") == "info" ? Severity::Info : Severity::Warning,
         remark.at("page").get<int>(),
         remark.at("what").get<std::string>()});
  for (const Json& page : json.at("pages")) document.pages.push_back(read_page(page));
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
