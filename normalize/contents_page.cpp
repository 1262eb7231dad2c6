#include "normalize/contents_page.h"

#include <regex>

#include "normalize/head_lines.h"
#include "normalize/table_classifier.h"
#include "normalize/text_folding.h"

namespace gouji {
namespace {

constexpr double kSameTitle = 0.75;

bool is_contents_heading(const std::string& line) {
  const std::string key = match_key(line);
  return key == "目录" || key == "目次" || key == "预算公开报表目录";
}

// "十三、2023年预算项目支出绩效目标表 .... 12" -> number and title; no number gives "".
AnnouncedTable split_entry(const std::string& line) {
  static const std::regex kEntry(
      "^((?:附?表?[一二三四五六七八九十]+|附?表?[0-9]+(?:-[0-9]+)?)[、.,:]|\\(?["
      "一二三四五六七八九十0-9]+\\)|"
      "附?表 ?[0-9]+(?:-[0-9]+)?)?(.*?)[.·…‥ -]*[0-9]*$");
  AnnouncedTable entry;
  std::smatch match;
  const std::string text = fold(line);
  if (!std::regex_match(text, match, kEntry)) return entry;
  entry.number = match[1];
  while (!entry.number.empty() && (entry.number.ends_with(".") || entry.number.ends_with(",") ||
                                   entry.number.ends_with(":")))
    entry.number.pop_back();
  if (entry.number.ends_with("、")) entry.number.erase(entry.number.size() - 3);
  entry.title = match[2];
  return entry;
}

}  // namespace

std::vector<AnnouncedTable> read_contents(const RawDocument& raw,
                                          const std::vector<Schema>& schemas) {
  std::vector<AnnouncedTable> announced;
  bool inside = false;
  for (const RawPage& page : raw.pages) {
    std::size_t before = announced.size();
    if (inside && !page.tables.empty()) break;
    for (const TextLine& line : page.lines) {
      if (is_contents_heading(line.text)) {
        inside = true;
        continue;
      }
      if (!inside || !may_be_title(line.text)) continue;
      static const std::regex kPart(
          "^第[一二三四五六七八九十0-9]+部分.*|^.{0,4}(?:[^表]*年度?)?(?:单位|部门)(?:预算|决算)(?:"
          "公开)?表.{0,8}");
      if (std::regex_match(fold(line.text), kPart)) continue;
      AnnouncedTable entry = split_entry(line.text);
      const TitleMatch title = match_title({line.text}, schemas);
      const bool table =
          entry.title.ends_with("表") || entry.title.find("表(") != std::string::npos;
      if (!table && title.similarity < kSameTitle) continue;
      if (title.similarity >= kSameTitle)
        entry.schema = schemas[static_cast<std::size_t>(title.schema)].id;
      announced.push_back(std::move(entry));
    }
    if (inside && announced.size() == before && before > 0) break;
  }
  return announced;
}

}  // namespace gouji
