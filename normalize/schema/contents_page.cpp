#include "normalize/schema/contents_page.h"

#include <string_view>

#include "normalize/repair/text_folding.h"
#include "normalize/schema/head_lines.h"
#include "normalize/schema/table_classifier.h"

namespace gouji {
namespace {

constexpr double kSameTitle = 0.75;

bool is_contents_heading(const std::string& line) {
  const std::string key = match_key(line);
  return key == "目录" || key == "目次" || key == "预算公开报表目录";
}

bool is_numeral(char32_t c) {
  return std::u32string_view(U"一二三四五六七八九十0123456789-").find(c) != std::u32string::npos;
}

bool is_leader(char32_t c) {
  return std::u32string_view(U".·…‥-。_ ").find(c) != std::u32string::npos;
}

// "十三、2023年预算项目支出绩效目标表 .... 12" -> number and title; no number gives "".
AnnouncedTable split_entry(const std::string& line) {
  const std::u32string text = to_utf32(fold(line));
  std::size_t begin = 0;
  while (begin < text.size() &&
         (text[begin] == U'附' || text[begin] == U'表' || text[begin] == U'('))
    ++begin;
  const std::size_t first = begin;
  while (begin < text.size() && is_numeral(text[begin])) ++begin;
  const std::size_t after = begin;
  const bool marked = after < text.size() &&
                      std::u32string_view(U"、.,:;)").find(text[after]) != std::u32string::npos;
  AnnouncedTable entry;
  std::size_t title = 0;
  if (after > first && (marked || first > 0)) {
    entry.number = to_utf8(std::u32string_view(text).substr(first, after - first));
    title = marked ? after + 1 : after;
  }
  std::size_t end = text.size();
  while (end > title && text[end - 1] >= U'0' && text[end - 1] <= U'9') --end;
  while (end > title && is_leader(text[end - 1])) --end;
  if (end == title) end = text.size();
  entry.title = to_utf8(std::u32string_view(text).substr(title, end - title));
  return entry;
}

// "第二部分 2023年单位预算表" heads a list of tables and is none.
bool is_part_heading(const AnnouncedTable& entry, const std::string& line) {
  if (fold(line).starts_with("第") && fold(line).find("部分") != std::string::npos) return true;
  for (const char* end : {"单位预算表", "部门预算表", "单位决算表", "部门决算表"})
    if (entry.title.ends_with(end)) return true;
  return false;
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
      AnnouncedTable entry = split_entry(line.text);
      if (is_part_heading(entry, line.text)) continue;
      const TitleMatch title = match_title({line.text}, schemas);
      const bool table =
          entry.title.ends_with("表") || entry.title.find("表(") != std::string::npos;
      if (!table && title.similarity < kSameTitle) continue;
      if (title.similarity >= kSameTitle)
        entry.schema = schemas[static_cast<std::size_t>(title.schema)].id;
      entry.page = page.number;
      announced.push_back(std::move(entry));
    }
    if (inside && announced.size() == before && before > 0) break;
  }
  return announced;
}

}  // namespace gouji
