#include "extract/reading/simplified_forms.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uset.h>

#include <memory>

namespace gouji {
namespace {

icu::UnicodeSet gb2312() {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeSet set;
  UConverter* converter = ucnv_open("GB2312", &error);
  if (U_SUCCESS(error)) ucnv_getUnicodeSet(converter, set.toUSet(), UCNV_ROUNDTRIP_SET, &error);
  ucnv_close(converter);
  return set;
}

}  // namespace

void simplify_signs(std::span<std::string> signs) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) return;
  const icu::UnicodeSet known = gb2312();
  for (std::string& sign : signs) {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(sign);
    if (text.countChar32() != 1 || text.char32At(0) < 0x3400 || known.contains(text.char32At(0)))
      continue;
    simplify->transliterate(text);
    if (text.countChar32() != 1 || !known.contains(text.char32At(0))) continue;
    sign.clear();
    text.toUTF8String(sign);
  }
}

}  // namespace gouji
