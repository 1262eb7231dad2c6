#include "cli/batch/work_queue.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace gouji {
namespace {

constexpr int kTickMs = 100;

}  // namespace

WorkQueue::WorkQueue(int jobs, Start start) : jobs_(jobs), start_(std::move(start)) {}

void WorkQueue::add(std::size_t item, std::uintmax_t weight) {
  waiting_.push_back({item, weight});
  sorted_ = false;
}

void WorkQueue::add_again(const Ended& ended) {
  waiting_.push_back({ended.item, 0, ended.attempt + 1});
}

int WorkQueue::threads_for(const Waiting& next, int free) const {
  if (next.attempt > 1) return 1;
  return std::max(1, free / static_cast<int>(waiting_.size()));
}

void WorkQueue::start_workers() {
  if (!sorted_)
    std::stable_sort(waiting_.begin(), waiting_.end(), [](const Waiting& a, const Waiting& b) {
      return a.weight < b.weight;
    });
  sorted_ = true;
  int busy = 0;
  for (const Running& running : running_) busy += running.run->job().threads;
  while (busy < jobs_ && !waiting_.empty()) {
    const Waiting next = waiting_.back();
    const int threads = threads_for(next, jobs_ - busy);
    waiting_.pop_back();
    running_.push_back({next, start_(next.item, threads)});
    busy += threads;
  }
}

void WorkQueue::wait() const {
  std::vector<pollfd> fds;
  for (const Running& running : running_) {
    fds.push_back({running.run->message_fd(), POLLIN, 0});
    fds.push_back({running.run->error_fd(), POLLIN, 0});
  }
  // A worker that has closed its pipes but not ended yet would keep poll from waiting.
  const int ready = ::poll(fds.data(), fds.size(), kTickMs);
  const bool only_hung_up = ready > 0 && std::none_of(fds.begin(), fds.end(), [](const pollfd& fd) {
                              return (fd.revents & POLLIN) != 0;
                            });
  if (only_hung_up) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

std::vector<WorkQueue::Ended> WorkQueue::collect(const std::function<void(DocumentRun&)>& hear) {
  std::vector<Ended> ended;
  for (auto running = running_.begin(); running != running_.end();) {
    DocumentRun& run = *running->run;
    run.listen();
    std::optional<RunOutcome> outcome = run.outcome();
    hear(run);
    if (!outcome) {
      ++running;
      continue;
    }
    ended.push_back({running->what.item, running->what.attempt, run.job(), std::move(*outcome)});
    running = running_.erase(running);
  }
  return ended;
}

void WorkQueue::for_each_running(const std::function<void(const DocumentRun&)>& look) const {
  for (const Running& running : running_) look(*running.run);
}

}  // namespace gouji
