// Where the readers' models are looked for.
#pragma once

#include <filesystem>
#include <vector>

namespace gouji {

/// Beside the installed program (share/gouji/models), then where the build left them.
std::vector<std::filesystem::path> model_folders(const std::filesystem::path& of_build);

}  // namespace gouji
