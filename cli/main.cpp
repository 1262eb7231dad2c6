#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "cli/commands.h"
#include "cli/options.h"
#include "core/diagnostic.h"

namespace {

gouji::ExitCode run(int argc, char** argv) {
  try {
    const auto parsed = gouji::parse_command_line(argc, argv);
    if (const auto* code = std::get_if<gouji::ExitCode>(&parsed)) return *code;
    return gouji::run_command(std::get<gouji::CommandLine>(parsed));
  } catch (const gouji::InputError& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return gouji::ExitCode::WrongUsage;
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: a fault in gouji: {}\n", error.what());
    return gouji::ExitCode::Bug;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return static_cast<int>(run(argc, argv));
}
