// One document at work: the worker that reads it, its limits, and what became of it.
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/files/document_record.h"
#include "cli/options.h"
#include "cli/worker/worker_message.h"
#include "cli/worker/worker_process.h"

namespace gouji {

/// How one attempt ended. Without a record `failure` says why.
struct RunOutcome {
  std::optional<DocumentRecord> record;
  std::string failure;
  bool try_again = false;     ///< the worker broke; the document itself was not refused
  bool cannot_write = false;  ///< nor would any other document come to a good end
  ProcessEnd usage;
  std::map<std::string, double> cpu_s;  ///< by stage, of a worker that came to its end
  double seconds = 0;
  int pages_done = 0;
};

class DocumentRun {
 public:
  /// Starts the worker.
  DocumentRun(const WorkerJob& job, const BatchOptions& options);

  int message_fd() const { return process_.message_fd(); }

  int error_fd() const { return process_.error_fd(); }

  const WorkerJob& job() const { return job_; }

  int pages_done() const { return pages_done_; }

  int pages_total() const { return pages_total_; }

  /// Takes in what the worker said; kills it when it is over a time limit.
  void listen();

  /// Remarks that came since the last call.
  std::vector<WorkerMessage> take_remarks();

  /// What the worker or its libraries printed since the last call.
  std::vector<std::string> take_noise();

  /// The outcome, once the worker has ended.
  std::optional<RunOutcome> outcome();

 private:
  using Clock = std::chrono::steady_clock;

  struct Moment {
    Clock::time_point clock = Clock::now();
    double cpu_s = 0;  // of the worker until then
  };

  Moment now() const { return {Clock::now(), process_.cpu_seconds()}; }

  double spent_since(const Moment& then) const;
  void hear(const WorkerMessage& message);
  void note_pages(const WorkerMessage& message);
  void check_time();
  std::string where() const;
  std::string failure(const ProcessEnd& end) const;

  WorkerJob job_;
  double document_limit_s_;
  double page_limit_s_;
  int memory_limit_mb_;
  WorkerProcess process_;
  Moment start_;
  Moment last_change_;                 // of the pages at work
  std::map<int, Moment> pages_begun_;  // and not done
  int pages_done_ = 0;
  int pages_total_ = 0;
  std::string over_limit_;
  std::optional<WorkerMessage> last_;
  std::vector<WorkerMessage> remarks_;
  std::vector<std::string> noise_;
};

}  // namespace gouji
