#include "cli/batch.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <ctime>
#include <fstream>
#include <list>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "cli/atomic_file.h"
#include "cli/batch_plan.h"
#include "cli/combined_writer.h"
#include "cli/data_folders.h"
#include "cli/document_run.h"
#include "cli/manifest.h"
#include "cli/output_tree.h"
#include "cli/reporter.h"
#include "core/diagnostic.h"
#include "core/sha256.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr int kTickMs = 100;
constexpr int kAttempts = 2;
constexpr std::chrono::seconds kManifestEvery{10};

volatile std::sig_atomic_t stop_signal = 0;  // NOLINT(*mutable-globals): set by a signal handler

void on_stop(int signal) {
  stop_signal = signal;
}

void watch_signals() {
  struct sigaction action {};

  action.sa_handler = on_stop;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
}

std::string fingerprint_of(const CommandLine& line) {
  std::string text = GOUJI_VERSION;
  text += '\n' + std::to_string(static_cast<int>(line.command));
  BatchOptions options = line.batch;
  options.schemas.clear();  // their content counts, not where they lie
  for (const std::string& argument : result_arguments(options)) text += '\n' + argument;
  return sha256_of_bytes(text + '\n' + data_fingerprint(line.batch.schemas));
}

class Batch {
 public:
  explicit Batch(const CommandLine& line)
      : line_(line),
        report_(line.batch.log_level, line.batch.log_format),
        style_{line.batch.bom, line.batch.header == HeaderLanguage::Zh},
        meta_(line.batch.meta.empty() ? MetaTable() : MetaTable(line.batch.meta)),
        tree_(line.out),
        earlier_(read_manifest(tree_.root() / "manifest.csv")),
        jobs_(line.batch.jobs > 0
                  ? line.batch.jobs
                  : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {}

  ExitCode run();

 private:
  struct Waiting {
    std::size_t item = 0;
    int attempt = 1;
  };

  struct Running {
    Running(const Waiting& waiting, const WorkerJob& job, const BatchOptions& options)
        : what(waiting), run(job, options) {}

    Waiting what;
    DocumentRun run;
  };

  bool plan();
  void start_workers();
  int threads_for_next(int free) const;
  void start(const Waiting& what, int threads);
  void wait();
  void collect();
  void finish(Running& running, RunOutcome outcome);
  void log_usage(const PlannedInput& item, const RunOutcome& outcome, int attempt, int threads);
  void say_result(const PlannedInput& item, double seconds);
  void show_progress();
  std::vector<ManifestRow> manifest_rows() const;
  void write_manifest();
  void write_summary();
  ExitCode exit_code() const;

  const CommandLine& line_;
  Reporter report_;
  CsvStyle style_;
  MetaTable meta_;
  OutputTree tree_;
  std::vector<ManifestRow> earlier_;
  int jobs_;
  std::vector<PlannedInput> items_;
  std::vector<Waiting> queue_;  // the last one is next
  std::list<Running> running_;
  std::set<std::size_t> open_;  // to do and not yet ended
  BatchProgress progress_;
  int finished_pages_ = 0;
  std::chrono::steady_clock::time_point last_manifest_ = std::chrono::steady_clock::now();
};

bool Batch::plan() {
  const InputKind kind =
      line_.command == Command::Normalize ? InputKind::HandOver : InputKind::Documents;
  std::vector<FoundInput> inputs = find_inputs(line_.inputs, kind, line_.out);
  if (inputs.empty()) {
    report_.error(kind == InputKind::Documents
                      ? "no PDF, PNG, JPEG or TIFF file was found in the inputs"
                      : "no tables.json, Markdown or HTML file was found in the inputs");
    return false;
  }
  std::vector<std::string> sources;
  for (const FoundInput& input : inputs) sources.push_back(input.source);
  for (const std::string& name : meta_.unused(sources))
    report_.warn(fmt::format("{}: no input is called {}", line_.batch.meta.string(), name));

  items_ = plan_batch(std::move(inputs), kind, earlier_, tree_, fingerprint_of(line_));
  for (std::size_t i = 0; i < items_.size(); ++i) {
    PlannedInput& item = items_[i];
    const fs::path& stages = line_.batch.keep_stages;
    const bool settled =
        item.row.status == DocumentStatus::Failed || item.row.status == DocumentStatus::Duplicate;
    if (!settled && !stages.empty() && !fs::exists(stages / item.row.document)) item.to_do = true;
    if (item.to_do) {
      queue_.push_back({i});
      open_.insert(i);
    } else if (item.row.status == DocumentStatus::Failed) {
      ++progress_.failed;
      report_.say(LogLevel::Error, item.row.source, item.row.error);
    }
  }
  // Longest first, so that no long document is left alone at the end.
  std::stable_sort(queue_.begin(), queue_.end(), [&](const Waiting& a, const Waiting& b) {
    return items_[a.item].bytes < items_[b.item].bytes;
  });
  progress_.documents_total = static_cast<int>(queue_.size());
  if (queue_.size() < items_.size())
    report_.say(LogLevel::Info,
                "",
                fmt::format("{} of {} inputs to do, the others are done or cannot be read",
                            queue_.size(),
                            items_.size()));
  return true;
}

// With fewer documents than jobs, the pages of one document are read in parallel.
int Batch::threads_for_next(int free) const {
  return std::max(1, free / static_cast<int>(queue_.size()));
}

void Batch::start_workers() {
  int busy = 0;
  for (const Running& running : running_) busy += running.run.job().threads;
  while (busy < jobs_ && !queue_.empty() && stop_signal == 0) {
    // A second attempt runs alone in its worker: what the first one wanted in memory may fit then.
    const Waiting next = queue_.back();
    const int threads = next.attempt > 1 ? 1 : threads_for_next(jobs_ - busy);
    queue_.pop_back();
    start(next, threads);
    busy += threads;
  }
}

void Batch::start(const Waiting& what, int threads) {
  const PlannedInput& item = items_[what.item];
  const WorkerJob job{.command = line_.command,
                      .input = item.input.path,
                      .staging = tree_.make_staging(item.row.document),
                      .document = item.row.document,
                      .sha256 = item.row.sha256,
                      .threads = threads,
                      .parent = 0};
  running_.emplace_back(what, job, line_.batch);
}

void Batch::wait() {
  std::vector<pollfd> fds;
  for (const Running& running : running_) {
    fds.push_back({running.run.message_fd(), POLLIN, 0});
    fds.push_back({running.run.error_fd(), POLLIN, 0});
  }
  // A worker that has closed its pipes but not ended yet would keep poll from waiting.
  const int ready = ::poll(fds.data(), fds.size(), kTickMs);
  const bool only_hung_up = ready > 0 && std::none_of(fds.begin(), fds.end(), [](const pollfd& fd) {
                              return (fd.revents & POLLIN) != 0;
                            });
  if (only_hung_up) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

void Batch::collect() {
  for (auto running = running_.begin(); running != running_.end();) {
    DocumentRun& run = running->run;
    run.listen();
    std::optional<RunOutcome> outcome = run.outcome();
    for (const WorkerMessage& remark : run.take_remarks())
      report_.say(
          remark.warning ? LogLevel::Warn : LogLevel::Debug, run.job().document, remark.text);
    for (const std::string& line : run.take_noise())
      report_.say(LogLevel::Debug, run.job().document, line);
    if (!outcome) {
      ++running;
      continue;
    }
    finish(*running, std::move(*outcome));
    running = running_.erase(running);
  }
}

void Batch::finish(Running& running, RunOutcome outcome) {
  PlannedInput& item = items_[running.what.item];
  const WorkerJob& job = running.run.job();
  log_usage(item, outcome, running.what.attempt, job.threads);
  if (!outcome.record && outcome.try_again && running.what.attempt < kAttempts) {
    report_.say(LogLevel::Warn, item.row.document, outcome.failure + "; trying once more");
    queue_.push_back({running.what.item, running.what.attempt + 1});
    std::error_code ignored;
    fs::remove_all(job.staging, ignored);
    return;
  }
  if (outcome.record) {
    DocumentRecord& record = *outcome.record;
    record.fingerprint = item.fingerprint;
    record.row.document = item.row.document;
    record.row.source = item.row.source;
    record.row.sha256 = item.row.sha256;
    tree_.commit(job.staging, record);
    item.row = record.row;
  } else {
    item.row.status = DocumentStatus::Failed;
    item.row.error = outcome.failure;
    if (running.what.attempt > 1) item.row.error += "; twice";
    tree_.remove(item.row.document);
    std::error_code ignored;
    fs::remove_all(job.staging, ignored);
    ++progress_.failed;
  }
  open_.erase(running.what.item);
  ++progress_.documents_done;
  progress_.flagged_cells += item.row.flagged;
  finished_pages_ += item.row.pages;
  say_result(item, outcome.seconds);
}

void Batch::log_usage(const PlannedInput& item,
                      const RunOutcome& outcome,
                      int attempt,
                      int threads) {
  const auto tenths = [](double value) { return std::round(value * 10) / 10; };
  nlohmann::ordered_json json{
      {"document", item.row.document},
      {"source", item.row.source},
      {"ended", fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)))},
      {"outcome", outcome.record ? to_string(outcome.record->row.status) : "failed"},
      {"attempt", attempt},
      {"threads", threads},
      {"pages", outcome.record ? outcome.record->row.pages : outcome.pages_done},
      {"seconds", tenths(outcome.seconds)},
      {"user_s", tenths(outcome.usage.user_s)},
      {"system_s", tenths(outcome.usage.system_s)},
      {"peak_mb", tenths(outcome.usage.peak_mb)}};
  if (!outcome.record) json["failure"] = outcome.failure;
  std::ofstream log(tree_.root() / "run.jsonl", std::ios::app | std::ios::binary);
  log << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

