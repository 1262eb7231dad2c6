#include "cli/files/document_record.h"

#include <nlohmann/json.hpp>

#include "cli/files/json_reading.h"

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

TableFacts read_table(const Json& json) {
  TableFacts table;
  read_members(json, "name", table.name, "schema", table.schema, "unit", table.amount_unit);
  return table;
}

PartFacts read_part(const Json& json) {
  PartFacts part;
  read_members(json,
               "part",
               part.part,
               "kind",
               part.kind,
               "unit_code",
               part.unit_code,
               "unit_name",
               part.unit_name,
               "year",
               part.year);
  part.tables = read_list(json, "tables", read_table);
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
  read_members(json,
               "document",
               row.document,
               "source",
               row.source,
               "sha256",
               row.sha256,
               "error",
               row.error,
               "fingerprint",
               record.fingerprint,
               "command",
               record.command,
               "arguments",
               record.arguments,
               "corrections",
               record.corrections);
  read_members(json,
               "pages",
               row.pages,
               "tables",
               row.tables,
               "cells",
               row.cells,
               "repaired",
               row.repaired,
               "flagged",
               row.flagged,
               "failed_identities",
               row.failed_identities);
  row.status = parse_status(json.at("status").get<std::string>());
  record.parts = read_list(json, "parts", read_part);
  return record;
}

}  // namespace gouji
