#include "cli/batch/shards.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "cli/batch/batch_inputs.h"
#include "cli/batch/batch_run.h"
#include "cli/batch/batch_summary.h"
#include "cli/batch/report_readers.h"
#include "cli/batch/shard_plan.h"
#include "cli/batch/stop_signal.h"
#include "cli/files/atomic_file.h"
#include "cli/files/corrections_file.h"
#include "cli/files/data_folders.h"
#include "cli/worker/sandbox.h"
#include "core/diagnostic.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

fs::path rows_file(const OutputTree& tree, int shard) {
  return OutputTree::shard_folder(tree.root(), shard) / "manifest.csv";
}

fs::path log_file(const OutputTree& tree, int shard) {
  return OutputTree::shard_folder(tree.root(), shard) / "run.jsonl";
}

std::vector<PlannedInput> items_of_shard(const ShardPlan& plan,
                                         int shard,
                                         const OutputTree& tree,
                                         const std::map<std::string, std::string>& corrections) {
  std::vector<PlannedInput> items;
  for (const ShardItem& planned : plan.items) {
    if (planned.shard != shard) continue;
    PlannedInput item{.input = {planned.path, planned.row.source, ""},
                      .row = planned.row,
                      .fingerprint = plan.fingerprint,
                      .bytes = planned.bytes,
                      .corrections = {}};
    take_over_record(item, tree, corrections);
    items.push_back(std::move(item));
  }
  return items;
}

// The plan as far as it has been carried out.
struct Gathered {
  std::vector<ManifestRow> rows;
  std::map<int, int> left;  // shard -> documents that are not done
};

Gathered gather(const ShardPlan& plan, const OutputTree& tree) {
  std::map<std::string, ManifestRow> failed;
  for (int shard = 1; shard <= plan.shards; ++shard)
    for (ManifestRow& row : read_manifest(rows_file(tree, shard)))
      if (row.status == DocumentStatus::Failed) failed.emplace(row.document, std::move(row));
  Gathered gathered;
  for (const ShardItem& item : plan.items) {
    if (item.row.status != DocumentStatus::Ok) {  // settled by the plan
      gathered.rows.push_back(item.row);
      continue;
    }
    const auto record = tree.record(item.row.document);
    if (record && record->fingerprint == plan.fingerprint &&
        record->row.sha256 == item.row.sha256) {
      gathered.rows.push_back(record->row);
      gathered.rows.back().source = item.row.source;
    } else if (const auto row = failed.find(item.row.document); row != failed.end()) {
      gathered.rows.push_back(row->second);
    } else {
      ++gathered.left[item.shard];
    }
  }
  return gathered;
}

void append_logs(const OutputTree& tree, int shards) {
  std::ofstream log(tree.root() / "run.jsonl", std::ios::app | std::ios::binary);
  for (int shard = 1; shard <= shards; ++shard)
    if (std::ifstream part(log_file(tree, shard), std::ios::binary);
        part && part.peek() != std::ifstream::traits_type::eof())
      log << part.rdbuf();
}

void report_left(const std::map<int, int>& left, Reporter& report) {
  int documents = 0;
  std::string shards;
  for (const auto& [shard, count] : left) {
    documents += count;
    shards += (shards.empty() ? "" : ", ") + std::to_string(shard);
  }
  report.error(fmt::format(
      "{} documents are not done: run shard {} again, then combine", documents, shards));
}

// Without a plan: what a former combination may have left undone is done again.
ExitCode combine_again(const OutputTree& tree, Reporter& report) {
  const fs::path manifest = tree.root() / "manifest.csv";
  const std::vector<ManifestRow> rows = read_manifest(manifest);
  write_summary(tree, rows, meta_of_manifest(manifest), {.bom = begins_with_mark(manifest)});
  report.say(LogLevel::Info, "", "results: " + manifest.string());
  return exit_code_of(rows, /*strict=*/false);
}

}  // namespace

