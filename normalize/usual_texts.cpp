#include "normalize/usual_texts.h"

namespace gouji {

std::vector<std::string> usual_texts(const std::vector<Schema>& schemas, const Lexicons& lexicons) {
  std::vector<std::string> texts = lexicons.divisions;
  const auto add = [&texts](const std::vector<std::string>& more) {
    texts.insert(texts.end(), more.begin(), more.end());
  };
  for (const Schema& schema : schemas) {
    for (const auto* list : {&schema.titles, &schema.totals, &schema.subtotals}) add(*list);
    for (const Column& column : schema.columns) {
      add(column.aliases);
      texts.push_back(column.title);
    }
  }
  for (const auto* subjects : {&lexicons.functional, &lexicons.economic})
    for (const auto& [code, names] : *subjects) add(names);
  for (const auto& [code, names] : lexicons.former_names)
    for (const FormerName& former : names) texts.push_back(former.name);
  for (const auto& [column, words] : lexicons.closed_sets) add(words);
  for (const auto& [second, first] : lexicons.first_levels) add({second, first});
  for (const StandardIndicator& indicator : lexicons.indicators) texts.push_back(indicator.level3);
  return texts;
}

}  // namespace gouji
