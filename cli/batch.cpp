#include "cli/batch.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <fstream>
#include <list>
#include <set>
#include <thread>

#include "cli/atomic_file.h"
#include "cli/batch_plan.h"
#include "cli/batch_summary.h"
#include "cli/corrections_file.h"
#include "cli/data_folders.h"
#include "cli/document_run.h"
#include "cli/manifest.h"
#include "cli/output_tree.h"
#include "cli/reporter.h"
#include "cli/run_log.h"
#include "cli/stop_signal.h"
#include "core/diagnostic.h"
#include "core/sha256.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr int kTickMs = 100;
constexpr int kAttempts = 2;
constexpr std::chrono::seconds kManifestEvery{10};

std::string fingerprint_of(const CommandLine& line) {
  std::string text = GOUJI_VERSION;
  text += '\n' + std::to_string(static_cast<int>(line.command));
  BatchOptions options = line.batch;
  options.schemas.clear();  // their content counts, not where they lie
  for (const std::string& argument : result_arguments(options)) text += '\n' + argument;
  return sha256_of_bytes(text + '\n' + data_fingerprint(line.batch.schemas));
}

MetaTable meta_of(const CommandLine& line) {
  if (line.command == Command::Apply) return meta_of_manifest(line.out / "manifest.csv");
  return line.batch.meta.empty() ? MetaTable() : MetaTable(line.batch.meta);
}

// Files that `apply` writes begin as those did that are there.
bool begins_with_mark(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return in.get() == 0xEF;
}

class Batch {
 public:
  explicit Batch(const CommandLine& line)
      : line_(line),
        report_(line.batch.log_level, line.batch.log_format),
        style_{line.batch.bom, line.batch.header == HeaderLanguage::Zh},
        meta_(meta_of(line)),
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
  bool plan_inputs();
  bool plan_corrections();
  void read_corrections_file();
  void queue_items();
  void start_workers();
  int threads_for_next(int free) const;
  void start(const Waiting& what, int threads);
  void wait();
  void collect();
  void finish(Running& running, RunOutcome outcome);
  void say_result(const PlannedInput& item, double seconds);
  void show_progress();
  std::vector<ManifestRow> manifest_rows() const;
  void write_manifest();
  ExitCode exit_code() const;

  const CommandLine& line_;
  Reporter report_;
  CsvStyle style_;
  MetaTable meta_;
  OutputTree tree_;
  std::vector<ManifestRow> earlier_;
  Corrections corrections_;
  fs::path corrections_copy_;  // what the workers read, whatever becomes of the file meanwhile
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
  read_corrections_file();
  if (!(line_.command == Command::Apply ? plan_corrections() : plan_inputs())) return false;
  queue_items();
  return true;
}

void Batch::read_corrections_file() {
  if (line_.command == Command::Tables) return;
  const fs::path file = tree_.root() / "corrections.csv";
  if (!line_.corrections.empty()) take_over_corrections(line_.corrections, file);
  corrections_ = read_corrections(file);
  if (!fs::exists(file)) return;
  corrections_copy_ = tree_.root() / ".gouji" / "work" / "corrections.csv";
  write_file_atomically(corrections_copy_, read_file(file));
  for (const CorrectionFault& fault : corrections_.faults)
    report_.warn(fmt::format("corrections.csv line {}: {}", fault.line, fault.what));
}

bool Batch::plan_corrections() {
  items_ = plan_again(earlier_, tree_, correction_hashes(corrections_));
  if (items_.empty()) report_.error("no document there has tables that could be corrected");
  return !items_.empty();
}

bool Batch::plan_inputs() {
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

  items_ = plan_batch(std::move(inputs),
                      kind,
                      earlier_,
                      tree_,
                      fingerprint_of(line_),
                      correction_hashes(corrections_));
  return true;
}

void Batch::queue_items() {
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
}

// With fewer documents than jobs, the pages of one document are read in parallel.
int Batch::threads_for_next(int free) const {
  return std::max(1, free / static_cast<int>(queue_.size()));
}

