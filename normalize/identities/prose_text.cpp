#include "normalize/identities/prose_text.h"

#include <array>
#include <string_view>

#include "normalize/identities/outline.h"

namespace gouji {
namespace {

constexpr std::size_t kHeadingBytes = 120;  // about forty characters

std::string folded(const std::string& line) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFolds = {
      {{"（", "("},
       {"）", ")"},
       {"：", ":"},
       {"，", ","},
       {"；", ";"},
       {"．", "."},
       {"　", ""},
       {"**", ""},
       {"\u00a0", ""}}};
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    bool done = line[i] == ' ' || line[i] == '#' || line[i] == '\t';
    std::size_t length = 1;
    if (!done)
      for (const auto& [from, to] : kFolds)
        if (line.compare(i, from.size(), from) == 0) {
          text += to;
          length = from.size();
          done = true;
          break;
        }
    if (!done) text += line[i];
    i += length;
  }
  return text;
}

bool is_heading(const std::string& text) {
  if (text.size() > kHeadingBytes || text.find("万元") != std::string::npos) return false;
  if (text.find("。") != std::string::npos) return false;
  return ordinal_level(text) <= 2 || text.rfind("第", 0) == 0;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

int ProseSection::page_at(std::size_t offset) const {
  int page = 0;
  for (const auto& [start, number] : pages)
    if (start <= offset) page = number;
  return page;
}

std::vector<ProseSection> prose_sections(const NormalizedDocument& document) {
  std::vector<ProseSection> sections(1);
  for (std::size_t i = 0; i < document.prose.size(); ++i) {
    const std::string text = folded(document.prose[i].text);
    if (text.empty()) continue;
    if (is_heading(text)) {
      sections.push_back({text, "", {}});
      continue;
    }
    const int page = i < document.prose_pages.size() ? document.prose_pages[i] : 0;
    ProseSection& section = sections.back();
    section.pages.emplace_back(section.text.size(), page);
    section.text += text;
  }
  return sections;
}

std::optional<ProseFigure> figure_at(const std::string& text, std::size_t offset) {
  ProseFigure figure;
  std::size_t i = offset;
  bool point = false;
  while (i < text.size()) {
    const char c = text[i];
    const bool more = i + 1 < text.size() && is_digit(text[i + 1]);
    if (is_digit(c)) {
      figure.digits += c;
    } else if (c == '.' && !point && !figure.digits.empty() && more) {
      figure.digits += c;
      point = true;
    } else if (c != ',' || figure.digits.empty() || point || !more) {
      break;
    }
    ++i;
  }
  if (figure.digits.empty()) return std::nullopt;
  for (const std::string_view unit : {"亿元", "万元", "千元", "百元", "元"})
    if (text.compare(i, unit.size(), unit) == 0) {
      figure.unit = unit;
      figure.end = i + unit.size();
      return figure;
    }
  return std::nullopt;
}

bool begins_phrase(const std::string& text,
                   std::size_t offset,
                   const NormalizedDocument& document) {
  std::string_view before = std::string_view(text).substr(0, offset);
  if (before.empty()) return true;
  for (const std::string_view mark : {"。", ",", ";", ":", "、", "(", ")", "“", "\""})
    if (ends_with(before, mark)) return true;
  constexpr std::size_t kTwoCharacters = 6;
  const std::string_view unit = document.unit_name;
  if (unit.size() >= kTwoCharacters && ends_with(before, unit.substr(unit.size() - kTwoCharacters)))
    return true;
  for (const std::string_view year : {"年度", "年"})
    if (ends_with(before, year)) {
      before.remove_suffix(year.size());
      return document.year.empty() || ends_with(before, document.year);
    }
  return false;
}

std::optional<int> count_at(const std::string& text, std::size_t offset) {
  std::size_t i = offset;
  while (i < text.size() && is_digit(text[i])) ++i;
  constexpr std::size_t kMostDigits = 5;
  if (i == offset || i - offset > kMostDigits || text.compare(i, 3, "个") != 0) return std::nullopt;
  return std::stoi(text.substr(offset, i - offset));
}

}  // namespace gouji
