// Writes files that appear complete or not at all: a temporary name in the same folder, fsync,
// rename. A disk that is full or a folder that cannot be written throws WriteError and leaves the
// former file as it was.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/diagnostic.h"

namespace gouji {

/// Nothing can be written: the disk is full, or the output folder was taken away. No fault of the
/// document that was being worked on.
class WriteError : public InputError {
 public:
  using InputError::InputError;
};

class AtomicFile {
 public:
  /// Opens the temporary file beside `path`, whose folder must exist.
  explicit AtomicFile(std::filesystem::path path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();  ///< without commit(): removes the temporary file

  void write(std::string_view bytes);

  /// Makes the file appear under its name.
  void commit();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::FILE* file_ = nullptr;
};

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// Creates the folder and its parents; throws WriteError naming the reason.
void make_folder(const std::filesystem::path& folder);

/// Puts `staged` in the place of `target` (a folder that may exist) and removes the former one.
/// `aside` is a free name on the same file system.
void replace_folder(const std::filesystem::path& staged,
                    const std::filesystem::path& target,
                    const std::filesystem::path& aside);

/// The whole file. Throws InputError.
std::string read_file(const std::filesystem::path& path);

}  // namespace gouji
