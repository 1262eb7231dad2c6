// Documents for tests and benches: a folder of truth CSV files as a NormalizedDocument, as row
// building would make it from a perfect reading, and the row sums of the unit budget forms.
#pragma once

#include <filesystem>
#include <vector>

#include "normalize/document.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Every field read by two readers alike (agreed). Amounts are in 万元.
NormalizedDocument load_truth_document(const std::filesystem::path& folder);

/// Rows of one CSV file (RFC 4180).
std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file);

/// The row sums of the unit budget forms, for tests that do not load schemas.
std::vector<Schema> row_sum_schemas();

}  // namespace gouji
