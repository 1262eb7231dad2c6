// A lock that lasts as long as its process: however that ends, and on whatever machine that shares
// the folder, the lock is free again.
#pragma once

#include <filesystem>
#include <string>

namespace gouji {

class FileLock {
 public:
  enum class Kind { Alone, Together };

  FileLock() = default;

  /// Takes it at once or throws InputError about `folder`: `taken` says who has it.
  FileLock(const std::filesystem::path& file,
           Kind kind,
           const std::filesystem::path& folder,
           const std::string& taken);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  int fd_ = -1;
};

}  // namespace gouji
