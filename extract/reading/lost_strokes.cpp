#include "extract/reading/lost_strokes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

std::string without_thin_marks(std::string key) {
  constexpr std::array<std::string_view, 3> kThin = {"/", "\u00B7", ","};
  for (const std::string_view mark : kThin)
    for (std::size_t at = key.find(mark); at != std::string::npos; at = key.find(mark, at))
      key.erase(at, mark.size());
  return key;
}

}  // namespace

LostStrokes::LostStrokes(const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) phrases_.insert(print_key(phrase));
  for (const std::string& phrase : phrases_)
    if (std::string bare = without_thin_marks(phrase); bare != phrase && !phrases_.contains(bare))
      bare_.insert(std::move(bare));
}

bool LostStrokes::may_be_in(const std::string& text) const {
  const std::string key = print_key(text);
  return !phrases_.contains(key) && bare_.contains(without_thin_marks(key));
}

bool LostStrokes::is_phrase(const std::string& text) const {
  return phrases_.contains(print_key(text));
}

void mend_lost_strokes(RawTable& table, const LostStrokes& lost) {
  if (table.text_source != TextSource::Ocr) return;
  for (RawCell& cell : table.cells) {
    if (cell.readings.empty() || !lost.may_be_in(chosen_text(cell))) continue;
    const auto phrase =
        std::find_if(cell.readings.begin(), cell.readings.end(), [&](const Reading& reading) {
          return lost.is_phrase(reading.text);
        });
    if (phrase != cell.readings.end()) put_first(Reading(*phrase), cell.readings);
    flag(cell);
  }
}

}  // namespace gouji
