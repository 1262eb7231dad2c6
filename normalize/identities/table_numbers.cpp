#include "normalize/identities/table_numbers.h"

#include <map>
#include <set>
#include <string_view>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr std::size_t kFewest = 3;
constexpr int kLargest = 40;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "单位公开表3-1", "公开05表", "公开表1": main number and part, 0 where there is no part.
bool read_number(const std::string& line, int& number, int& part) {
  static constexpr std::string_view kPublic = "公开", kTable = "表";
  const std::string text = fold(line);
  std::size_t at = text.find(kPublic);
  constexpr std::size_t kLongest = 30;  // bytes: a line of its own, no prose
  if (at == std::string::npos || text.size() > kLongest) return false;
  at += kPublic.size();
  const bool before = text.compare(at, kTable.size(), kTable) == 0;
  if (before) at += kTable.size();
  const auto digits = [&](int& value) {
    const std::size_t from = at;
    value = 0;
    while (at < text.size() && is_digit(text[at]) && value <= kLargest)
      value = value * 10 + (text[at++] - '0');
    return at > from && value <= kLargest;
  };
  part = 0;
  if (!digits(number)) return false;
  if (at < text.size() && text[at] == '-') {
    ++at;
    if (!digits(part)) return false;
  }
  if (!before && text.compare(at, kTable.size(), kTable) == 0) at += kTable.size();
  return at == text.size() && number > 0;
}

}  // namespace

std::vector<std::string> missing_table_numbers(const NormalizedDocument& document) {
  std::map<int, std::set<int>> found;  // number -> parts, 0 for the number alone
  std::size_t count = 0;
  for (const TextLine& line : document.prose) {
    int number = 0, part = 0;
    if (read_number(line.text, number, part)) count += found[number].insert(part).second ? 1 : 0;
  }
  std::vector<std::string> missing;
  if (count < kFewest) return missing;
  for (int number = 1; number <= found.rbegin()->first; ++number) {
    const auto parts = found.find(number);
    if (parts == found.end() || !parts->second.contains(0))
      missing.push_back(std::to_string(number));
    if (parts == found.end()) continue;
    for (int part = 1; part < *parts->second.rbegin(); ++part)
      if (!parts->second.contains(part))
        missing.push_back(std::to_string(number) + "-" + std::to_string(part));
  }
  return missing;
}

}  // namespace gouji