void Batch::say_result(const PlannedInput& item, double seconds) {
  const ManifestRow& row = item.row;
  if (row.status == DocumentStatus::Failed)
    report_.say(LogLevel::Error, row.document, row.error);
  else if (row.status == DocumentStatus::NoTables)
    report_.say(LogLevel::Warn, row.document, "no tables: " + row.error);
  else
    report_.say(LogLevel::Info,
                row.document,
                fmt::format("{} pages, {} tables, {} cells, {} repaired, {} flagged, {:.1f} s",
                            row.pages,
                            row.tables,
                            row.cells,
                            row.repaired,
                            row.flagged,
                            seconds));
}

void Batch::show_progress() {
  progress_.pages_done = finished_pages_;
  progress_.now.clear();
  for (const Running& running : running_) {
    progress_.pages_done += running.run.pages_done();
    if (progress_.now.empty() && running.run.pages_total() > 0)
      progress_.now = fmt::format("{} {}/{}",
                                  running.run.job().document,
                                  running.run.pages_done(),
                                  running.run.pages_total());
  }
  report_.progress(progress_);
}

// Rows of this run replace those of the same source, and of the same document.
std::vector<ManifestRow> Batch::manifest_rows() const {
  std::vector<ManifestRow> rows;
  std::set<std::string> sources;
  std::set<std::string> documents;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (open_.contains(i)) continue;
    rows.push_back(items_[i].row);
    sources.insert(items_[i].row.source);
    if (items_[i].row.status != DocumentStatus::Duplicate) documents.insert(items_[i].row.document);
  }
  for (const ManifestRow& row : earlier_) {
    const bool replaced =
        row.status != DocumentStatus::Duplicate && documents.contains(row.document);
    if (!sources.contains(row.source) && !replaced) rows.push_back(row);
  }
  return rows;
}

