// document.json and datapackage.json as text.
#pragma once

#include <string>
#include <vector>

#include "core/raw_table.h"
#include "normalize/document.h"

namespace gouji {

/// Metadata of one document: unit, year, kind, scope, tables found and missing, what fits nothing.
std::string document_json(const NormalizedDocument& document, const RawDocument& raw);

/// Frictionless Data Package of the CSV files below: tables/*.csv, cells.csv, checks.csv.
std::string datapackage_json(const NormalizedDocument& document);

}  // namespace gouji