void Batch::start_workers() {
  int busy = 0;
  for (const Running& running : running_) busy += running.run.job().threads;
  while (busy < jobs_ && !queue_.empty() && !stop_wanted()) {
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
  WorkerJob job{.command = line_.command,
                .input = item.input.path,
                .staging = tree_.make_staging(item.row.document),
                .document = item.row.document,
                .sha256 = item.row.sha256,
                .tables = {},
                .corrections = corrections_copy_,
                .former = {},
                .threads = threads,
                .parent = 0};
  BatchOptions options = line_.batch;
  if (item.only_corrections) job.tables = tree_.document_folder(item.row.document) / "tables.json";
  if (line_.command == Command::Apply) {
    const auto record = tree_.record(item.row.document);
    if (!record) throw std::logic_error("a document to correct without a record");
    job.command = command_named(record->command);
    job.former = tree_.document_folder(item.row.document);
    options = with_arguments(options, record->arguments);
  }
  running_.emplace_back(what, job, options);
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
  log_run(tree_.root() / "run.jsonl", item.row, outcome, running.what.attempt, job.threads);
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
    record.command = name_of(job.command);
    record.corrections = item.corrections;
    record.arguments = line_.command == Command::Apply ? tree_.record(item.row.document)->arguments
                                                       : result_arguments(line_.batch);
    tree_.commit(job.staging, record);
    item.row = record.row;
  } else if (line_.command == Command::Apply) {  // what was there stays
    report_.say(LogLevel::Error, item.row.document, "not corrected: " + outcome.failure);
    std::error_code ignored;
    fs::remove_all(job.staging, ignored);
    ++progress_.failed;
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

std::vector<ManifestRow> Batch::manifest_rows() const {
  std::vector<ManifestRow> rows;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (!open_.contains(i)) rows.push_back(items_[i].row);
  return merge_rows(std::move(rows), earlier_);
}

void Batch::write_manifest() {
  write_file_atomically(tree_.root() / "manifest.csv",
                        manifest_csv(manifest_rows(), meta_, style_.bom));
}

ExitCode Batch::exit_code() const {
  if (progress_.failed > 0) return ExitCode::InputFailed;
  int flagged = 0;
  for (const PlannedInput& item : items_) {
    if (item.row.status == DocumentStatus::Failed) return ExitCode::InputFailed;
    flagged += item.row.flagged;
  }
  return line_.batch.strict && flagged > 0 ? ExitCode::CellsFlagged : ExitCode::Done;
}

ExitCode Batch::run() {
  if (line_.command != Command::Tables) all_schemas(line_.batch.schemas);  // refuses a bad one now
  if (line_.command == Command::Apply) style_.bom = begins_with_mark(tree_.root() / "manifest.csv");
  watch_stop_signals();
  if (!plan()) return ExitCode::InputFailed;
  try {
    while (!stop_wanted() && !(queue_.empty() && running_.empty())) {
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
    const bool stopped = stop_wanted();
    running_.clear();  // kills what is still at work
    write_manifest();
    if (line_.command != Command::Tables) write_summary(tree_, manifest_rows(), meta_, style_);
    if (stopped) {
      report_.error(fmt::format(
          "stopped; {} documents are left, the same command goes on with them", open_.size()));
      return ExitCode::InputFailed;
    }
  } catch (const InputError& error) {  // the disk is full, or OUT was taken away
    report_.error(error.what());
    return ExitCode::InputFailed;
  }
  std::set<std::string> documents;
  for (const ManifestRow& row : manifest_rows()) documents.insert(row.sha256);
  for (const Correction& correction : corrections_.all)
    if (!documents.contains(correction.sha256))
      report_.warn(fmt::format("corrections.csv line {}: no document here has the sha256 {}",
                               correction.line,
                               correction.sha256));
  report_.say(LogLevel::Info, "", "results: " + (tree_.root() / "manifest.csv").string());
  return exit_code();
}

}  // namespace

ExitCode run_batch(const CommandLine& line) {
  return Batch(line).run();
}

}  // namespace gouji
