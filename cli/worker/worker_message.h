// What a worker tells its batch: one line of JSON each.
#pragma once

#include <map>
#include <set>
#include <string>

#include "cli/files/document_record.h"

namespace gouji {

/// `Result` is its last word, or one of those below it.
struct WorkerMessage {
  enum class Kind {
    Progress,
    Remark,
    Result,
    Refused,      ///< the document cannot be used
    CannotWrite,  ///< the disk is full, or OUT is gone: no other document would do better
    OutOfMemory,
    Fault
  };

  Kind kind = Kind::Progress;
  int pages_done = 0;  ///< Progress
  int pages_total = 0;
  std::set<int> pages_now{};  ///< physical numbers
  std::string text{};         ///< Remark, Refused, CannotWrite, Fault: a sentence
  bool warning = false;
  DocumentRecord record{};                ///< Result
  std::map<std::string, double> cpu_s{};  ///< Result: processor time by stage
};

std::string to_line(const WorkerMessage& message);

/// Throws std::exception for a line that is no message.
WorkerMessage parse_message(const std::string& line);

}  // namespace gouji
