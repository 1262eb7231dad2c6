#include "cli/document_run.h"

#include <fmt/format.h>

#include <csignal>
#include <cstring>
#include <utility>

#include <unistd.h>

namespace gouji {
namespace {

using Kind = WorkerMessage::Kind;

std::vector<std::string> worker_arguments(const WorkerJob& job, const BatchOptions& options) {
  std::vector<std::string> arguments{"worker",
                                     "--command=" + name_of(job.command),
                                     "--input=" + job.input.native(),
                                     "--staging=" + job.staging.native(),
                                     "--document=" + job.document,
                                     "--sha256=" + job.sha256,
                                     fmt::format("--threads={}", job.threads),
                                     fmt::format("--parent={}", ::getpid()),
                                     fmt::format("--memory-mb={}", options.memory_mb)};
  if (!options.keep_stages.empty())
    arguments.push_back("--keep-stages=" + options.keep_stages.native());
  if (!job.tables.empty()) arguments.push_back("--tables=" + job.tables.native());
  if (!job.corrections.empty()) arguments.push_back("--corrections=" + job.corrections.native());
  if (!job.former.empty()) arguments.push_back("--former=" + job.former.native());
  for (std::string& argument : result_arguments(options)) arguments.push_back(std::move(argument));
  return arguments;
}

}  // namespace

DocumentRun::DocumentRun(const WorkerJob& job, const BatchOptions& options)
    : job_(job),
      document_limit_s_(options.timeout_document_s),
      page_limit_s_(options.timeout_page_s),
      memory_limit_mb_(options.memory_mb * job.threads),
      process_(worker_arguments(job, options)) {}

void DocumentRun::hear(const WorkerMessage& message) {
  switch (message.kind) {
    case Kind::Progress:
      pages_done_ = message.pages_done;
      pages_total_ = message.pages_total;
      last_page_ = Clock::now();
      break;
    case Kind::Remark:
      remarks_.push_back(message);
      break;
    default:
      last_ = message;
  }
}

void DocumentRun::listen() {
  for (const std::string& line : process_.read_messages()) try {
      hear(parse_message(line));
    } catch (const std::exception&) {
      noise_.push_back(line);
    }
  for (std::string& line : process_.read_errors()) noise_.push_back(std::move(line));
  check_time();
}

void DocumentRun::check_time() {
  if (!over_limit_.empty()) return;
  const Clock::time_point now = Clock::now();
  const auto seconds_since = [&](Clock::time_point then) {
    return std::chrono::duration<double>(now - then).count();
  };
  if (seconds_since(start_) > document_limit_s_)
    over_limit_ = fmt::format("took longer than {} s (--timeout-document)", document_limit_s_);
  else if (seconds_since(last_page_) > page_limit_s_)
    over_limit_ = fmt::format("no page finished within {} s (--timeout-page)", page_limit_s_);
  if (!over_limit_.empty()) process_.kill();
}

std::vector<WorkerMessage> DocumentRun::take_remarks() {
  return std::exchange(remarks_, {});
}

std::vector<std::string> DocumentRun::take_noise() {
  return std::exchange(noise_, {});
}

std::string DocumentRun::where() const {
  if (pages_total_ == 0) return ", before the first page";
  return fmt::format(", after {} of {} pages", pages_done_, pages_total_);
}

std::string DocumentRun::failure(const ProcessEnd& end) const {
  if (!over_limit_.empty()) return over_limit_ + where();
  if (last_ && last_->kind == Kind::Refused) return last_->text;
  if (last_ && last_->kind == Kind::OutOfMemory)
    return fmt::format("needs more than {} MB (--memory-mb){}", memory_limit_mb_, where());
  if (last_ && last_->kind == Kind::Fault)
    return fmt::format("a fault in gouji: {}{}", last_->text, where());
  if (end.signal == SIGKILL)
    return "the worker was killed from outside, perhaps for want of memory" + where();
  if (end.signal != 0)
    return fmt::format("the worker crashed ({}){}", ::strsignal(end.signal), where());
  return fmt::format("the worker stopped with exit code {}{}", end.exit_code, where());
}

std::optional<RunOutcome> DocumentRun::outcome() {
  ProcessEnd end;
  if (!process_.ended(end)) return std::nullopt;
  listen();  // what was still in the pipes
  RunOutcome outcome;
  outcome.usage = end;
  outcome.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  outcome.pages_done = pages_done_;
  if (last_ && last_->kind == Kind::Result && over_limit_.empty() && end.signal == 0) {
    outcome.record = std::move(last_->record);
  } else {
    outcome.failure = failure(end);
    outcome.try_again = !last_ || last_->kind != Kind::Refused;
  }
  return outcome;
}

}  // namespace gouji
