#include "extract/reading/print_key.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace gouji {
namespace {

constexpr unsigned char kWide = 0xE0;  // first byte of a character of three bytes or more

}  // namespace

std::string without_spaces(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
  return out;
}

bool has_wide_characters(const std::string& text) {
  return std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= kWide; });
}

std::string print_key(const std::string& text) {
  static constexpr std::array<std::pair<std::string_view, char>, 10> kAlike = {{{"〈", '('},
                                                                                {"〉", ')'},
                                                                                {"〔", '['},
                                                                                {"〕", ']'},
                                                                                {"【", '['},
                                                                                {"】", ']'},
                                                                                {"∣", '|'},
                                                                                {"丨", '|'},
                                                                                {"∶", ':'},
                                                                                {"−", '-'}}};
  const std::string plain = without_spaces(text);
  std::string key;
  for (std::size_t i = 0; i < plain.size();) {
    // U+FF01 to U+FF5E stand for 0x21 to 0x7E: EF BC 81 to EF BD 9E.
    const auto byte = [&](std::size_t k) {
      return i + k < plain.size() ? static_cast<unsigned>(static_cast<unsigned char>(plain[i + k]))
                                  : 0U;
    };
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      const unsigned code = 0xF000U | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        key += static_cast<char>(code - 0xFF01 + '!');
        i += 3;
        continue;
      }
    }
    const auto alike = std::find_if(kAlike.begin(), kAlike.end(), [&](const auto& pair) {
      return plain.compare(i, pair.first.size(), pair.first) == 0;
    });
    if (alike != kAlike.end()) {
      key += alike->second;
      i += alike->first.size();
    } else {
      key += plain[i++];
    }
  }
  return key;
}

}  // namespace gouji
