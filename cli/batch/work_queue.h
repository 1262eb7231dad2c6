// Documents waiting and at work, several workers at a time: the longest first, so that no long
// document is left alone at the end; with fewer documents than jobs, the pages of one document are
// read in parallel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <vector>

#include "cli/batch/document_run.h"

namespace gouji {

class WorkQueue {
 public:
  /// Starts the worker of an item.
  using Start = std::function<std::unique_ptr<DocumentRun>(std::size_t item, int threads)>;

  /// An attempt that is over.
  struct Ended {
    std::size_t item = 0;
    int attempt = 1;
    WorkerJob job;
    RunOutcome outcome;
  };

  WorkQueue(int jobs, Start start);

  /// `weight`: longer documents have more of it.
  void add(std::size_t item, std::uintmax_t weight);

  /// Once more, before anything else: alone in its worker, where what it wanted in memory may fit.
  void add_again(const Ended& ended);

  bool empty() const { return waiting_.empty() && running_.empty(); }

  std::size_t size() const { return waiting_.size() + running_.size(); }

  /// Starts as many workers as there are jobs free.
  void start_workers();

  /// Waits until a worker says something, a short time at most.
  void wait() const;

  /// Hears every worker; returns those that have ended.
  std::vector<Ended> collect(const std::function<void(DocumentRun&)>& hear);

  /// Kills what is at work.
  void stop() { running_.clear(); }

  void for_each_running(const std::function<void(const DocumentRun&)>& look) const;

 private:
  struct Waiting {
    std::size_t item = 0;
    std::uintmax_t weight = 0;
    int attempt = 1;
  };

  struct Running {
    Waiting what;
    std::unique_ptr<DocumentRun> run;
  };

  int threads_for(const Waiting& next, int free) const;

  int jobs_;
  Start start_;
  std::vector<Waiting> waiting_;  // the last one is next
  bool sorted_ = true;
  std::list<Running> running_;
};

}  // namespace gouji
