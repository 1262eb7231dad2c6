#include "normalize/identities/prose_subjects.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gouji {
namespace {

constexpr std::size_t kNone = std::string::npos;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool stands_at(const std::string& text, std::size_t at, std::string_view word) {
  return text.compare(at, word.size(), word) == 0;
}

/// Of the bracket that ends with this mark ("款)"): where it opens and the digits in it.
struct Bracket {
  std::size_t open = kNone;
  std::string digits;
};

Bracket bracket_before(const std::string& text, std::size_t mark) {
  std::size_t i = mark;
  while (i > 0 && is_digit(text[i - 1])) --i;
  if (i == 0 || text[i - 1] != '(') return {};
  return {i - 1, text.substr(i, mark - i)};
}

/// The last bracket with this mark that opens before `end`.
Bracket last_bracket(const std::string& text, std::string_view mark, std::size_t end) {
  for (std::size_t at = text.rfind(mark, end); at != kNone && at > 0;
       at = text.rfind(mark, at - 1)) {
    Bracket found = bracket_before(text, at);
    if (found.open != kNone) return found;
    if (at == 0) break;
  }
  return {};
}

/// The amount behind a subject: past the closing quote, 科目, the year and 预算数为, and in final
/// accounts past what was first budgeted.
std::size_t figure_behind(const std::string& text, std::size_t at) {
  static constexpr std::array<std::string_view, 13> kBetween = {"”",
                                                                "\"",
                                                                "科目",
                                                                ":",
                                                                "。",
                                                                ",",
                                                                "预算数为",
                                                                "预算安排",
                                                                "当年",
                                                                "支出决算为",
                                                                "决算数为",
                                                                "支出",
                                                                "年"};
  static constexpr std::string_view kBudgeted = "年初预算为";
  for (std::size_t i = at; i < text.size();) {
    if (stands_at(text, i, kBudgeted)) {
      const auto budgeted = figure_at(text, i + kBudgeted.size());
      if (!budgeted) return kNone;
      i = budgeted->end;
      continue;
    }
    const auto word = std::find_if(kBetween.begin(), kBetween.end(), [&](std::string_view between) {
      return stands_at(text, i, between);
    });
    if (word != kBetween.end()) {
      i += word->size();
      continue;
    }
    if (figure_at(text, i)) return i;
    constexpr std::size_t kYear = 4;
    if (std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                    text.begin() + static_cast<std::ptrdiff_t>(std::min(i + kYear, text.size())),
                    is_digit) &&
        stands_at(text, i + kYear, "年")) {
      i += kYear;
      continue;
    }
    return kNone;
  }
  return kNone;
}

/// 教育支出(类)普通教育(款)小学教育(项), 公共安全支出(204类)司法(06款)行政运行(01项)
void find_bracketed(const std::string& text, std::vector<SubjectMention>& found) {
  static constexpr std::string_view kItem = "项)", kSection = "款)", kClass = "类)";
  for (std::size_t at = text.find(kItem); at != kNone; at = text.find(kItem, at + kItem.size())) {
    const Bracket item = bracket_before(text, at);
    if (item.open == kNone) continue;
    const Bracket section = last_bracket(text, kSection, item.open);
    if (section.open == kNone) continue;
    const Bracket top = last_bracket(text, kClass, section.open);
    const std::size_t item_from = section.open + 1 + section.digits.size() + kSection.size();
    SubjectMention mention;
    mention.begin = item_from;
    mention.item = text.substr(item_from, item.open - item_from);
    if (top.open != kNone) {
      const std::size_t from = top.open + 1 + top.digits.size() + kClass.size();
      mention.section = text.substr(from, section.open - from);
      mention.code = top.digits + section.digits + item.digits;
    }
    constexpr std::size_t kCode = 7;
    if (mention.code.size() != kCode) mention.code.clear();
    mention.figure = figure_behind(text, at + kItem.size());
    found.push_back(std::move(mention));
  }
}

/// “教育支出-普通教育-小学教育”科目
void find_quoted(const std::string& text, std::vector<SubjectMention>& found) {
  static constexpr std::string_view kOpen = "“", kClose = "”科目";
  for (std::size_t at = text.find(kClose); at != kNone;
       at = text.find(kClose, at + kClose.size())) {
    const std::size_t open = text.rfind(kOpen, at);
    if (open == kNone) continue;
    const std::size_t from = open + kOpen.size();
    const std::size_t last = text.rfind('-', at);
    if (last == kNone || last <= from) continue;
    const std::size_t first = text.rfind('-', last - 1);
    if (first == kNone || first <= from) continue;
    SubjectMention mention;
    mention.begin = last + 1;
    mention.item = text.substr(last + 1, at - last - 1);
    mention.section = text.substr(first + 1, last - first - 1);
    mention.figure = figure_behind(text, at + kClose.size());
    found.push_back(std::move(mention));
  }
}

}  // namespace

std::vector<SubjectMention> subject_mentions(const std::string& text) {
  std::vector<SubjectMention> found;
  find_bracketed(text, found);
  find_quoted(text, found);
  std::stable_sort(
      found.begin(), found.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace gouji
