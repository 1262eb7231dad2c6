#include "extract/reading/repeated_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/similarity.h"
#include "core/utf32.h"
#include "extract/reading/amount_shape.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

int distance(const std::string& a, const std::string& b) {
  return edit_distance(to_utf32(a), to_utf32(b));
}

/// One cell that reads as a figure.
struct Place {
  RawCell* cell = nullptr;
  std::string read;

  bool sure() const { return cell->reasons.empty(); }

  /// Nats of the text here.
  double cost_of(const std::string& text, const RepeatedFigureOptions& options) const {
    if (text == read) return sure() ? 0 : cell->readings.front().cost;
    if (sure()) return options.denied;
    const auto same =
        std::find_if(cell->readings.begin(), cell->readings.end(), [&](const Reading& reading) {
          return without_spaces(reading.text) == text;
        });
    const double unread = options.misread * distance(text, read);
    return same == cell->readings.end() ? unread : std::min(same->cost, unread);
  }
};

bool alike(const std::string& a, const std::string& b, const RepeatedFigureOptions& options) {
  const std::size_t longer = std::max(a.size(), b.size());
  return longer >= options.shortest &&
         static_cast<std::size_t>(distance(a, b)) <= longer / options.part;
}

/// What the place and those of its row that read nearly so say together.
std::string settled(const Place& place,
                    const std::vector<Place>& row,
                    const RepeatedFigureOptions& options) {
  std::vector<const Place*> group;
  std::set<std::string> texts;
  for (const Place& other : row) {
    if (!alike(other.read, place.read, options)) continue;
    group.push_back(&other);
    if (is_number(other.read)) texts.insert(other.read);
  }
  const auto cost = [&](const std::string& text) {
    double sum = 0;
    for (const Place* other : group) sum += other->cost_of(text, options);
    return sum;
  };
  std::string best = place.read;
  double least = cost(best);
  for (const std::string& text : texts)
    if (const double sum = cost(text); sum < least) best = text, least = sum;
  return best;
}

/// Another reading of the place that its row says as well and that is nearly as likely as what was
/// chosen; what was chosen when none is.
std::string said_in_row(const Place& place,
                        const std::vector<Place>& row,
                        const RepeatedFigureOptions& options) {
  double least = place.cell->readings.front().cost + options.in_row;
  std::string best = place.read;
  for (const Reading& reading : place.cell->readings) {
    const std::string text = without_spaces(reading.text);
    const bool said =
        std::any_of(row.begin(), row.end(), [&](const Place& other) { return other.read == text; });
    if (!said || text == place.read || text.size() < options.shortest || reading.cost >= least)
      continue;
    best = text;
    least = reading.cost;
  }
  return best;
}

}  // namespace

void mend_repeated_figures(RawTable& table, const RepeatedFigureOptions& options) {
  if (table.text_source != TextSource::Ocr) return;
  std::map<int, std::vector<Place>> rows;
  for (RawCell& cell : table.cells) {
    std::string read = without_spaces(chosen_text(cell));
    if (cell.row_span == 1 && resembles_number(read))
      rows[cell.row].push_back({&cell, std::move(read)});
  }
  for (const auto& [number, row] : rows) {
    std::vector<std::pair<RawCell*, std::string>> mended;
    for (const Place& place : row) {
      if (place.sure() || has_reason(*place.cell, "cut_off")) continue;
      std::string text = settled(place, row, options);
      if (text == place.read) text = said_in_row(place, row, options);
      if (text != place.read) mended.emplace_back(place.cell, std::move(text));
    }
    for (const auto& [cell, text] : mended) put_right(text, *cell);
  }
}

}  // namespace gouji
