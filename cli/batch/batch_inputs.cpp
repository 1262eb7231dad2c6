#include "cli/batch/batch_inputs.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "cli/files/atomic_file.h"
#include "cli/files/corrections_file.h"
#include "cli/files/data_folders.h"
#include "core/sha256.h"

namespace gouji {
namespace fs = std::filesystem;

std::string result_fingerprint(Command command, const BatchOptions& options) {
  std::string text = GOUJI_VERSION;
  text += '\n' + std::to_string(static_cast<int>(command));
  BatchOptions without_schemas = options;
  without_schemas.schemas.clear();  // their content counts, not where they lie
  for (const std::string& argument : result_arguments(without_schemas)) text += '\n' + argument;
  return sha256_of_bytes(text + '\n' + data_fingerprint(options.schemas));
}

BatchCorrections read_batch_corrections(const OutputTree& tree,
                                        const fs::path& additional,
                                        Reporter& report) {
  BatchCorrections corrections;
  const fs::path file = tree.root() / "corrections.csv";
  if (!additional.empty()) take_over_corrections(additional, file);
  corrections.all = read_corrections(file);
  if (!fs::exists(file)) return corrections;
  corrections.copy = tree.work() / "corrections.csv";
  write_file_atomically(corrections.copy, read_file(file));
  for (const CorrectionFault& fault : corrections.all.faults)
    report.warn(fmt::format("corrections.csv line {}: {}", fault.line, fault.what));
  return corrections;
}

void report_unused(const Corrections& corrections,
                   const std::vector<ManifestRow>& rows,
                   Reporter& report) {
  std::set<std::string> documents;
  for (const ManifestRow& row : rows) documents.insert(row.sha256);
  for (const Correction& correction : corrections.all)
    if (!documents.contains(correction.sha256))
      report.warn(fmt::format("corrections.csv line {}: no document here has the sha256 {}",
                              correction.line,
                              correction.sha256));
}

std::vector<PlannedInput> plan_inputs(const CommandLine& line,
                                      const OutputTree& tree,
                                      const std::vector<ManifestRow>& earlier,
                                      const Corrections& corrections,
                                      const MetaTable& meta,
                                      Reporter& report) {
  const InputKind kind =
      line.command == Command::Normalize ? InputKind::HandOver : InputKind::Documents;
  std::vector<FoundInput> inputs = find_inputs(line.inputs, kind, line.out);
  if (inputs.empty()) {
    report.error(kind == InputKind::Documents
                     ? "no PDF, PNG, JPEG or TIFF file was found in the inputs"
                     : "no tables.json, Markdown or HTML file was found in the inputs");
    return {};
  }
  std::vector<std::string> sources;
  sources.reserve(inputs.size());
  for (const FoundInput& input : inputs) sources.push_back(input.source);
  for (const std::string& name : meta.unused(sources))
    report.warn(fmt::format("{}: no input is called {}", line.batch.meta.string(), name));
  const Command command = line.command == Command::Plan ? Command::Ingest : line.command;
  return plan_batch(std::move(inputs),
                    kind,
                    earlier,
                    tree,
                    result_fingerprint(command, line.batch),
                    correction_hashes(corrections));
}

}  // namespace gouji
