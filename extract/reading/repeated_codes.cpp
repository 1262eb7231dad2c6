#include "extract/reading/repeated_codes.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/similarity.h"
#include "core/utf32.h"
#include "extract/reading/amount_shape.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

bool is_figure(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.,- ") == std::string::npos;
}

/// How often a column says what.
struct Said {
  std::map<std::string, int> counts;
  int figures = 0;

  void add(const std::string& text) {
    ++counts[text];
    ++figures;
  }

  int of(const std::string& text) const {
    const auto found = counts.find(text);
    return found == counts.end() ? 0 : found->second;
  }
};

/// What a column says in nearly all of its sure cells, and of its flagged ones in nearly all that
/// have lost no digit; empty when nothing.
std::string repeated_code(const std::vector<RawCell*>& column, const RepeatedCodeOptions& options) {
  Said sure, all;
  for (const RawCell* cell : column) {
    const std::string text = without_spaces(chosen_text(*cell));
    if (!is_figure(text)) continue;
    all.add(text);
    if (cell->reasons.empty()) sure.add(text);
  }
  const auto most =
      std::max_element(all.counts.begin(), all.counts.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      });
  if (most == all.counts.end()) return {};
  const auto& [code, count] = *most;
  int whole = 0;
  for (const auto& [text, times] : all.counts) whole += text.size() == code.size() ? times : 0;
  const bool repeated = is_code(code) && code.size() >= options.shortest &&
                        count >= options.fewest && count >= options.share * whole &&
                        sure.of(code) >= options.sure_share * sure.figures;
  return repeated ? code : std::string();
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
      if (cell->reasons.empty() || has_reason(*cell, "cut_off") || !resembles_number(read) ||
          read == code)
        continue;
      if (edit_distance(to_utf32(read), to_utf32(code)) <= options.misread) put_right(code, *cell);
    }
  }
}

}  // namespace gouji
