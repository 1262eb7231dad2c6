#include "extract/grid/signs_in_rows.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace gouji {
namespace {

/// Where the signs of an upright lie in the rows of a table, in pixels.
struct Heights {
  std::vector<double> from_middle;  ///< of the row
  std::size_t beside = 0;           ///< above or below the line of print
  std::size_t rows = 0;             ///< that any lies in
  std::size_t spread = 0;           ///< rows whose dots lie farther apart than those of a sign
};

Heights heights_in(const std::vector<DottedLine>& rows,
                   const DottedLine& line,
                   Dpi dpi,
                   const SignsInRowsOptions& options) {
  Heights heights;
  const double one_dot = to_pixels(options.one_dot_pt, dpi);
  const double most_spread = to_pixels(options.most_spread_pt, dpi);
  double end = -one_dot;
  int last = -1;  // bottom of the row of the dot before
  int first_dot = 0;
  bool spread = false;
  for (const RuleDot& dot : line.dots) {
    const bool crumb = dot.from - std::exchange(end, dot.to) < one_dot;
    const auto below = std::find_if(
        rows.begin(), rows.end(), [&](const DottedLine& row) { return row.at > dot.from; });
    if (below == rows.begin() || below == rows.end()) continue;
    if (std::exchange(last, below->at) != below->at) {
      ++heights.rows;
      first_dot = dot.from;
      spread = false;
    }
    if (!spread && dot.to - first_dot > most_spread) {
      spread = true;
      ++heights.spread;
    }
    if (crumb) continue;
    const double top = std::prev(below)->at, bottom = below->at;
    heights.from_middle.push_back((dot.from + dot.to) / 2.0 - (top + bottom) / 2);
    if (std::abs(heights.from_middle.back()) > options.line_of_row / 2 * (bottom - top))
      ++heights.beside;
  }
  return heights;
}

/// That `hits` or more of `count` hit, each with the chance `each`.
double chance_of(int hits, int count, double each) {
  double chance = 0, ways = 1;
  for (int k = 0; k <= count; ++k) {
    if (k >= hits) chance += ways * std::pow(each, k) * std::pow(1 - each, count - k);
    ways = ways * (count - k) / (k + 1);
  }
  return chance;
}

}  // namespace

bool are_signs_in_rows(const DottedLine& line,
                       const std::vector<DottedLine>& rows,
                       Dpi dpi,
                       const SignsInRowsOptions& options) {
  auto [heights, beside, in_rows, spread] = heights_in(rows, line, dpi, options);
  if (in_rows < options.fewest_rows) return false;
  if (static_cast<double>(spread) > options.most_spread_rows * static_cast<double>(in_rows))
    return false;
  const auto count = static_cast<double>(heights.size());
  if (heights.size() >= options.fewest_beside &&
      static_cast<double>(beside) <= options.most_beside * count)
    return true;
  if (2 * beside > heights.size()) return false;
  std::sort(heights.begin(), heights.end());
  const double middle = heights[heights.size() / 2];
  const double same = to_pixels(options.same_height_pt, dpi);
  const auto near = std::count_if(heights.begin(), heights.end(), [&](double height) {
    return std::abs(height - middle) <= same;
  });
  return static_cast<double>(near) >= options.same_height_share * count &&
         chance_of(static_cast<int>(near),
                   static_cast<int>(heights.size()),
                   options.chance_of_height) <= options.same_height_chance;
}

}  // namespace gouji
