#include "extract/grid/signs_in_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>

namespace gouji {
namespace {

/// A sign, or a piece of a rule, and the edges of its column, in pixels.
struct Sign {
  double from = 0;
  double to = 0;
  double left = 0;
  double right = 0;

  double middle() const { return (from + to) / 2; }
};

/// Crumbs that lie close are one.
std::vector<RuleDot> pieces_of(const std::vector<RuleDot>& dots, double one_dot) {
  std::vector<RuleDot> pieces;
  for (const RuleDot& dot : dots) {
    if (pieces.empty() || dot.from - pieces.back().to >= one_dot)
      pieces.push_back(dot);
    else
      pieces.back().to = std::max(pieces.back().to, dot.to);
  }
  return pieces;
}

std::vector<Sign> signs_of(const DottedLine& line,
                           const std::vector<DottedLine>& columns,
                           Dpi dpi,
                           const SignsInColumnsOptions& options) {
  const double beside = to_pixels(options.upright_pt, dpi);
  std::vector<Sign> signs;
  for (const RuleDot& piece : pieces_of(line.dots, to_pixels(options.one_dot_pt, dpi))) {
    const double middle = (piece.from + piece.to) / 2.0;
    const auto right = std::find_if(columns.begin(), columns.end(), [&](const DottedLine& column) {
      return column.at > middle;
    });
    if (right == columns.begin() || right == columns.end()) continue;
    const double left = std::prev(right)->at;
    if (middle - left > beside && right->at - middle > beside)
      signs.push_back({static_cast<double>(piece.from),
                       static_cast<double>(piece.to),
                       left,
                       static_cast<double>(right->at)});
  }
  return signs;
}

/// The most columns with a sign at one place, as `place` measures it, of these.
std::size_t columns_alike(const std::vector<double>& places,
                          const std::vector<Sign>& signs,
                          double longest,
                          double same) {
  std::size_t most = 0;
  for (const double place : places) {
    std::set<double> columns;
    for (std::size_t i = 0; i < signs.size(); ++i)
      if (signs[i].to - signs[i].from <= longest && std::abs(places[i] - place) <= same)
        columns.insert(signs[i].left);
    most = std::max(most, columns.size());
  }
  return most;
}

}  // namespace

bool are_signs_in_columns(const DottedLine& line,
                          const std::vector<DottedLine>& columns,
                          Dpi dpi,
                          const SignsInColumnsOptions& options) {
  const std::vector<Sign> signs = signs_of(line, columns, dpi, options);
  std::set<double> with_dots;
  for (const Sign& sign : signs) with_dots.insert(sign.left);
  const double longest = to_pixels(options.longest_sign_pt, dpi);
  const double same = to_pixels(options.same_place_pt, dpi);
  const std::array<double (*)(const Sign&), 3> measures{
      [](const Sign& sign) { return sign.right - sign.middle(); },
      [](const Sign& sign) { return sign.middle() - sign.left; },
      [](const Sign& sign) { return sign.middle() - (sign.left + sign.right) / 2; }};
  return std::any_of(measures.begin(), measures.end(), [&](const auto& measure) {
    std::vector<double> places;
    std::transform(signs.begin(), signs.end(), std::back_inserter(places), measure);
    const auto alike = static_cast<double>(columns_alike(places, signs, longest, same));
    return alike >= static_cast<double>(options.fewest_columns) &&
           alike >= options.share_of_columns * static_cast<double>(with_dots.size()) &&
           alike >= options.share_of_dots * static_cast<double>(signs.size());
  });
}

}  // namespace gouji