ExitCode run_plan(const CommandLine& line) {
  Reporter report(line.batch.log_level, line.batch.log_format);
  const MetaTable meta = line.batch.meta.empty() ? MetaTable() : MetaTable(line.batch.meta);
  const OutputTree tree(line.out);
  all_schemas(line.batch.schemas);  // refuses a bad one now
  const std::vector<PlannedInput> planned =
      plan_inputs(line,
                  tree,
                  read_manifest(tree.root() / "manifest.csv"),
                  read_corrections(tree.root() / "corrections.csv"),
                  meta,
                  report);
  if (planned.empty()) return ExitCode::InputFailed;
  const ShardPlan plan{.shards = line.shards,
                       .fingerprint = result_fingerprint(Command::Ingest, line.batch),
                       .arguments = result_arguments(line.batch),
                       .items = divide(planned, line.shards)};
  write_plan(tree, plan, line.batch.meta);
  const auto to_do = std::count_if(
      plan.items.begin(), plan.items.end(), [](const ShardItem& item) { return item.shard > 0; });
  report.say(
      LogLevel::Info,
      "",
      fmt::format("{} of {} inputs to do, in {} shards", to_do, plan.items.size(), plan.shards));
  return ExitCode::Done;
}

ExitCode run_shard(const CommandLine& line) {
  watch_stop_signals();
  Reporter report(line.batch.log_level, line.batch.log_format);
  const ShardPlan plan = read_plan(line.out);
  if (plan.shards != line.shards)
    throw InputError(line.out.string(),
                     "",
                     fmt::format("was planned for {} shards, not {}", plan.shards, line.shards),
                     fmt::format("say --shard {}/{}", line.shard, plan.shards));
  const BatchOptions options = with_arguments(line.batch, plan.arguments);
  if (result_fingerprint(Command::Ingest, options) != plan.fingerprint)
    throw InputError(line.out.string(),
                     "",
                     "was planned by another build of gouji, or with other schemas",
                     "use the same program and files on every machine, or plan again");
  OutputTree tree(line.out, line.shard);
  report_sandbox(report);
  report_readers(report);
  const BatchCorrections corrections = read_batch_corrections(tree, {}, report);
  BatchRun run({Command::Ingest, options, corrections.copy, log_file(tree, line.shard)},
               items_of_shard(plan, line.shard, tree, correction_hashes(corrections.all)),
               tree,
               report);
  const auto save = [&] {
    write_file_atomically(rows_file(tree, line.shard), manifest_csv(run.rows(), {}, /*bom=*/false));
  };
  try {
    run.run(save);
    save();
  } catch (const InputError& error) {
    report.error(error.what());
    return ExitCode::InputFailed;
  }
  if (run.left() > 0) {
    report.error(fmt::format("stopped; {} documents of shard {} are left", run.left(), line.shard));
    return ExitCode::InputFailed;
  }
  report.say(LogLevel::Info, "", fmt::format("shard {} of {} is done", line.shard, line.shards));
  return run.exit_code();
}

ExitCode run_combine(const CommandLine& line) {
  Reporter report(line.batch.log_level, line.batch.log_format);
  const bool combined_before = !has_plan(line.out) && fs::exists(line.out / "manifest.csv");
  const ShardPlan plan = combined_before ? ShardPlan() : read_plan(line.out);
  const OutputTree tree(line.out);
  if (combined_before) return combine_again(tree, report);
  const BatchOptions options = with_arguments(line.batch, plan.arguments);
  const fs::path meta_file = plan_meta(line.out);
  const MetaTable meta = meta_file.empty() ? MetaTable() : MetaTable(meta_file);
  const CsvStyle style{options.bom, options.header == HeaderLanguage::Zh};

  Gathered gathered = gather(plan, tree);
  for (const ManifestRow& row : gathered.rows)
    if (row.status == DocumentStatus::Failed) report.say(LogLevel::Error, row.document, row.error);
  const fs::path manifest = tree.root() / "manifest.csv";
  const std::vector<ManifestRow> rows =
      merge_rows(std::move(gathered.rows), read_manifest(manifest));
  try {
    write_file_atomically(manifest, manifest_csv(rows, meta, style.bom));
    write_summary(tree, rows, meta, style);
  } catch (const InputError& error) {  // the disk is full
    report.error(error.what());
    return ExitCode::InputFailed;
  }
  if (!gathered.left.empty()) {
    report_left(gathered.left, report);
    return ExitCode::InputFailed;
  }
  append_logs(tree, plan.shards);
  remove_plan(tree);
  report_unused(read_corrections(tree.root() / "corrections.csv"), rows, report);
  report.say(LogLevel::Info, "", "results: " + manifest.string());
  return exit_code_of(rows, options.strict);
}

}  // namespace gouji
