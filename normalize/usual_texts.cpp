#include "normalize/usual_texts.h"

#include <set>
#include <sstream>

#include "core/chinese_numerals.h"
#include "core/utf32.h"

namespace gouji {
namespace {

constexpr int kMostOrdinals = 35;  // of a summary table: 30 are printed today
constexpr std::size_t kShortest = 2;

/// Names of subjects, words of closed sets, indicators and their levels.
std::vector<std::string> lexicon_texts(const Lexicons& lexicons) {
  std::vector<std::string> texts;
  const auto add = [&texts](const std::vector<std::string>& more) {
    texts.insert(texts.end(), more.begin(), more.end());
  };
  for (const auto* subjects : {&lexicons.functional, &lexicons.economic})
    for (const auto& [code, names] : *subjects) add(names);
  for (const auto& [code, names] : lexicons.former_names)
    for (const FormerName& former : names) texts.push_back(former.name);
  for (const auto& [column, words] : lexicons.closed_sets) add(words);
  for (const auto& [second, first] : lexicons.first_levels) add({second, first});
  for (const StandardIndicator& indicator : lexicons.indicators) texts.push_back(indicator.level3);
  return texts;
}

/// The lines of summary tables: what their columns usually say, and the classes of functions.
std::vector<std::string> summary_lines(const Lexicons& lexicons) {
  std::vector<std::string> lines;
  if (const auto items = lexicons.usual_cells.find("item"); items != lexicons.usual_cells.end())
    lines = items->second;
  for (const auto& [name, code] : lexicons.class_codes()) lines.push_back(name);
  return lines;
}

}  // namespace

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
  add(lexicon_texts(lexicons));
  return texts;
}

std::vector<std::string> usual_cells(const std::vector<Schema>& schemas, const Lexicons& lexicons) {
  std::set<std::string> cells;
  const auto add = [&cells](const std::vector<std::string>& more) {
    cells.insert(more.begin(), more.end());
  };
  for (const Schema& schema : schemas) {
    add(schema.totals);
    add(schema.subtotals);
    for (const Column& column : schema.columns) {
      cells.insert(column.title);
      for (const std::string& path : column.aliases) {
        std::istringstream words(path);
        for (std::string word; std::getline(words, word, '/');) cells.insert(word);
      }
    }
  }
  add(lexicon_texts(lexicons));
  for (const auto& [column, texts] : lexicons.usual_cells) add(texts);
  for (const std::string& line : summary_lines(lexicons)) {
    cells.insert(line);
    for (int number = 1; number <= kMostOrdinals; ++number)
      cells.insert(to_utf8(chinese_numerals(number)) + "、" + line);
  }
  std::erase_if(cells, [](const std::string& cell) { return to_utf32(cell).size() < kShortest; });
  return {cells.begin(), cells.end()};
}

}  // namespace gouji
