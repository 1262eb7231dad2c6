#include "cli/files/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <utility>

namespace gouji {
namespace fs = std::filesystem;

namespace {

std::string remedy(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space and run the same command again; what is complete stays";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose another output folder with -o, or change its permissions";
    case ENOTDIR:
    case EEXIST:
      return "a file stands where a folder is needed; choose another output folder with -o";
    default:
      return "check the output folder and its disk";
  }
}

[[noreturn]] void throw_write_error(const fs::path& path, int error) {
  throw WriteError(
      path.string(), "", std::string("cannot be written: ") + std::strerror(error), remedy(error));
}

// A rename survives a power cut only when the folder that holds the name is on the disk too.
void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

std::string random_word() {
  std::random_device random;
  return std::to_string((std::uint64_t{random()} << 32) | random());
}

fs::path temporary_name(const fs::path& path) {
  // Short and independent of the name, which may already have the longest length allowed; another
  // one on every machine that shares the folder, where process ids are alike.
  static const std::string kProcess = random_word();
  static std::atomic<unsigned> counter{0};
  return path.parent_path() /
         (".gouji-" + kProcess + "-" + std::to_string(counter.fetch_add(1)) + ".tmp");
}

}  // namespace

AtomicFile::AtomicFile(fs::path path) : path_(std::move(path)), temporary_(temporary_name(path_)) {
  file_ = std::fopen(temporary_.c_str(), "wbe");
  if (file_ == nullptr) throw_write_error(path_, errno);
}

AtomicFile::~AtomicFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::fail(int error) const {
  throw_write_error(path_, error);
}

void AtomicFile::write(std::string_view bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
    fail(errno);
}

void AtomicFile::commit() {
  if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) fail(errno);
  std::FILE* file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) fail(errno);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
  temporary_.clear();
  sync_folder(path_.parent_path());
}

void write_file_atomically(const fs::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && !fs::is_directory(folder, error) && !error)
    error = std::make_error_code(std::errc::not_a_directory);
  if (error) throw_write_error(folder, error.value());
}

void replace_folder(const fs::path& staged, const fs::path& target, const fs::path& aside) {
  sync_folder(staged);
  if (::rename(target.c_str(), aside.c_str()) != 0 && errno != ENOENT)
    throw_write_error(target, errno);
  if (::rename(staged.c_str(), target.c_str()) != 0) throw_write_error(target, errno);
  sync_folder(target.parent_path());
  std::error_code ignored;  // a leftover is cleared by the next run
  fs::remove_all(aside, ignored);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (!in || (in.peek() != std::ifstream::traits_type::eof() && !(bytes << in.rdbuf())))
    throw InputError(path.string(),
                     "",
                     std::string("cannot be read: ") + std::strerror(errno),
                     "check the path and its permissions");
  return std::move(bytes).str();
}

}  // namespace gouji
