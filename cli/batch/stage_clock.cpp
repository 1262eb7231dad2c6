#include "cli/batch/stage_clock.h"

#include <ctime>

namespace gouji {

void StageClock::end(const std::string& stage) {
  constexpr double kNano = 1e-9;
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  const double now = static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * kNano;
  seconds_[stage] += now - last_;
  last_ = now;
}

}  // namespace gouji
