#include "extract/reading/misread_places.h"

#include <algorithm>
#include <string_view>

#include "core/utf32.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestPlace = 3;

/// Equal but for one character that is not the last: 县, 市 and 区 tell what it is.
bool misread(std::u32string_view read, std::u32string_view place) {
  if (read.size() != place.size() || read.back() != place.back()) return false;
  std::size_t other = 0;
  for (std::size_t i = 0; i < read.size(); ++i) other += read[i] != place[i] ? 1 : 0;
  return other == 1;
}

}  // namespace

PrintedPlaces::PrintedPlaces(const std::vector<std::string>& known) {
  for (const std::string& name : known) {
    std::u32string place = to_utf32(name);
    if (place.size() < kShortestPlace) continue;
    longest_ = std::max(longest_, place.size());
    known_.insert(std::move(place));
  }
}

void PrintedPlaces::add(const std::string& text) {
  const std::u32string print = to_utf32(without_spaces(text));
  for (std::size_t at = 0; at + kShortestPlace <= print.size(); ++at)
    for (std::size_t length = kShortestPlace; length <= longest_ && at + length <= print.size();
         ++length) {
      std::u32string part = print.substr(at, length);
      if (known_.contains(part) &&
          std::find(printed_.begin(), printed_.end(), part) == printed_.end())
        printed_.push_back(std::move(part));
    }
}

std::string PrintedPlaces::put_right(const std::string& text) const {
  const std::u32string print = to_utf32(without_spaces(text));
  for (std::size_t length = kShortestPlace; length <= std::min(longest_, print.size()); ++length)
    if (known_.contains(print.substr(0, length))) return text;
  for (const std::u32string& place : printed_)
    if (print.size() > place.size() &&
        misread(std::u32string_view(print).substr(0, place.size()), place))
      return to_utf8(place + print.substr(place.size()));
  return text;
}

void mend_misread_places(std::span<RawTable* const> tables,
                         std::span<const std::string> lines,
                         const std::vector<std::string>& known) {
  PrintedPlaces places(known);
  for (const std::string& line : lines) places.add(line);
  for (const RawTable* table : tables)
    for (const RawCell& cell : table->cells)
      if (cell.reasons.empty()) places.add(chosen_text(cell));
  for (RawTable* table : tables) {
    if (table->text_source != TextSource::Ocr) continue;
    for (RawCell& cell : table->cells) {
      if (cell.readings.empty()) continue;
      const std::string read = chosen_text(cell);
      const std::string right = places.put_right(read);
      if (right != read) put_right(right, cell);
    }
  }
}

}  // namespace gouji
