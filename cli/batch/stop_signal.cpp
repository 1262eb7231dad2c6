#include "cli/batch/stop_signal.h"

#include <csignal>
#include <initializer_list>

namespace gouji {
namespace {

volatile std::sig_atomic_t stop_signal = 0;  // NOLINT(*mutable-globals): set by a signal handler

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
