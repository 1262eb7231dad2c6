// What a worker gives up before it opens a document that may have been made to take it over: where
// it may write, and every way out of its own process. docs/isolation.md lists it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/batch/reporter.h"

namespace gouji {

/// What is in force after `enter_sandbox`.
struct SandboxState {
  bool writes_limited = false;        ///< Landlock
  bool system_calls_limited = false;  ///< seccomp

  /// For a log: what holds and what does not.
  std::string text() const;
};

/// From here on this process and what it starts can write only below these folders (which exist),
/// can open no socket, start no program and reach no other process. Reading stays as it was. What
/// the kernel does not offer is left out. Call it while there is one thread.
SandboxState enter_sandbox(const std::vector<std::filesystem::path>& writable);

/// What this kernel offers, without entering anything.
SandboxState offered_sandbox();

/// One warning when workers of this run cannot be confined.
void report_sandbox(Reporter& report);

}  // namespace gouji
