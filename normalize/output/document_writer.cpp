#include "normalize/output/document_writer.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "normalize/output/table_writer.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

const char* field_type(ColumnType type) {
  return type == ColumnType::Amount ? "number" : "string";
}

Json text_field(const std::string& name, const char* type = "string") {
  return Json{{"name", name}, {"type", type}};
}

Json resource(const std::string& name, const std::string& path, Json fields) {
  return Json{
      {"name", name},
      {"path", path},
      {"profile", "tabular-data-resource"},
      {"encoding", "utf-8"},
      {"schema", Json{{"fields", std::move(fields)}, {"missingValues", Json::array({""})}}}};
}

// Names of data package resources hold only a-z, 0-9, ., - and _.
Json table_resource(const NormalizedTable& table) {
  Json fields = Json::array();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    Json field = text_field(table.columns[c], field_type(table.types[c]));
    if (c < table.titles.size() && !table.titles[c].empty()) field["title"] = table.titles[c];
    fields.push_back(std::move(field));
  }
  fields.push_back(text_field("leaf", "integer"));
  fields.push_back(text_field("row_id"));
  fields.push_back(text_field("page", "integer"));
  fields.push_back(text_field("flags"));
  return resource(table.name(), "tables/" + table.name() + ".csv", std::move(fields));
}

std::vector<std::string> extra_columns(const NormalizedTable& table) {
  std::vector<std::string> result;
  for (const std::string& column : table.columns)
    if (column.starts_with("extra_")) result.push_back(column);
  return result;
}

Json place(const std::pair<int, int>& source) {
  return Json{{"page", source.first}, {"grid", raw_grid_name(source.first, source.second)}};
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string document_json(const NormalizedDocument& document, const RawDocument& raw) {
  Json tables = Json::array();
  for (const NormalizedTable& table : document.tables) {
    Json sources = Json::array();
    for (const auto& source : table.sources) sources.push_back(place(source));
    tables.push_back(Json{{"table", table.name()},
                          {"schema", table.schema},
                          {"title", table.title},
                          {"amount_unit", table.amount_unit},
                          {"rows", table.rows.size()},
                          {"declared_empty", table.declared_empty},
                          {"sources", std::move(sources)},
                          {"notes", table.notes},
                          {"missing_columns", table.missing_columns},
                          {"extra_columns", extra_columns(table)}});
  }
  Json announced = Json::array(), missing = Json::array();
  for (const AnnouncedTable& entry : document.announced) {
    announced.push_back(Json{{"number", entry.number},
                             {"title", entry.title},
                             {"schema", entry.schema},
                             {"found", entry.found}});
    if (!entry.found) missing.push_back(entry.title);
  }
  Json unmatched = Json::array();
  for (const auto& source : document.unmatched) unmatched.push_back(place(source));
  Json remarks = Json::array();
  for (const Diagnostic& diagnostic : document.diagnostics)
    remarks.push_back(Json{{"severity", to_string(diagnostic.severity)},
                           {"page", diagnostic.page},
                           {"what", diagnostic.what}});
  return dumped(Json{{"document", document.name},
                     {"sha256", document.sha256},
                     {"pages", raw.page_count},
                     {"unit_code", document.unit_code},
                     {"unit_name", document.unit_name},
                     {"year", document.year},
                     {"kind", document.kind},
                     {"scope", document.scope},
                     {"tables", std::move(tables)},
                     {"announced", std::move(announced)},
                     {"announced_but_not_found", std::move(missing)},
                     {"unmatched", std::move(unmatched)},
                     {"diagnostics", std::move(remarks)}});
}

std::string datapackage_json(const NormalizedDocument& document) {
  Json resources = Json::array();
  for (const NormalizedTable& table : document.tables) resources.push_back(table_resource(table));
  Json cells = Json::array(), checks = Json::array();
  for (const std::string& column : cells_header()) cells.push_back(text_field(column));
  for (const char* column :
       {"identity", "kind", "tables", "cells", "left", "right", "difference", "tolerance", "holds"})
    checks.push_back(text_field(column));
  resources.push_back(resource("cells", "cells.csv", std::move(cells)));
  resources.push_back(resource("checks", "checks.csv", std::move(checks)));
  return dumped(Json{{"profile", "tabular-data-package"},
                     {"name", "sha256-" + document.sha256},
                     {"title", document.name},
                     {"resources", std::move(resources)}});
}

}  // namespace gouji
