#include "cli/files/tables_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kPerPoint = 100;   // boxes: 0.01 pt is far below a pixel of any scan
constexpr double kPerUnit = 10000;  // confidence, cost

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
  out.field("text_source", to_string(table.text_source));
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

}  // namespace

std::string to_string(TextSource source) {
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

std::string tables_json(const RawDocument& document) {
  Writer out;
  out.open('{');
  out.field("format", kTablesJsonFormat);
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

}  // namespace gouji
