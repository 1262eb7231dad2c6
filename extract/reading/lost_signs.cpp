#include "extract/reading/lost_signs.h"

#include <map>

namespace gouji {
namespace {

/// Cells of a column: with ink, with specks in the middle alone, with neither.
struct Tally {
  std::ptrdiff_t inked = 0, specked = 0, bare = 0;
};

}  // namespace

std::vector<bool> lost_signs(const CellSheet& sheet,
                             const std::vector<GridCell>& places,
                             const ReadingOptions& options) {
  std::map<int, Tally> columns;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Tally& tally = columns[places[i].column];
    const CellWork& cell = sheet.cells[i];
    ++(cell.has_ink() ? tally.inked : cell.ink.specks ? tally.specked : tally.bare);
  }
  std::vector<bool> lost(places.size(), false);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& [inked, specked, bare] = columns[places[i].column];
    const auto empty = static_cast<double>(specked + bare);
    const bool signs = specked >= options.fewest_specked &&
                       static_cast<double>(specked) >= options.specked_share * empty;
    const bool full = static_cast<double>(inked + specked) >=
                      options.filled_share * static_cast<double>(inked + specked + bare);
    lost[i] = signs && !sheet.cells[i].has_ink() && (full || sheet.cells[i].ink.specks);
  }
  return lost;
}

}  // namespace gouji
