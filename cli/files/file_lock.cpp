#include "cli/files/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr int kLockMode = 0644;

}  // namespace

FileLock::FileLock(const std::filesystem::path& file,
                   Kind kind,
                   const std::filesystem::path& folder,
                   const std::string& taken)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kLockMode)) {
  if (fd_ < 0)
    throw InputError(folder.string(),
                     "",
                     std::string("cannot be written: ") + std::strerror(errno),
                     "choose another output folder with -o, or change its permissions");
  if (::flock(fd_, (kind == Kind::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return;
  const int error = errno;
  ::close(std::exchange(fd_, -1));
  if (error == EWOULDBLOCK)
    throw InputError(
        folder.string(), "", taken, "wait until it ends, or choose another output folder with -o");
  throw InputError(folder.string(),
                   "",
                   std::string("cannot be locked: ") + std::strerror(error),
                   "choose an output folder on a disk that knows locks");
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace gouji
