// Names of the documents' folders: the file's stem, made safe, and made unique by content. A name
// that an earlier run gave stays.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

constexpr std::size_t kMaxStemBytes = 120;

/// The text with every byte that is not part of valid UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view bytes);

/// The stem of a file name: ending removed, control characters replaced by '_', cut to 120 bytes at
/// a character's border.
std::string document_stem(const std::string& file_name);

/// Whether the output folder uses this name itself.
bool is_reserved_name(std::string_view name);

/// What wants a name: one content (or one unreadable file).
struct NameRequest {
  std::string stem;
  std::string key;  ///< SHA-256 in hex of the content, or of the path when it cannot be read
};

/// One name for each request, all different. `taken` maps a name to the key that has it; a request
/// whose key is there keeps that name.
std::vector<std::string> assign_names(const std::vector<NameRequest>& requests,
                                      const std::map<std::string, std::string>& taken);

}  // namespace gouji
