// What the batch tells its user, on standard error: lines of text or JSON, and on a terminal one
// line of progress below them.
#pragma once

#include <chrono>
#include <string>

#include "cli/options.h"

namespace gouji {

struct BatchProgress {
  int documents_done = 0;
  int documents_total = 0;
  double work_done = 0;  ///< of finished documents, in any unit that grows with their length
  double work_total = 0;
  int failed = 0;
  int flagged_cells = 0;
  int pages_done = 0;  ///< of finished documents and of those at work
  std::string now;     ///< what is being read
};

/// Where a run of `elapsed_s` seconds stands: documents, rate, time left, failures and flags.
std::string progress_text(const BatchProgress& progress, double elapsed_s);

class Reporter {
 public:
  Reporter(LogLevel level, LogFormat format);
  ~Reporter();  ///< takes the progress line away

  void error(const std::string& text) { say(LogLevel::Error, "", text); }

  void warn(const std::string& text) { say(LogLevel::Warn, "", text); }

  /// One line about one document ("" for the batch).
  void say(LogLevel level, const std::string& document, const std::string& text);

  /// Draws the progress line, a few times a second at most; where there is no terminal, says it
  /// once a minute.
  void progress(const BatchProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  void clear_progress();

  LogLevel level_;
  LogFormat format_;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_draw_;
};

}  // namespace gouji
