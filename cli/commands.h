// One function a command. Each prints what it is for and returns the exit code; bad settings throw
// InputError.
#pragma once

#include "cli/options.h"

namespace gouji {

ExitCode run_check(const CommandLine& line);
ExitCode run_schemas_list(const CommandLine& line);
ExitCode run_schemas_show(const CommandLine& line);
ExitCode run_schemas_lint(const CommandLine& line);

/// Runs the command of the line.
ExitCode run_command(const CommandLine& line);

}  // namespace gouji
