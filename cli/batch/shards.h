// One batch on many machines that share a folder: planned once, worked on shard by shard wherever
// there is room, combined at the end. The result is, byte for byte, that of a single run.
#pragma once

#include "cli/options.h"

namespace gouji {

/// Finds and names all inputs and divides them. Throws InputError like a batch.
ExitCode run_plan(const CommandLine& line);

/// Works on one shard; what is done already is not done again. Throws InputError: no plan, another
/// program or other schemas than planned with, the shard is being worked on.
ExitCode run_shard(const CommandLine& line);

/// Puts the manifest, the combined tables and the list for review together. Documents that no shard
/// has done are reported, and the plan stays.
ExitCode run_combine(const CommandLine& line);

}  // namespace gouji
