#include "extract/reading/repeated_codes.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/similarity.h"
#include "core/utf32.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

bool is_figure(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.,- ") == std::string::npos;
}

bool is_long_code(const std::string& text, const RepeatedCodeOptions& options) {
  return text.size() >= options.shortest &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

/// What the sure cells of a column say, but for a few; empty when nothing.
std::string repeated_code(const std::vector<RawCell*>& column, const RepeatedCodeOptions& options) {
  std::map<std::string, int> counts;
  int figures = 0;
  for (const RawCell* cell : column) {
    const std::string text = without_spaces(chosen_text(*cell));
    if (!cell->reasons.empty() || !is_figure(text)) continue;
    ++figures;
    ++counts[text];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      });
  const bool repeated = most != counts.end() && is_long_code(most->first, options) &&
                        most->second >= options.fewest && most->second >= options.share * figures;
  return repeated ? most->first : std::string();
}

}  // namespace

void mend_repeated_codes(RawTable& table, const RepeatedCodeOptions& options) {
  if (table.text_source != TextSource::Ocr) return;
  std::map<int, std::vector<RawCell*>> columns;
  for (RawCell& cell : table.cells)
    if (cell.column_span == 1) columns[cell.column].push_back(&cell);
  for (const auto& [column, cells] : columns) {
    const std::string code = repeated_code(cells, options);
    if (code.empty()) continue;
    for (RawCell* cell : cells) {
      const std::string read = without_spaces(chosen_text(*cell));
      if (cell->reasons.empty() || !is_figure(read) || read == code) continue;
      if (edit_distance(to_utf32(read), to_utf32(code)) <= options.misread) put_right(code, *cell);
    }
  }
}

}  // namespace gouji
