// A child process that runs one worker: started with the environment that its libraries need,
// listened to without blocking, killed when told.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <string>
#include <vector>

namespace gouji {

/// How a child ended.
struct ProcessEnd {
  int exit_code = 0;
  int signal = 0;  ///< not 0: killed by it
  double user_s = 0;
  double system_s = 0;
  double peak_mb = 0;
};

class WorkerProcess {
 public:
  /// Starts this program again with these arguments. Throws std::system_error.
  explicit WorkerProcess(const std::vector<std::string>& arguments);
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();  ///< kills it when it still runs

  int message_fd() const { return messages_; }

  int error_fd() const { return errors_; }

  /// Whole lines that came since the last call.
  std::vector<std::string> read_messages();

  /// Lines that it or a library printed to standard error.
  std::vector<std::string> read_errors();

  void kill();

  /// Processor time of all its threads so far; 0 when it has ended.
  double cpu_seconds() const;

  /// True once it has ended; then `end` tells how.
  bool ended(ProcessEnd& end);

 private:
  pid_t pid_ = 0;
  int messages_ = -1;
  int errors_ = -1;
  std::string message_rest_;
  std::string error_rest_;
};

}  // namespace gouji
