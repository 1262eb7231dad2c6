#include "extract/reading/misread_places.h"

#include <algorithm>
#include <string_view>

#include "core/utf32.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestPlace = 2;
constexpr std::size_t kTellingPlace = 3;  // characters; shorter ones need the words behind
constexpr std::size_t kWordsBehind = 3;   // characters of these
constexpr std::u32string_view kNoName = U"全本各该我两三数跨";  // 全县: the whole of it

/// Equal but for one character that is not the last: 县, 市 and 区 tell what it is.
bool misread(std::u32string_view read, std::u32string_view place) {
  if (read.size() != place.size() || read.back() != place.back()) return false;
  std::size_t other = 0;
  for (std::size_t i = 0; i < read.size(); ++i) other += read[i] != place[i] ? 1 : 0;
  return other == 1;
}

/// The place without one of its characters, not the last. 县 alone may be meant so.
bool lost_one(std::u32string_view read, std::u32string_view place) {
  if (place.size() < kTellingPlace || read.size() + 1 != place.size() ||
      read.back() != place.back())
    return false;
  const auto differ = std::mismatch(read.begin(), read.end(), place.begin());
  return std::equal(differ.first, read.end(), differ.second + 1);
}

/// Where a name begins behind a colon or a dash; 0 without.
std::size_t name_in(const std::string& line) {
  std::size_t name = 0;
  for (const std::string_view sign : {":", "：", "-", "—"})
    if (const std::size_t at = line.rfind(sign); at != std::string::npos)
      name = std::max(name, at + sign.size());
  return name;
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
      Printed printed{print.substr(at, length), print.substr(at + length, kWordsBehind)};
      if (known_.contains(printed.place) &&
          std::find(printed_.begin(), printed_.end(), printed) == printed_.end())
        printed_.push_back(std::move(printed));
    }
}

bool PrintedPlaces::is_known(std::u32string_view print, std::size_t shortest) const {
  for (std::size_t length = shortest; length <= std::min(longest_, print.size()); ++length)
    if (known_.contains(std::u32string(print.substr(0, length)))) return true;
  return false;
}

std::string PrintedPlaces::put_right(const std::string& text) const {
  const std::u32string print = to_utf32(without_spaces(text));
  const std::u32string_view read = print;
  if (is_known(read, kTellingPlace)) return text;
  for (const auto& [place, behind] : printed_)
    if (place.size() >= kTellingPlace && read.size() > place.size() &&
        misread(read.substr(0, place.size()), place))
      return to_utf8(place + print.substr(place.size()));
  if (read.empty() || kNoName.find(read.front()) != std::u32string_view::npos ||
      is_known(read, kShortestPlace))
    return text;
  for (const auto& [place, behind] : printed_) {
    if (behind.size() < kWordsBehind || read.size() < place.size() + kWordsBehind - 1) continue;
    for (const std::size_t length : {place.size(), place.size() - 1})
      if (read.substr(length, kWordsBehind) == behind &&
          (misread(read.substr(0, length), place) || lost_one(read.substr(0, length), place)))
        return to_utf8(place + print.substr(length));
  }
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
    for (TextLine& line : table->head_lines) {
      const std::size_t name = name_in(line.text);
      line.text = line.text.substr(0, name) + places.put_right(line.text.substr(name));
    }
    for (RawCell& cell : table->cells) {
      if (cell.readings.empty()) continue;
      const std::string read = chosen_text(cell);
      const std::string right = places.put_right(read);
      if (right != read) put_right(right, cell);
    }
  }
}

}  // namespace gouji
