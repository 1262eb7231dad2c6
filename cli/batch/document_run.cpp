#include "cli/batch/document_run.h"

#include <fmt/format.h>

#include <algorithm>
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
      note_pages(message);
      break;
    case Kind::Remark:
      remarks_.push_back(message);
      break;
    default:
      // Whatever came out without the memory that was wanted is not to be believed.
      if (!last_ || last_->kind != Kind::OutOfMemory) last_ = message;
  }
}

void DocumentRun::note_pages(const WorkerMessage& message) {
  pages_done_ = message.pages_done;
  pages_total_ = message.pages_total;
  last_change_ = now();
  std::erase_if(pages_begun_,
                [&](const auto& page) { return !message.pages_now.contains(page.first); });
  for (const int page : message.pages_now) pages_begun_.emplace(page, last_change_);
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

// On a machine that has much else to do a document is not to blame for the time that it waits; but
// one that waits for ever is.
double DocumentRun::spent_since(const Moment& then) const {
  constexpr double kPatience = 10;
  const double by_clock = std::chrono::duration<double>(Clock::now() - then.clock).count();
  const double by_processor = (process_.cpu_seconds() - then.cpu_s) / std::max(1, job_.threads);
  return std::max(by_processor, by_clock / kPatience);
}

void DocumentRun::check_time() {
  if (!over_limit_.empty()) return;
  if (spent_since(start_) > document_limit_s_)
    over_limit_ = fmt::format("took longer than {} s for the document; raise --timeout-document{}",
                              document_limit_s_,
                              where());
  for (const auto& [page, begun] : pages_begun_)
    if (over_limit_.empty() && spent_since(begun) > page_limit_s_)
      over_limit_ = fmt::format(
          "page {} took longer than {} s; raise --timeout-page or leave the page out with --pages",
          page,
          page_limit_s_);
  // Opening the file and what comes after the last page have the time of one page each.
  if (over_limit_.empty() && pages_begun_.empty() && spent_since(last_change_) > page_limit_s_)
    over_limit_ =
        fmt::format("took longer than {} s{}; raise --timeout-page", page_limit_s_, where());
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
  if (pages_begun_.empty()) return ", after the last page";
  std::string pages;
  for (const auto& [page, begun] : pages_begun_)
    pages += (pages.empty() ? "" : " or ") + std::to_string(page);
  return fmt::format(", on page {} ({} of {} done)", pages, pages_done_, pages_total_);
}

std::string DocumentRun::failure(const ProcessEnd& end) const {
  if (!over_limit_.empty()) return over_limit_;
  if (last_ && (last_->kind == Kind::Refused || last_->kind == Kind::CannotWrite))
    return last_->text;
  if (last_ && last_->kind == Kind::OutOfMemory)
    return fmt::format("needs more than {} MB of memory{}; raise --memory-mb or lower --dpi",
                       memory_limit_mb_,
                       where());
  if (last_ && last_->kind == Kind::Fault)
    return fmt::format("a fault in gouji: {}{}", last_->text, where());
  if (end.signal == SIGKILL)
    return "the worker was killed from outside, perhaps for want of memory" + where() +
           "; try fewer --jobs";
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
  outcome.seconds = std::chrono::duration<double>(Clock::now() - start_.clock).count();
  outcome.pages_done = pages_done_;
  if (last_ && last_->kind == Kind::Result && over_limit_.empty() && end.signal == 0) {
    outcome.record = std::move(last_->record);
    outcome.cpu_s = std::move(last_->cpu_s);
  } else {
    outcome.failure = failure(end);
    outcome.cannot_write = last_ && last_->kind == Kind::CannotWrite;
    outcome.try_again = !last_ || last_->kind != Kind::Refused;
  }
  return outcome;
}

}  // namespace gouji
