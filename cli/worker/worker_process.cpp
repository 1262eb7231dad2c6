#include "cli/worker/worker_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <string_view>
#include <system_error>

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): POSIX
extern char** environ;

namespace gouji {
namespace {

constexpr std::size_t kMaxLineBytes = 1 << 22;  // beyond it the sender has lost its mind
constexpr double kMicro = 1e-6;
constexpr double kNano = 1e-9;
constexpr double kKilobytesPerMegabyte = 1024;

// Tesseract's threads slow each other down, and the variable counts only when it is set before the
// program starts.
constexpr std::string_view kThreadLimit = "OMP_THREAD_LIMIT=";

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable)
    if (!std::string_view(*variable).starts_with(kThreadLimit)) variables.emplace_back(*variable);
  variables.push_back(std::string(kThreadLimit) + "1");
  return variables;
}

[[noreturn]] void fail(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

std::vector<std::string> read_lines(int fd, std::string& rest) {
  std::array<char, 1 << 16> chunk{};
  for (;;) {
    const ssize_t n = ::read(fd, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    rest.append(chunk.data(), static_cast<std::size_t>(n));
    if (rest.size() > kMaxLineBytes) break;
  }
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (std::size_t end; (end = rest.find('\n', start)) != std::string::npos; start = end + 1)
    lines.push_back(rest.substr(start, end - start));
  rest.erase(0, start);
  if (rest.size() > kMaxLineBytes) rest.clear();
  return lines;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicro;
}

}  // namespace

WorkerProcess::WorkerProcess(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
  if (::pipe2(err.data(), O_CLOEXEC) != 0) {
    const int error = errno;
    ::close(out[0]);
    ::close(out[1]);
    fail(error, "pipe");
  }
  messages_ = out[0];
  errors_ = err[0];
  ::fcntl(messages_, F_SETFL, O_NONBLOCK);
  ::fcntl(errors_, F_SETFL, O_NONBLOCK);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own: Ctrl-C reaches the batch, which decides what becomes of its workers.
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&defaults, signal);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

  std::vector<std::string> argument_texts{"gouji"};
  argument_texts.insert(argument_texts.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variable_texts = environment();
  const int error = ::posix_spawn(&pid_,
                                  "/proc/self/exe",
                                  &actions,
                                  &attributes,
                                  pointers(argument_texts).data(),
                                  pointers(variable_texts).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  ::close(out[1]);
  ::close(err[1]);
  if (error != 0) {
    pid_ = 0;
    ::close(messages_);
    ::close(errors_);
    fail(error, "a worker cannot be started");
  }
}

WorkerProcess::~WorkerProcess() {
  if (pid_ > 0) {
    kill();
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(messages_);
  ::close(errors_);
}

std::vector<std::string> WorkerProcess::read_messages() {
  return read_lines(messages_, message_rest_);
}

std::vector<std::string> WorkerProcess::read_errors() {
  return read_lines(errors_, error_rest_);
}

void WorkerProcess::kill() {
  if (pid_ > 0) ::kill(-pid_, SIGKILL);
}

double WorkerProcess::cpu_seconds() const {
  clockid_t clock{};
  timespec used{};
  if (pid_ <= 0 || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    return 0;
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * kNano;
}

bool WorkerProcess::ended(ProcessEnd& end) {
  int status = 0;
  rusage usage{};
  if (pid_ <= 0 || ::wait4(pid_, &status, WNOHANG, &usage) != pid_) return false;
  pid_ = 0;
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  end.user_s = seconds(usage.ru_utime);
  end.system_s = seconds(usage.ru_stime);
  end.peak_mb = static_cast<double>(usage.ru_maxrss) / kKilobytesPerMegabyte;
  return true;
}

}  // namespace gouji
