#include "cli/worker/sandbox.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

namespace gouji {
namespace fs = std::filesystem;

namespace {

// Debian 12 has no library for Landlock, and headers of its second version only.
constexpr std::uint64_t kFirstVersionWrites =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t kMoveBetweenFolders = std::uint64_t{1} << 13;  // version 2
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;            // version 3
constexpr int kMoveVersion = 2;
constexpr int kTruncateVersion = 3;

int landlock_version() {
  return static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
}

std::uint64_t write_rights(int version) {
  std::uint64_t rights = kFirstVersionWrites;
  if (version >= kMoveVersion) rights |= kMoveBetweenFolders;
  if (version >= kTruncateVersion) rights |= kTruncate;
  return rights;
}

class Descriptor {
 public:
  explicit Descriptor(long fd) : fd_(static_cast<int>(fd)) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  int get() const { return fd_; }

 private:
  int fd_;
};

bool allow_below(int rules, const fs::path& folder, std::uint64_t rights) {
  const Descriptor at(::open(folder.c_str(), O_PATH | O_CLOEXEC));
  if (at.get() < 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = at.get();
  return ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

bool limit_writes(const std::vector<fs::path>& writable) {
  const int version = landlock_version();
  if (version < 1) return false;
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = write_rights(version);
  const Descriptor rules(
      ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0));
  if (rules.get() < 0) return false;
  for (const fs::path& folder : writable)
    if (!allow_below(rules.get(), folder, handled.handled_access_fs)) return false;
  // Libraries throw their messages away there.
  allow_below(rules.get(), "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE);
  return ::syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0;
}

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

// Calls that lead out of this process and that reading a document never needs.
bool refuse_calls(const Filter& filter) {
  const auto refused = SCMP_ACT_ERRNO(EACCES);
  bool good = true;
  for (const int call : {SCMP_SYS(socket),
                         SCMP_SYS(io_uring_setup),  // would open sockets past this filter
                         SCMP_SYS(execve),
                         SCMP_SYS(execveat),
                         SCMP_SYS(kill),
                         SCMP_SYS(process_vm_readv),
                         SCMP_SYS(process_vm_writev),
                         SCMP_SYS(pidfd_open),
                         SCMP_SYS(pidfd_send_signal),
                         SCMP_SYS(bpf),
                         SCMP_SYS(perf_event_open),
                         SCMP_SYS(userfaultfd),
                         SCMP_SYS(keyctl),
                         SCMP_SYS(add_key),
                         SCMP_SYS(request_key),
                         SCMP_SYS(mount),
                         SCMP_SYS(umount2),
                         SCMP_SYS(unshare),
                         SCMP_SYS(setns),
                         SCMP_SYS(chroot)})
    good = seccomp_rule_add(filter.get(), refused, call, 0) == 0 && good;
#if !defined(__SANITIZE_ADDRESS__)  // its search for leaks stops the program from a second process
  good = seccomp_rule_add(filter.get(), refused, SCMP_SYS(ptrace), 0) == 0 && good;
  // Threads, yes; processes, no. The arguments of clone3 cannot be seen: without it, clone is used.
  good = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && good;
  const scmp_arg_cmp no_thread{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0};
  good = seccomp_rule_add_array(filter.get(), refused, SCMP_SYS(clone), 1, &no_thread) == 0 && good;
  for (const int call : {SCMP_SYS(fork), SCMP_SYS(vfork)})
    good = seccomp_rule_add(filter.get(), refused, call, 0) == 0 && good;
#endif
  return good;
}

bool limit_system_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  return filter && refuse_calls(filter) && seccomp_load(filter.get()) == 0;
}

}  // namespace

std::string SandboxState::text() const {
  return fmt::format("sandbox: writes outside its folders {}, network and programs {}",
                     writes_limited ? "refused" : "not refused (no Landlock)",
                     system_calls_limited ? "refused" : "not refused (no seccomp)");
}

SandboxState enter_sandbox(const std::vector<fs::path>& writable) {
  SandboxState state;
  // Without it neither may be entered by an ordinary user.
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return state;
  state.writes_limited = limit_writes(writable);
  state.system_calls_limited = limit_system_calls();
  return state;
}

SandboxState offered_sandbox() {
  return {landlock_version() >= 1, ::prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0};
}

void report_sandbox(Reporter& report) {
  const SandboxState offered = offered_sandbox();
  if (!offered.writes_limited)
    report.warn(
        "this kernel has no Landlock: a document that takes a worker over could write wherever "
        "you can");
  if (!offered.system_calls_limited)
    report.warn(
        "this kernel has no seccomp filters: a document that takes a worker over could use the "
        "network");
}

}  // namespace gouji
