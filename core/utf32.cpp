#include "core/utf32.h"

#include <unicode/unistr.h>

#include <cstdint>

namespace gouji {

std::u32string to_utf32(std::string_view text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::u32string result;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1))
    result += static_cast<char32_t>(wide.char32At(i));
  return result;
}

std::string to_utf8(std::u32string_view text) {
  icu::UnicodeString wide;
  for (const char32_t c : text) wide.append(static_cast<UChar32>(c));
  std::string result;
  wide.toUTF8String(result);
  return result;
}

bool is_ideograph(char32_t c) {
  return c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace gouji
