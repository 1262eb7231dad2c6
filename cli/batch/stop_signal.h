// Ctrl-C and its like: the first one asks the batch to stop, which leaves everything in order.
#pragma once

namespace gouji {

void watch_stop_signals();

bool stop_wanted();

}  // namespace gouji
