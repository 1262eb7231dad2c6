#include "cli/batch/batch_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "cli/batch/batch_summary.h"
#include "cli/batch/run_log.h"
#include "cli/batch/stop_signal.h"
#include "cli/files/atomic_file.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr int kAttempts = 2;
constexpr std::chrono::seconds kSaveEvery{10};

int jobs_of(const BatchOptions& options) {
  if (options.jobs > 0) return options.jobs;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// How long a document will take, roughly: scans are large, and any document takes its start.
double work_of(const PlannedInput& item) {
  constexpr double kStartBytes = 200'000;
  return static_cast<double>(item.bytes) + kStartBytes;
}

void drop(const fs::path& staging) {
  std::error_code ignored;
  fs::remove_all(staging, ignored);
}

}  // namespace

BatchRun::BatchRun(BatchSetting setting,
                   std::vector<PlannedInput> items,
                   OutputTree& tree,
                   Reporter& report)
    : setting_(std::move(setting)),
      items_(std::move(items)),
      tree_(tree),
      report_(report),
      queue_(jobs_of(setting_.options),
             [this](std::size_t index, int threads) { return start(index, threads); }) {
  queue_items();
}

void BatchRun::queue_items() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    PlannedInput& item = items_[i];
    const fs::path& stages = setting_.options.keep_stages;
    const bool settled =
        item.row.status == DocumentStatus::Failed || item.row.status == DocumentStatus::Duplicate;
    if (!settled && !stages.empty() && !fs::exists(stages / item.row.document)) item.to_do = true;
    if (item.to_do) {
      queue_.add(i, item.bytes);
      progress_.work_total += work_of(item);
      open_.insert(i);
    } else if (item.row.status == DocumentStatus::Failed) {
      ++progress_.failed;
      report_.say(LogLevel::Error, item.row.source, item.row.error);
    }
  }
  progress_.documents_total = static_cast<int>(open_.size());
  if (open_.size() < items_.size())
    report_.say(LogLevel::Info,
                "",
                fmt::format("{} of {} inputs to do, the others are done or cannot be read",
                            open_.size(),
                            items_.size()));
}

std::unique_ptr<DocumentRun> BatchRun::start(std::size_t index, int threads) {
  const PlannedInput& item = items_[index];
  WorkerJob job{.command = setting_.command,
                .input = item.input.path,
                .staging = tree_.make_staging(item.row.document),
                .document = item.row.document,
                .sha256 = item.row.sha256,
                .tables = {},
                .corrections = setting_.corrections,
                .former = {},
                .threads = threads,
                .parent = 0};
  BatchOptions options = setting_.options;
  if (item.only_corrections) job.tables = tree_.document_folder(item.row.document) / "tables.json";
  if (setting_.command == Command::Apply) {
    const auto record = tree_.record(item.row.document);
    if (!record) throw std::logic_error("a document to correct without a record");
    job.command = command_named(record->command);
    job.former = tree_.document_folder(item.row.document);
    options = with_arguments(options, record->arguments);
  }
  return std::make_unique<DocumentRun>(job, options);
}

void BatchRun::run(const std::function<void()>& save) {
  auto saved = std::chrono::steady_clock::now();
  while (!stop_wanted() && !queue_.empty()) {
    queue_.start_workers();
    show_progress();
    queue_.wait();
    for (const WorkQueue::Ended& ended : queue_.collect([this](DocumentRun& run) { hear(run); }))
      finish(ended);
    if (const auto now = std::chrono::steady_clock::now(); now - saved > kSaveEvery) {
      save();
      saved = now;
    }
  }
  queue_.stop();
}

void BatchRun::hear(DocumentRun& run) {
  const std::string& document = run.job().document;
  for (const WorkerMessage& remark : run.take_remarks())
    report_.say(remark.warning ? LogLevel::Warn : LogLevel::Debug, document, remark.text);
  for (const std::string& line : run.take_noise()) report_.say(LogLevel::Debug, document, line);
}

void BatchRun::finish(const WorkQueue::Ended& ended) {
  PlannedInput& item = items_[ended.item];
  const RunOutcome& outcome = ended.outcome;
  log_run(setting_.run_log, item.row, outcome, ended.attempt, ended.job.threads);
  if (outcome.cannot_write) throw WriteError(item.row.document, "", outcome.failure, "");
  if (!outcome.record && outcome.try_again && ended.attempt < kAttempts) {
    report_.say(LogLevel::Warn, item.row.document, outcome.failure + "; trying once more");
    queue_.add_again(ended);
    drop(ended.job.staging);
    return;
  }
  if (outcome.record)
    file_record(item, ended.job, *outcome.record);
  else
    file_failure(item, ended);
  open_.erase(ended.item);
  ++progress_.documents_done;
  progress_.work_done += work_of(item);
  progress_.flagged_cells += item.row.flagged;
  finished_pages_ += item.row.pages;
  say_result(item, outcome.seconds);
}

void BatchRun::file_record(PlannedInput& item, const WorkerJob& job, DocumentRecord record) {
  record.fingerprint = item.fingerprint;
  record.row.document = item.row.document;
  record.row.source = item.row.source;
  record.row.sha256 = item.row.sha256;
  record.command = name_of(job.command);
  record.corrections = item.corrections;
  record.arguments = setting_.command == Command::Apply ? tree_.record(item.row.document)->arguments
                                                        : result_arguments(setting_.options);
  tree_.commit(job.staging, record);
  item.row = record.row;
}

void BatchRun::file_failure(PlannedInput& item, const WorkQueue::Ended& ended) {
  ++progress_.failed;
  drop(ended.job.staging);
  if (setting_.command == Command::Apply) {  // what was there stays
    report_.say(LogLevel::Error, item.row.document, "not corrected: " + ended.outcome.failure);
    return;
  }
  item.row.status = DocumentStatus::Failed;
  item.row.error = ended.outcome.failure;
  if (ended.attempt > 1) item.row.error += "; twice";
  tree_.remove(item.row.document);
}

void BatchRun::say_result(const PlannedInput& item, double seconds) {
  const ManifestRow& row = item.row;
  if (row.status == DocumentStatus::Failed)
    report_.say(LogLevel::Error, row.document, row.error);
  else if (row.status == DocumentStatus::NoTables)
    report_.say(LogLevel::Warn, row.document, "no tables: " + row.error);
  else
    report_.say(row.error.empty() ? LogLevel::Info : LogLevel::Warn,
                row.document,
                fmt::format("{} pages, {} tables, {} cells, {} repaired, {} flagged, {:.1f} s{}{}",
                            row.pages,
                            row.tables,
                            row.cells,
                            row.repaired,
                            row.flagged,
                            seconds,
                            row.error.empty() ? "" : "; ",
                            row.error));
}

void BatchRun::show_progress() {
  progress_.pages_done = finished_pages_;
  progress_.now.clear();
  queue_.for_each_running([&](const DocumentRun& run) {
    progress_.pages_done += run.pages_done();
    if (progress_.now.empty() && run.pages_total() > 0)
      progress_.now =
          fmt::format("{} {}/{}", run.job().document, run.pages_done(), run.pages_total());
  });
  report_.progress(progress_);
}

std::vector<ManifestRow> BatchRun::rows() const {
  std::vector<ManifestRow> rows;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (!open_.contains(i)) rows.push_back(items_[i].row);
  return rows;
}

ExitCode BatchRun::exit_code() const {
  if (progress_.failed > 0) return ExitCode::InputFailed;
  return exit_code_of(rows(), setting_.options.strict);
}

}  // namespace gouji
