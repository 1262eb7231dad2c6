#include "normalize/schema/column_places.h"

#include <utility>

#include "normalize/schema/column_content.h"

namespace gouji {
namespace {

// Likeness of a header that is read, whatever its reader doubts.
constexpr double kClearWording = 0.9;

// Of a column of words most rows have some; crumbs and dirt leave a few among empty cells.
bool holds_words(const ColumnContent& content, const GridView& grid, const FlatHeader& header) {
  constexpr double kCrumbs = 0.25;  // of the rows
  return content.words > content.figures &&
         content.words > kCrumbs * (grid.rows() - header.first_data_row);
}

// Figures stand where the form has figures, and words where it has words.
bool content_speaks_for(const Schema& schema,
                        const std::vector<Target>& targets,
                        const std::vector<int>& places,
                        const FlatHeader& header,
                        const GridView& grid) {
  int figures = 0, words = 0;
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Target& target = targets[static_cast<std::size_t>(places[c])];
    const ColumnType type = schema.columns[static_cast<std::size_t>(target.column)].type;
    const ColumnContent content = content_of(grid, header.first_data_row, static_cast<int>(c));
    if (is_for_figures(type) && content.figures <= content.words) return false;
    figures += is_for_figures(type) ? 1 : 0;
    words += !is_for_figures(type) && content.words > content.figures ? 1 : 0;
  }
  return figures > 0 && words > 0;
}

// Forms print a unit's code before its name or behind it: the content tells.
void settle_codes_and_names(const Schema& schema,
                            const std::vector<Target>& targets,
                            const FlatHeader& header,
                            const GridView& grid,
                            std::vector<int>& places) {
  const auto type_at = [&](std::size_t c) {
    return schema
        .columns[static_cast<std::size_t>(targets[static_cast<std::size_t>(places[c])].column)]
        .type;
  };
  const auto fits = [&](ColumnType type, std::size_t c) {
    return fits_content(type, content_of(grid, header.first_data_row, static_cast<int>(c)));
  };
  for (std::size_t c = 0; c + 1 < places.size(); ++c) {
    const ColumnType here = type_at(c), next = type_at(c + 1);
    const bool pair = (here == ColumnType::Text && next == ColumnType::Code) ||
                      (here == ColumnType::Code && next == ColumnType::Text);
    if (pair && !fits(here, c) && !fits(next, c + 1)) std::swap(places[c], places[c + 1]);
  }
}

}  // namespace

std::vector<int> place_unread_columns(ColumnMatch& match,
                                      const Schema& schema,
                                      const FlatHeader& header,
                                      const GridView& grid) {
  if (schema.two_sided || schema.blocks > 1) return {};
  const std::vector<Target> targets = targets_of(schema);
  const auto column_of = [&](int target) -> const Column& {
    return schema
        .columns[static_cast<std::size_t>(targets[static_cast<std::size_t>(target)].column)];
  };
  std::vector<int> places;  // of the columns that are always printed, or of all
  for (int t = 0; t < static_cast<int>(targets.size()); ++t)
    if (match.target.size() == targets.size() || !column_of(t).optional) places.push_back(t);
  if (places.size() != match.target.size()) return {};
  settle_codes_and_names(schema, targets, header, grid, places);

  std::vector<int> placed;
  for (std::size_t c = 0; c < places.size(); ++c) {
    const Column& column = column_of(places[c]);
    if (match.target[c] == places[c]) continue;
    if (match.wording[c] >= kClearWording) return {};  // this form has another order
    const int place = static_cast<int>(c);
    // Text may be all figures (权重); figures are not words.
    const ColumnContent content = content_of(grid, header.first_data_row, place);
    if (!is_header_doubtful(grid, header, place) ||
        (is_for_figures(column.type) && holds_words(content, grid, header)) ||
        contradicts_digits(grid, header.first_data_row, place, column.digits))
      return {};
    placed.push_back(targets[static_cast<std::size_t>(places[c])].column);
  }
  if (placed.size() == places.size() && !content_speaks_for(schema, targets, places, header, grid))
    return {};
  match.target = places;
  return placed;
}

}  // namespace gouji
