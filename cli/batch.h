// Runs ingest, tables and normalize over many inputs: one worker process a document, several at a
// time; a document that breaks its worker is tried once more and costs nothing but itself.
#pragma once

#include "cli/options.h"

namespace gouji {

/// Throws InputError when nothing can be begun: OUT cannot be written or is in use, bad schemas or
/// --meta.
ExitCode run_batch(const CommandLine& line);

}  // namespace gouji
