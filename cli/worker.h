// One document in a process of its own: extract, normalize, reconcile, write the staging folder.
// Reports by lines of JSON on standard output; whatever libraries print goes to standard error.
#pragma once

#include <string>

#include "cli/document_record.h"
#include "cli/options.h"

namespace gouji {

/// What a worker says. `Result` or `Refused` is its last word.
struct WorkerMessage {
  enum class Kind { Progress, Remark, Result, Refused, OutOfMemory, Fault };

  Kind kind = Kind::Progress;
  int pages_done = 0;  ///< Progress
  int pages_total = 0;
  std::string text{};  ///< Remark, Refused, Fault: a sentence
  bool warning = false;
  DocumentRecord record{};  ///< Result
};

std::string to_line(const WorkerMessage& message);

/// Throws std::exception for a line that is no message.
WorkerMessage parse_message(const std::string& line);

/// Runs the job of a `worker` command line.
ExitCode run_worker(const CommandLine& line);

}  // namespace gouji
