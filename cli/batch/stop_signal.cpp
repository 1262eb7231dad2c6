#include "cli/batch/stop_signal.h"

#include <csignal>
#include <initializer_list>

namespace gouji {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): set by a signal handler
volatile std::sig_atomic_t stop_signal = 0;

void on_stop(int signal) {
  stop_signal = signal;
}

}  // namespace

void watch_stop_signals() {
  struct sigaction action {};

  action.sa_handler = on_stop;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
}

bool stop_wanted() {
  return stop_signal != 0;
}

}  // namespace gouji