void Batch::write_manifest() {
  write_file_atomically(tree_.root() / "manifest.csv",
                        manifest_csv(manifest_rows(), meta_, style_.bom));
}

void Batch::write_summary() {
  write_manifest();
  if (line_.command == Command::Tables) return;
  std::vector<DocumentRecord> records;
  std::set<std::string> seen;
  for (const ManifestRow& row : manifest_rows()) {
    if (row.status != DocumentStatus::Ok && row.status != DocumentStatus::NoTables) continue;
    if (!seen.insert(row.document).second) continue;
    if (auto record = tree_.record(row.document)) {
      record->row.source = row.source;
      records.push_back(std::move(*record));
    }
  }
  std::sort(records.begin(), records.end(), [](const DocumentRecord& a, const DocumentRecord& b) {
    return a.row.document < b.row.document;
  });
  write_combined(tree_, records, meta_, style_);
  write_review(tree_, records, style_);
}

ExitCode Batch::exit_code() const {
  int flagged = 0;
  for (const PlannedInput& item : items_) {
    if (item.row.status == DocumentStatus::Failed) return ExitCode::InputFailed;
    flagged += item.row.flagged;
  }
  return line_.batch.strict && flagged > 0 ? ExitCode::CellsFlagged : ExitCode::Done;
}

ExitCode Batch::run() {
  if (line_.command != Command::Tables) all_schemas(line_.batch.schemas);  // refuses a bad one now
  watch_signals();
  if (!plan()) return ExitCode::InputFailed;
  try {
    while (stop_signal == 0 && !(queue_.empty() && running_.empty())) {
      start_workers();
      show_progress();
      wait();
      collect();
      if (const auto now = std::chrono::steady_clock::now();
          now - last_manifest_ > kManifestEvery) {
        write_manifest();
        last_manifest_ = now;
      }
    }
    const bool stopped = stop_signal != 0;
    running_.clear();  // kills what is still at work
    write_summary();
    if (stopped) {
      report_.error(fmt::format(
          "stopped; {} documents are left, the same command goes on with them", open_.size()));
      return ExitCode::InputFailed;
    }
  } catch (const InputError& error) {  // the disk is full, or OUT was taken away
    report_.error(error.what());
    return ExitCode::InputFailed;
  }
  report_.say(LogLevel::Info, "", "results: " + (tree_.root() / "manifest.csv").string());
  return exit_code();
}

}  // namespace

ExitCode run_batch(const CommandLine& line) {
  return Batch(line).run();
}

}  // namespace gouji
