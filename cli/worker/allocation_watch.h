// Notices when the memory limit of this process refuses an allocation. Libraries written in C go on
// without what they did not get: a page would come out blank, and its tables would be lost without
// a word.
#pragma once

#include <string>

namespace gouji {

/// From here on the first refusal writes `message` to `fd`, from whatever thread. Nothing under
/// sanitizers, which have an allocator of their own.
void watch_allocations(int fd, const std::string& message);

}  // namespace gouji
