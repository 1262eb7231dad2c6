// The command line: words divided by line ends.

#include <fcntl.h>

#include <vector>

#include "cli/options.h"
#include "tests/fuzz/fuzz_input.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(null, STDOUT_FILENO);  // help and messages
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> words{"gouji"};
  words.emplace_back();
  for (const char c : gouji::fuzz::text_of(data, size)) {
    if (c == '\n')
      words.emplace_back();
    else if (c != '\0')
      words.back() += c;
  }
  std::vector<const char*> pointers;
  pointers.reserve(words.size());
  for (const std::string& word : words) pointers.push_back(word.c_str());
  const auto parsed = gouji::parse_command_line(static_cast<int>(pointers.size()), pointers.data());
  if (const auto* line = std::get_if<gouji::CommandLine>(&parsed)) {
    const auto arguments = gouji::result_arguments(line->batch);
    gouji::fuzz::require(gouji::result_arguments(
                             gouji::with_arguments(gouji::BatchOptions(), arguments)) == arguments,
                         "options as arguments set the same options");
  }
  return 0;
}
