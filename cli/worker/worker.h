// One document in a process of its own: extract, normalize, reconcile, write the staging folder.
// Reports by messages on standard output; whatever libraries print goes to standard error.
#pragma once

#include "cli/options.h"

namespace gouji {

/// Runs the job of a `worker` command line.
ExitCode run_worker(const CommandLine& line);

}  // namespace gouji
