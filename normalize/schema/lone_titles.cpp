#include "normalize/schema/lone_titles.h"

#include <algorithm>
#include <set>
#include <string>

#include "normalize/repair/text_folding.h"
#include "normalize/schema/head_lines.h"
#include "normalize/schema/table_classifier.h"

namespace gouji {
namespace {

bool is_on(const NormalizedTable& table, int page) {
  return std::any_of(table.sources.begin(), table.sources.end(), [page](const auto& source) {
    return source.first == page || source.first == page + 1;
  });
}

}  // namespace

std::vector<LoneTitle> find_lone_titles(const RawDocument& raw,
                                        const std::vector<NormalizedTable>& tables,
                                        const std::vector<Schema>& schemas) {
  std::vector<LoneTitle> lone;
  for (const RawPage& page : raw.pages) {
    std::set<std::string> titles;
    std::vector<LoneTitle> here;
    for (const TextLine& line : page.lines) {
      if (!may_be_title(line.text)) continue;
      const TitleMatch title = match_title({line.text}, schemas);
      if (title.similarity < kSureTitle || !titles.insert(match_key(line.text)).second) continue;
      const bool found =
          std::any_of(tables.begin(), tables.end(), [&](const NormalizedTable& table) {
            return table.schema == schemas[static_cast<std::size_t>(title.schema)].id &&
                   is_on(table, page.number);
          });
      if (!found) here.push_back({page.number, title.line});
    }
    if (titles.size() == 1) lone.insert(lone.end(), here.begin(), here.end());
  }
  return lone;
}

}  // namespace gouji
