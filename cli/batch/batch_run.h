// Works through planned documents: starts their workers, tells how they are doing, tries once more
// what broke, and files what came out in OUT.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <vector>

#include "cli/batch/batch_plan.h"
#include "cli/batch/reporter.h"
#include "cli/batch/work_queue.h"
#include "cli/files/output_tree.h"
#include "cli/options.h"

namespace gouji {

/// What all documents of a run have in common.
struct BatchSetting {
  Command command = Command::Ingest;
  BatchOptions options;
  std::filesystem::path corrections;  ///< what the workers read; empty: none
  std::filesystem::path run_log;      ///< run.jsonl, or that of a shard
};

class BatchRun {
 public:
  BatchRun(BatchSetting setting,
           std::vector<PlannedInput> items,
           OutputTree& tree,
           Reporter& report);

  /// Until all is done or a signal says stop. `save` is called now and then, so that a run which is
  /// killed leaves a fresh manifest. Throws InputError when OUT cannot be written any more.
  void run(const std::function<void()>& save);

  const std::vector<PlannedInput>& items() const { return items_; }

  /// Rows of what has ended.
  std::vector<ManifestRow> rows() const;

  /// How many documents are still to be done.
  std::size_t left() const { return open_.size(); }

  ExitCode exit_code() const;

 private:
  void queue_items();
  std::unique_ptr<DocumentRun> start(std::size_t index, int threads);
  void hear(DocumentRun& run);
  void finish(const WorkQueue::Ended& ended);
  void file_record(PlannedInput& item, const WorkerJob& job, DocumentRecord record);
  void file_failure(PlannedInput& item, const WorkQueue::Ended& ended);
  void say_result(const PlannedInput& item, double seconds);
  void show_progress();

  BatchSetting setting_;
  std::vector<PlannedInput> items_;
  OutputTree& tree_;
  Reporter& report_;
  WorkQueue queue_;
  std::set<std::size_t> open_;  // to do and not yet ended
  BatchProgress progress_;
  int finished_pages_ = 0;
};

}  // namespace gouji
