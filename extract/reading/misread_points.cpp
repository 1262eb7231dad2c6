#include "extract/reading/misread_points.h"

#include <algorithm>
#include <optional>

#include "core/chinese_numerals.h"
#include "core/utf32.h"

namespace gouji {
namespace {

constexpr char32_t kPoint = U'.', kMiddleDot = 0xB7;
constexpr std::u32string_view kClosing = U"）)";
constexpr char32_t kComma = U'，', kFullStop = U'。', kPause = U'、';
constexpr std::u32string_view kMarks = U"，。；：、";
constexpr std::u32string_view kSentenceMarks = U"，。；";

// Of characters, not counting blanks; a name with one mark in it is shorter or has one mark.
constexpr std::ptrdiff_t kShortestSentence = 12;
constexpr std::ptrdiff_t kFewestMarks = 2;

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\n';
}

bool is_point(char32_t c) {
  return c == kPoint || c == kMiddleDot;
}

bool is_mark(char32_t c) {
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_wide(char32_t c) {
  constexpr char32_t kFirst = 0x2E80;
  return c >= kFirst;
}

/// A text with its points, and what stands around each.
class Points {
 public:
  explicit Points(const std::u32string& text) : text_(text), sentence_(is_sentence()) {}

  /// What stands at a place in truth: another sign, or nothing.
  std::optional<char32_t> put_right(std::size_t at) const {
    const char32_t sign = text_[at];
    if (!is_point(sign)) return sign;
    const char32_t left = before(at), right = behind(at);
    const bool begins = left == 0, ends = right == 0;
    if (begins) return is_wide(right) ? std::nullopt : std::optional(sign);
    const bool closed = kClosing.find(left) != std::u32string_view::npos;
    if (ends && !is_wide(left) && !closed) return sign;
    if (is_mark(left)) return std::nullopt;
    if (ends) return sentence_ ? std::optional(kFullStop) : std::nullopt;
    const bool behind_bracket = closed && is_ideograph(right);
    if (behind_bracket && !sentence_) return std::nullopt;
    if (!is_ideograph(left) && !behind_bracket) return sign;
    if (sentence_ && (is_ideograph(right) || is_ascii_digit(right))) return kComma;
    if (!is_ideograph(right) || sign == kMiddleDot) return sign;
    return behind_an_ordinal(at) ? std::optional(kPause) : std::nullopt;
  }

 private:
  char32_t before(std::size_t at) const {
    while (at > 0)
      if (!is_blank(text_[--at])) return text_[at];
    return 0;
  }

  char32_t behind(std::size_t at) const {
    while (++at < text_.size())
      if (!is_blank(text_[at])) return text_[at];
    return 0;
  }

  bool behind_an_ordinal(std::size_t at) const {
    return std::all_of(text_.begin(),
                       text_.begin() + static_cast<std::ptrdiff_t>(at),
                       [](char32_t c) { return is_blank(c) || is_chinese_numeral(c); });
  }

  bool is_sentence() const {
    if (std::count_if(text_.begin(), text_.end(), is_ideograph) < kShortestSentence) return false;
    std::ptrdiff_t marks = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool mark = kSentenceMarks.find(text_[i]) != std::u32string_view::npos;
      marks += mark || (is_point(text_[i]) && is_ideograph(before(i))) ? 1 : 0;
    }
    return marks >= kFewestMarks;
  }

  const std::u32string& text_;
  bool sentence_;
};

}  // namespace

std::string without_misread_points(const std::string& text) {
  const std::u32string read = to_utf32(text);
  const Points points(read);
  std::u32string right;
  for (std::size_t i = 0; i < read.size(); ++i)
    if (const auto sign = points.put_right(i)) right += *sign;
  return to_utf8(right);
}

}  // namespace gouji
