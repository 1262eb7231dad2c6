// What a confined process can no longer do. Each attempt is made in a child, because there is no
// way back.

#include "cli/worker/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <thread>

#include "cli/files/atomic_file.h"
#include "tests/cli/program.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

/// Whether `attempt` succeeds in a process that may write below `writable` only.
bool succeeds_confined(const fs::path& writable, const std::function<bool()>& attempt) {
  const pid_t child = ::fork();
  if (child == 0) {
    enter_sandbox({writable});
    ::_exit(attempt() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status)) << "the child was killed by signal " << WTERMSIG(status);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool can_write(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0) return false;
  ::close(fd);
  return true;
}

class Sandbox : public testing::Test {
 protected:
  Sandbox() { fs::create_directories(inside_); }

  bool succeeds(const std::function<bool()>& attempt) const {
    return succeeds_confined(inside_, attempt);
  }

  ScratchFolder scratch_;
  fs::path inside_ = scratch_.path() / "inside";
  fs::path outside_ = scratch_.write("outside.txt", "precious");
};

class SandboxWrites : public Sandbox {
 protected:
  void SetUp() override {
    if (!offered_sandbox().writes_limited)
      GTEST_SKIP() << "NOT TESTED: this kernel has no Landlock, workers can write anywhere";
  }
};

class SandboxCalls : public Sandbox {
 protected:
  void SetUp() override {
    if (!offered_sandbox().system_calls_limited)
      GTEST_SKIP() << "NOT TESTED: this kernel has no seccomp filters";
  }
};

TEST_F(SandboxWrites, InsideTheFolderOnly) {
  EXPECT_TRUE(succeeds([&] { return can_write(inside_ / "new"); }));
  EXPECT_TRUE(succeeds([&] { return ::mkdir((inside_ / "folder").c_str(), 0700) == 0; }));
  EXPECT_FALSE(succeeds([&] { return can_write(scratch_.path() / "new"); }));
  EXPECT_FALSE(succeeds([&] { return can_write(outside_); }));
  EXPECT_FALSE(succeeds([&] { return can_write(inside_ / ".." / "new"); }));
  EXPECT_FALSE(succeeds([&] { return ::mkdir((scratch_.path() / "folder").c_str(), 0700) == 0; }));
  EXPECT_FALSE(succeeds([&] { return ::unlink(outside_.c_str()) == 0; }));
  EXPECT_FALSE(succeeds([&] {
    return ::rename((inside_ / "new").c_str(), (scratch_.path() / "moved").c_str()) == 0;
  }));
  EXPECT_FALSE(succeeds([&] { return ::symlink("x", (scratch_.path() / "link").c_str()) == 0; }));
  EXPECT_EQ(read_file(outside_), "precious");
}

TEST_F(SandboxWrites, ReadingStays) {
  EXPECT_TRUE(succeeds([&] { return read_file(outside_) == "precious"; }));
  EXPECT_TRUE(succeeds([] { return can_write("/dev/null"); }));
}

TEST_F(SandboxCalls, NoSocketOfAnyKind) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
    EXPECT_FALSE(succeeds([family] { return ::socket(family, SOCK_DGRAM, 0) >= 0; })) << family;
}

TEST_F(SandboxCalls, NoProgramAndNoOtherProcess) {
  EXPECT_FALSE(succeeds([] {
    const char* const arguments[] = {"/bin/true", nullptr};
    return ::execv(arguments[0], const_cast<char* const*>(arguments)) == 0;
  }));
  EXPECT_FALSE(succeeds([] { return ::kill(::getppid(), 0) == 0; }));
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_FALSE(succeeds([] {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    return child > 0;
  }));
#endif
}

TEST_F(SandboxCalls, ThreadsStay) {
  EXPECT_TRUE(succeeds([] {
    int answer = 0;
    std::thread([&] { answer = 1; }).join();
    return answer == 1;
  }));
}

TEST_F(Gouji, WorkersAreConfined) {
  const SandboxState offered = offered_sandbox();
  if (!offered.writes_limited || !offered.system_calls_limited)
    GTEST_SKIP() << "NOT TESTED: this kernel does not offer all that confines a worker";
  scratch_.write("in/a.pdf", pdf(kTable));
  const Outcome outcome = run({"ingest", in(""), "-o", out(), "--log-level", "debug"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("a: " + SandboxState{true, true}.text()), std::string::npos)
      << outcome.err;
}

}  // namespace
}  // namespace gouji
