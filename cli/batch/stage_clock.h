// Processor time of this process, divided into stages. For run.jsonl; no result depends on it.
#pragma once

#include <map>
#include <string>

namespace gouji {

class StageClock {
 public:
  /// What was used since the former stage ended (the first began with the process) is this one's.
  void end(const std::string& stage);

  /// Seconds by stage.
  const std::map<std::string, double>& seconds() const { return seconds_; }

 private:
  double last_ = 0;
  std::map<std::string, double> seconds_;
};

}  // namespace gouji
