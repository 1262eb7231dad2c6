#include "cli/batch/batch.h"

#include <fmt/format.h>

#include "cli/batch/batch_inputs.h"
#include "cli/batch/batch_run.h"
#include "cli/batch/batch_summary.h"
#include "cli/batch/report_readers.h"
#include "cli/batch/reporter.h"
#include "cli/batch/stop_signal.h"
#include "cli/files/atomic_file.h"
#include "cli/files/corrections_file.h"
#include "cli/files/data_folders.h"
#include "cli/files/manifest.h"
#include "cli/files/output_tree.h"
#include "cli/worker/sandbox.h"
#include "core/diagnostic.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

MetaTable meta_of(const CommandLine& line) {
  if (line.command == Command::Apply) return meta_of_manifest(line.out / "manifest.csv");
  return line.batch.meta.empty() ? MetaTable() : MetaTable(line.batch.meta);
}

std::vector<PlannedInput> plan(const CommandLine& line,
                               const OutputTree& tree,
                               const std::vector<ManifestRow>& earlier,
                               const Corrections& corrections,
                               const MetaTable& meta,
                               Reporter& report) {
  if (line.command != Command::Apply)
    return plan_inputs(line, tree, earlier, corrections, meta, report);
  std::vector<PlannedInput> items = plan_again(earlier, tree, correction_hashes(corrections));
  if (items.empty()) report.error("no document there has tables that could be corrected");
  return items;
}

}  // namespace

ExitCode run_batch(const CommandLine& line) {
  watch_stop_signals();
  Reporter report(line.batch.log_level, line.batch.log_format);
  const MetaTable meta = meta_of(line);
  OutputTree tree(line.out);
  const fs::path manifest = tree.root() / "manifest.csv";
  const std::vector<ManifestRow> earlier = read_manifest(manifest);
  const bool with_schemas = line.command != Command::Tables;
  if (with_schemas) all_schemas(line.batch.schemas);  // refuses a bad one now
  CsvStyle style{line.batch.bom, line.batch.header == HeaderLanguage::Zh};
  if (line.command == Command::Apply) style.bom = begins_with_mark(manifest);
  report_sandbox(report);
  if (line.command == Command::Ingest || line.command == Command::Tables) report_readers(report);

  const BatchCorrections corrections =
      with_schemas ? read_batch_corrections(tree, line.corrections, report) : BatchCorrections();
  std::vector<PlannedInput> items = plan(line, tree, earlier, corrections.all, meta, report);
  if (items.empty()) return ExitCode::InputFailed;
  BatchRun run({line.command, line.batch, corrections.copy, tree.root() / "run.jsonl"},
               std::move(items),
               tree,
               report);
  const auto rows = [&] { return merge_rows(run.rows(), earlier); };
  const auto save = [&] { write_file_atomically(manifest, manifest_csv(rows(), meta, style.bom)); };
  try {
    run.run(save);
    save();
    if (with_schemas) write_summary(tree, rows(), meta, style);
  } catch (const InputError& error) {  // the disk is full, or OUT was taken away
    report.error(error.what());
    return ExitCode::InputFailed;
  }
  if (run.left() > 0) {
    report.error(fmt::format("stopped; {} documents are left, the same command goes on with them",
                             run.left()));
    return ExitCode::InputFailed;
  }
  report_unused(corrections.all, rows(), report);
  report.say(LogLevel::Info, "", "results: " + manifest.string());
  return run.exit_code();
}

}  // namespace gouji
