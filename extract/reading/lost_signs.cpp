#include "extract/reading/lost_signs.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gouji {
namespace {

/// Cells of a column: with ink, with specks in the middle alone, with neither; of the latter two
/// those that dirt did not make.
struct Tally {
  std::ptrdiff_t inked = 0, specked = 0, bare = 0, crumbled = 0;
};

double square_pt(const CellInk& ink, Dpi dpi) {
  return to_points(ink.where.width, dpi) * to_points(ink.where.height, dpi);
}

// Specks a square point, as half of the empty cells have or fewer.
double dirt(const CellSheet& sheet, const ReadingOptions& options) {
  std::vector<double> densities;
  for (const CellWork& cell : sheet.cells)
    if (!cell.has_ink() && cell.ink.where.area() > 0)
      densities.push_back(static_cast<double>(cell.ink.crumbs) / square_pt(cell.ink, sheet.dpi));
  if (densities.empty()) return 0;
  const auto middle = densities.begin() + static_cast<std::ptrdiff_t>(densities.size() / 2);
  std::nth_element(densities.begin(), middle, densities.end());
  return std::clamp(*middle, options.least_dirt, options.most_dirt);
}

// That dirt alone leaves so many specks or more: the tail of a Poisson distribution.
double chance_of(std::size_t specks, double expected) {
  double fewer = 0, term = std::exp(-expected);
  for (std::size_t n = 0; n < specks; ++n) {
    fewer += term;
    term *= expected / static_cast<double>(n + 1);
  }
  return 1 - fewer;
}

}  // namespace

std::vector<bool> lost_signs(const CellSheet& sheet,
                             const std::vector<GridCell>& places,
                             const ReadingOptions& options) {
  const double density = dirt(sheet, options);
  std::vector<bool> lost(places.size(), false);
  std::map<int, Tally> columns;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Tally& tally = columns[places[i].column];
    const CellWork& cell = sheet.cells[i];
    ++(cell.has_ink() ? tally.inked : cell.ink.specks ? tally.specked : tally.bare);
    if (cell.has_ink()) continue;
    const double expected = density * square_pt(cell.ink, sheet.dpi);
    lost[i] = chance_of(cell.ink.crumbs, expected) < options.chance_of_dirt;
    if (lost[i]) ++tally.crumbled;
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const CellWork& cell = sheet.cells[i];
    if (cell.has_ink() || lost[i]) continue;
    const auto& [inked, specked, bare, crumbled] = columns[places[i].column];
    const auto empty = static_cast<double>(specked + bare);
    const auto is_full = [&, all = static_cast<double>(inked) + empty](std::ptrdiff_t filled) {
      return static_cast<double>(filled) >= options.filled_share * all;
    };
    const bool signs = specked >= options.fewest_specked &&
                       static_cast<double>(specked) >= options.specked_share * empty;
    const bool worn = crumbled >= options.fewest_specked;
    lost[i] = (signs && (cell.ink.specks || is_full(inked + specked))) ||
              (worn && (cell.ink.crumbs > 0 || is_full(inked + crumbled)));
  }
  return lost;
}

}  // namespace gouji
