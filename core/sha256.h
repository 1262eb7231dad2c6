// SHA-256 (FIPS 180-4) of bytes and of files, as 64 lower-case hexadecimal digits: the name by
// which the program knows a document's content.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace gouji {

class Sha256 {
 public:
  void add(std::string_view bytes);

  /// Ends the message. The object must not be used again.
  std::string hex();

 private:
  static constexpr std::size_t kBlockBytes = 64;

  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667u,
                                      0xbb67ae85u,
                                      0x3c6ef372u,
                                      0xa54ff53au,
                                      0x510e527fu,
                                      0x9b05688cu,
                                      0x1f83d9abu,
                                      0x5be0cd19u};
  std::array<unsigned char, kBlockBytes> pending_{};
  std::size_t pending_bytes_ = 0;
  std::uint64_t total_bytes_ = 0;
};

std::string sha256_of_bytes(std::string_view bytes);

/// Throws InputError when the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace gouji
