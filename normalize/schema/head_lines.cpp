#include "normalize/schema/head_lines.h"

#include <algorithm>
#include <map>
#include <regex>

#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr std::size_t kLongestTitle = 45;  // characters; prose lines are longer
constexpr std::size_t kShortestName = 3;   // characters of a unit's name
constexpr int kCoverPages = 3;

std::string trimmed(const std::string& text) {
  const std::string blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// NFKC without losing the blanks between words of one line.
std::string fold_keeping_blanks(const std::string& text) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '\t' && text[i] != '\n') continue;
    if (i > begin) {
      if (!result.empty()) result += ' ';
      result += fold(std::string_view(text).substr(begin, i - begin));
    }
    begin = i + 1;
  }
  return result;
}

std::string amount_unit_of(const std::string& line) {
  static const std::regex kUnit("单位[:;.]?(?:人民币)?(亿元|万元|千元|百元|元)");
  std::smatch match;
  const std::string text = fold(line);
  if (std::regex_search(text, match, kUnit)) return match[1];
  static const std::regex kEnd("[:;](?:人民币)?(亿元|万元|千元|百元|元)$");
  if (std::regex_search(text, match, kEnd)) return match[1];
  return {};
}

void read_unit(const std::string& line, HeadInfo& info) {
  const std::string text = fold_keeping_blanks(line);
  static const std::regex kCoded("(?:^|[^0-9])([0-9]{3,9}) ?(?:-|_|—|–|－) ?([^0-9 ,.:;-][^ :;]*)");
  static const std::regex kNamed(
      "(?:编制|预算|公开|填报)?(?:单位|部门)(?:名称)? ?: ?([^0-9 :;][^ :;]*)");
  std::smatch match;
  std::string name;
  if (std::regex_search(text, match, kCoded)) {
    if (info.unit_code.empty()) info.unit_code = match[1];
    name = match[2];
  } else if (std::regex_search(text, match, kNamed)) {
    name = match[1];
  }
  for (const char* stop : {"金额单位", "单位:"}) {
    const std::size_t at = name.find(stop);
    if (at != std::string::npos) name.erase(at);
  }
  if (to_utf32(name).size() < kShortestName || name.ends_with("万元") || name == "人民币元") return;
  if (info.unit_name.empty()) info.unit_name = name;
}

std::string year_of(const std::string& line) {
  static const std::regex kYear("(20[0-9]{2}) ?年");
  std::smatch match;
  const std::string text = fold(line);
  return std::regex_search(text, match, kYear) ? match[1].str() : std::string();
}

template <class Key>
Key most_frequent(const std::map<Key, int>& counts) {
  Key best{};
  int most = 0;
  for (const auto& [key, count] : counts)
    if (count > most) {
      most = count;
      best = key;
    }
  return best;
}

int count_of(const std::string& text, const std::string& word) {
  int count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++count;
  return count;
}

// The unit's name on a cover: "剑阁县民政局2023年单位预算", or the line above "2023年单位预算".
std::string unit_on_cover(const RawDocument& raw) {
  static const std::regex kTitle(
      "^(.*?)(?:20[0-9]{2}(?:年)?(?:度)?)?(?:单位|部门)?(?:预算|决算)(?:公开|编制说明|情况说明)?$");
  for (const RawPage& page : raw.pages) {
    if (page.number > kCoverPages) break;
    std::string before;
    for (const TextLine& line : page.lines) {
      const std::string text = fold(line.text);
      std::smatch match;
      if (std::regex_match(text, match, kTitle)) {
        const std::string name = match[1];
        return to_utf32(name).size() < kShortestName ? before : name;
      }
      if (to_utf32(text).size() >= kShortestName && text.find("年") == std::string::npos)
        before = text;
    }
  }
  return {};
}

}  // namespace

HeadInfo read_head_lines(const std::vector<std::string>& lines) {
  HeadInfo info;
  for (const std::string& line : lines) {
    if (!may_be_title(line)) continue;
    read_unit(line, info);
    if (info.amount_unit.empty()) info.amount_unit = amount_unit_of(line);
    if (info.year.empty()) info.year = year_of(line);
  }
  return info;
}

bool declares_empty(const std::string& text) {
  const std::string folded = fold(text);
  static const std::regex kEmpty(
      "无此项内容|空表说明|此表为空|本表无数据|本表为空|无此项|无相关数据|空表列示");
  return std::regex_search(folded, kEmpty);
}

bool may_be_title(const std::string& text) {
  const std::u32string folded = to_utf32(fold(text));
  return folded.size() <= 2 * kLongestTitle && folded.find(U'。') == std::u32string::npos &&
         folded.find(U'；') == std::u32string::npos;
}

void describe_document(const RawDocument& raw,
                       const std::vector<HeadInfo>& heads,
                       NormalizedDocument& document) {
  std::map<std::string, int> codes, names, years;
  for (const HeadInfo& head : heads) {
    if (!head.unit_code.empty()) ++codes[head.unit_code];
    if (!head.unit_name.empty()) ++names[head.unit_name];
  }
  document.unit_code = most_frequent(codes);
  document.unit_name = most_frequent(names);
  int budget = 0, accounts = 0, departments = 0, units = 0;
  constexpr int kCoverWeight = 3;
  const auto look_at = [&](const std::string& line, int weight) {
    const std::string text = fold(line);
    if (!may_be_title(line)) return;
    budget += weight * count_of(text, "预算");
    accounts += weight * count_of(text, "决算");
    for (const char* word : {"收支总表", "收入总表", "支出总表", "预算", "决算"}) {
      departments += weight * count_of(text, std::string("部门") + word);
      units += weight * count_of(text, std::string("单位") + word);
    }
    const std::string year = year_of(line);
    if (!year.empty()) years[year] += weight;
  };
  for (const RawPage& page : raw.pages) {
    for (const TextLine& line : page.lines)
      if (page.number <= kCoverPages) look_at(line.text, page.number == 1 ? kCoverWeight : 1);
    for (const RawTable& table : page.tables)
      for (const TextLine& line : table.head_lines) look_at(line.text, 1);
  }
  document.year = most_frequent(years);
  if (budget + accounts > 0) document.kind = accounts > budget ? "final_accounts" : "budget";
  if (departments + units > 0) document.scope = departments > units ? "department" : "unit";
  if (document.unit_name.empty()) document.unit_name = trimmed(unit_on_cover(raw));
}

}  // namespace gouji
