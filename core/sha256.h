// SHA-256 of bytes and of files, as 64 lower-case hexadecimal digits: the name by which the program
// knows a document's content. OpenSSL does the work.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace gouji {

class Sha256 {
 public:
  Sha256();
  ~Sha256();

  void add(std::string_view bytes);

  /// Ends the message. The object must not be used again.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_of_bytes(std::string_view bytes);

/// Throws InputError when the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace gouji
