#include "extract/reading/model_folders.h"

namespace gouji {

std::vector<std::filesystem::path> model_folders(const std::filesystem::path& of_build) {
  std::vector<std::filesystem::path> folders;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(program.parent_path().parent_path() / "share/gouji/models");
  folders.push_back(of_build);
  return folders;
}

}  // namespace gouji
