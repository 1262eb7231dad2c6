// The commands that work through many documents on one machine: ingest, tables, normalize, apply.
#pragma once

#include "cli/options.h"

namespace gouji {

/// Throws InputError when nothing can be begun: OUT cannot be written or is in use, bad schemas or
/// --meta.
ExitCode run_batch(const CommandLine& line);

}  // namespace gouji
