#include "extract/reading/lost_stops.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/utf32.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

constexpr std::u32string_view kBetweenClauses = U"，；";
constexpr char32_t kStop = U'。';

enum class End { NoSentence, Bare, Stop };

End end_of(const RawCell& cell, const StopOptions& options) {
  const std::u32string text = to_utf32(chosen_text(cell));
  if (std::count_if(text.begin(), text.end(), is_ideograph) < options.shortest_sentence ||
      text.find_first_of(kBetweenClauses) == std::u32string::npos)
    return End::NoSentence;
  return text.back() == kStop ? End::Stop : is_ideograph(text.back()) ? End::Bare : End::NoSentence;
}

}  // namespace

void add_lost_stops(std::span<RawTable* const> tables, const StopOptions& options) {
  int sure_stops = 0, sure_bare = 0;
  std::vector<RawCell*> doubtful;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    RawTable& table = *tables[t];
    if (table.text_source != TextSource::Ocr) continue;
    const bool goes_on = t + 1 < tables.size() && tables[t + 1]->columns == table.columns;
    for (RawCell& cell : table.cells) {
      const End end = end_of(cell, options);
      const bool last = cell.row + cell.row_span >= table.rows;
      if (end == End::NoSentence || (last && goes_on)) continue;
      if (cell.reasons.empty())
        ++(end == End::Stop ? sure_stops : sure_bare);
      else if (end == End::Bare)
        doubtful.push_back(&cell);
    }
  }
  if (sure_bare > sure_stops) return;
  for (RawCell* cell : doubtful) put_right(cell->readings.front().text + "。", *cell);
}

}  // namespace gouji
