#include "normalize/repair/text_folding.h"

#include <memory>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "core/similarity.h"

namespace gouji {
namespace {

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

const icu::Normalizer2& nfkc() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(error);
}

// One transliterator a thread: ICU's are not safe to share.
const icu::Transliterator* simplifier() {
  thread_local std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
    return U_SUCCESS(error) ? std::move(made) : nullptr;
  }();
  return instance.get();
}

char32_t nfkc_of(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      nfkc().normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
  return static_cast<char32_t>(folded.char32At(0));
}

char32_t simplified(char32_t c) {
  icu::UnicodeString text(static_cast<UChar32>(c));
  if (const icu::Transliterator* simplify = simplifier()) simplify->transliterate(text);
  return static_cast<char32_t>(text.char32At(0));
}

// Radicals that PDF fonts map to instead of the ideograph, and that NFKC leaves alone.
char32_t without_radical(char32_t c) {
  static const std::unordered_map<char32_t, char32_t> kSupplement = {
      {0x2E81, U'厂'}, {0x2E84, U'乙'}, {0x2E85, U'亻'}, {0x2E86, U'冂'}, {0x2E88, U'刀'},
      {0x2E89, U'刂'}, {0x2E8B, U'卩'}, {0x2E8E, U'兀'}, {0x2E8F, U'尣'}, {0x2E92, U'巳'},
      {0x2E93, U'幺'}, {0x2E96, U'忄'}, {0x2E97, U'心'}, {0x2E98, U'扌'}, {0x2E99, U'攵'},
      {0x2E9B, U'旡'}, {0x2E9D, U'月'}, {0x2E9E, U'歺'}, {0x2E9F, U'母'}, {0x2EA0, U'民'},
      {0x2EA1, U'氵'}, {0x2EA2, U'氺'}, {0x2EA3, U'灬'}, {0x2EA4, U'爫'}, {0x2EA6, U'丬'},
      {0x2EA7, U'牛'}, {0x2EA8, U'犭'}, {0x2EA9, U'王'}, {0x2EAA, U'疋'}, {0x2EAB, U'目'},
      {0x2EAC, U'示'}, {0x2EAD, U'礻'}, {0x2EAF, U'糹'}, {0x2EB0, U'纟'}, {0x2EB1, U'网'},
      {0x2EB6, U'羊'}, {0x2EB7, U'羊'}, {0x2EB8, U'羊'}, {0x2EB9, U'老'}, {0x2EBB, U'聿'},
      {0x2EBC, U'肉'}, {0x2EBE, U'艹'}, {0x2EBF, U'艹'}, {0x2EC1, U'虎'}, {0x2EC2, U'衤'},
      {0x2EC3, U'西'}, {0x2EC4, U'西'}, {0x2EC5, U'见'}, {0x2EC6, U'角'}, {0x2EC8, U'讠'},
      {0x2EC9, U'贝'}, {0x2ECA, U'足'}, {0x2ECB, U'车'}, {0x2ECC, U'辶'}, {0x2ECF, U'邑'},
      {0x2ED0, U'钅'}, {0x2ED1, U'長'}, {0x2ED3, U'长'}, {0x2ED4, U'门'}, {0x2ED7, U'雨'},
      {0x2ED8, U'青'}, {0x2ED9, U'韦'}, {0x2EDA, U'页'}, {0x2EDB, U'风'}, {0x2EDC, U'飞'},
      {0x2EDD, U'食'}, {0x2EDF, U'食'}, {0x2EE0, U'饣'}, {0x2EE2, U'马'}, {0x2EE3, U'骨'},
      {0x2EE4, U'鬼'}, {0x2EE5, U'鱼'}, {0x2EE6, U'鸟'}, {0x2EE7, U'卤'}, {0x2EE8, U'麦'},
      {0x2EE9, U'黄'}, {0x2EEA, U'黾'}, {0x2EEC, U'齐'}, {0x2EEE, U'齿'}, {0x2EF0, U'龙'},
      {0x2EF2, U'龟'}, {0x2EF3, U'龟'}};
  // Kangxi radicals: NFKC gives the traditional ideograph, 戶 for 户.
  if (c >= 0x2F00 && c <= 0x2FD5) return simplified(nfkc_of(c));
  const auto found = kSupplement.find(c);
  return found == kSupplement.end() ? c : found->second;
}

bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B || c == 0xFEFF || c == 0x00AD;
}

// Characters that are set without blanks around them.
bool is_wide(char32_t c) {
  return is_ideograph(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…';
}

bool is_latin_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

}  // namespace

std::string fold(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString wide = nfkc().normalize(from_utf8(text), error);
  wide.toLower();
  if (const icu::Transliterator* simplify = simplifier()) simplify->transliterate(wide);
  std::u32string result;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const char32_t c = without_radical(static_cast<char32_t>(wide.char32At(i)));
    if (!is_space(c)) result += c;
  }
  return to_utf8(result);
}

std::string match_key(std::string_view text) {
  std::u32string result;
  for (const char32_t c : to_utf32(fold(text)))
    if (u_isalnum(static_cast<UChar32>(c)) || is_ideograph(c)) result += c;
  return to_utf8(result);
}

double key_similarity(std::string_view a, std::string_view b) {
  return similarity(to_utf32(match_key(a)), to_utf32(match_key(b)));
}

std::string display_text(std::string_view text) {
  std::u32string result;
  bool space = false, line_break = false;
  for (char32_t c : to_utf32(text)) {
    c = without_radical(c);
    if (is_space(c)) {
      space = true;
      line_break = line_break || c == U'\n' || c == U'\r';
      continue;
    }
    if (space && !result.empty()) {
      const char32_t before = result.back();
      const bool wide = is_wide(before) || is_wide(c);
      const bool words = is_latin_letter(before) && is_latin_letter(c);
      if (!wide && (!line_break || words)) result += U' ';
    }
    space = line_break = false;
    result += c;
  }
  return to_utf8(result);
}

std::string half_width(std::string_view text) {
  std::u32string result;
  for (char32_t c : to_utf32(text)) {
    if (is_space(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    result += c;
  }
  return to_utf8(result);
}

}  // namespace gouji
