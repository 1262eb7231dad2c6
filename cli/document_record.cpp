#include "cli/document_record.h"

#include <nlohmann/json.hpp>

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

Json part_json(const PartFacts& part) {
  Json tables = Json::array();
  for (const TableFacts& table : part.tables)
    tables.push_back(
        Json{{"name", table.name}, {"schema", table.schema}, {"unit", table.amount_unit}});
  return Json{{"part", part.part},
              {"kind", part.kind},
              {"unit_code", part.unit_code},
              {"unit_name", part.unit_name},
              {"year", part.year},
              {"tables", std::move(tables)}};
}

PartFacts read_part(const Json& json) {
  PartFacts part;
  json.at("part").get_to(part.part);
  json.at("kind").get_to(part.kind);
  json.at("unit_code").get_to(part.unit_code);
  json.at("unit_name").get_to(part.unit_name);
  json.at("year").get_to(part.year);
  for (const Json& table : json.at("tables"))
    part.tables.push_back({table.at("name").get<std::string>(),
                           table.at("schema").get<std::string>(),
                           table.at("unit").get<std::string>()});
  return part;
}

}  // namespace

std::string record_json(const DocumentRecord& record) {
  const ManifestRow& row = record.row;
  Json parts = Json::array();
  for (const PartFacts& part : record.parts) parts.push_back(part_json(part));
  const Json json{{"document", row.document},
                  {"source", row.source},
                  {"sha256", row.sha256},
                  {"status", to_string(row.status)},
                  {"error", row.error},
                  {"pages", row.pages},
                  {"tables", row.tables},
                  {"cells", row.cells},
                  {"repaired", row.repaired},
                  {"flagged", row.flagged},
                  {"failed_identities", row.failed_identities},
                  {"fingerprint", record.fingerprint},
                  {"parts", std::move(parts)},
                  {"command", record.command},
                  {"arguments", record.arguments},
                  {"corrections", record.corrections}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

DocumentRecord parse_record(const std::string& text) {
  const Json json = Json::parse(text);
  DocumentRecord record;
  ManifestRow& row = record.row;
  json.at("document").get_to(row.document);
  json.at("source").get_to(row.source);
  json.at("sha256").get_to(row.sha256);
  row.status = parse_status(json.at("status").get<std::string>());
  json.at("error").get_to(row.error);
  json.at("pages").get_to(row.pages);
  json.at("tables").get_to(row.tables);
  json.at("cells").get_to(row.cells);
  json.at("repaired").get_to(row.repaired);
  json.at("flagged").get_to(row.flagged);
  json.at("failed_identities").get_to(row.failed_identities);
  json.at("fingerprint").get_to(record.fingerprint);
  json.at("command").get_to(record.command);
  json.at("arguments").get_to(record.arguments);
  json.at("corrections").get_to(record.corrections);
  for (const Json& part : json.at("parts")) record.parts.push_back(read_part(part));
  return record;
}

}  // namespace gouji
