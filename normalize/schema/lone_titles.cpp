#include "normalize/schema/lone_titles.h"

#include <algorithm>
#include <set>
#include <string>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/schema/head_lines.h"
#include "normalize/schema/table_classifier.h"

namespace gouji {
namespace {

constexpr double kMostlyTitle = 0.7;  // of the line: 详见单位的项目绩效目标表 is a sentence

bool is_on(const NormalizedTable& table, int page) {
  return std::any_of(table.sources.begin(), table.sources.end(), [page](const auto& source) {
    return source.first == page;
  });
}

// Nothing but the title, and perhaps a year: a sentence and an entry of a list say more.
bool is_title_of(const std::string& line, const Schema& schema) {
  std::u32string key = to_utf32(match_key(line));
  std::erase_if(key, [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return to_utf32(fold(line)).ends_with(U'表') &&
         std::any_of(schema.titles.begin(), schema.titles.end(), [&](const std::string& title) {
           return similarity(to_utf32(match_key(title)), key) >= kMostlyTitle;
         });
}

}  // namespace

std::vector<LoneTitle> find_lone_titles(const RawDocument& raw,
                                        const std::vector<NormalizedTable>& tables,
                                        const std::vector<AnnouncedTable>& announced,
                                        const std::vector<Schema>& schemas) {
  std::vector<LoneTitle> lone;
  for (const RawPage& page : raw.pages) {
    const bool contents =
        std::any_of(announced.begin(), announced.end(), [&](const AnnouncedTable& entry) {
          return entry.page == page.number;
        });
    if (contents) continue;
    std::set<std::string> titles;
    std::vector<LoneTitle> here;
    for (const TextLine& line : page.lines) {
      if (!may_be_title(line.text)) continue;
      const TitleMatch title = match_title({line.text}, schemas);
      if (title.similarity < kSureTitle || !titles.insert(match_key(line.text)).second) continue;
      const Schema& schema = schemas[static_cast<std::size_t>(title.schema)];
      const bool found =
          std::any_of(tables.begin(), tables.end(), [&](const NormalizedTable& table) {
            return is_on(table, page.number) ||
                   (table.schema == schema.id && is_on(table, page.number + 1));
          });
      if (!found && is_title_of(line.text, schema)) here.push_back({page.number, title.line});
    }
    if (titles.size() == 1) lone.insert(lone.end(), here.begin(), here.end());
  }
  return lone;
}

}  // namespace gouji
