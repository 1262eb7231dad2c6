// run.jsonl: one line an attempt at a document, with its time and resources.
#pragma once

#include <filesystem>

#include "cli/batch/document_run.h"
#include "cli/files/manifest.h"

namespace gouji {

void log_run(const std::filesystem::path& file,
             const ManifestRow& row,
             const RunOutcome& outcome,
             int attempt,
             int threads);

}  // namespace gouji
