#include "extract/grid/grid_spans.h"

#include "core/disjoint_sets.h"

namespace gouji {
namespace {

DisjointSets joined_slots(std::size_t rows, std::size_t columns, const Boundaries& boundaries) {
  DisjointSets sets(rows * columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      if (r + 1 < rows && boundaries.below[r][c] < 1)
        sets.unite(r * columns + c, (r + 1) * columns + c);
      if (c + 1 < columns && boundaries.right[r][c] < 1)
        sets.unite(r * columns + c, r * columns + c + 1);
    }
  return sets;
}

// One pass over all lines: where a ruling is seen for most of a run of slots of one shape, the gaps
// of the run are closed. `lengths` are the slots' sizes along the line. Returns whether
// anything changed.
template <class Divided, class SameShape>
bool close_gaps(std::size_t count,
                const std::vector<int>& edges,
                Divided divided,
                SameShape same_shape) {
  bool changed = false;
  for (std::size_t first = 0; first < count;) {
    if (!same_shape(first, first)) {
      ++first;
      continue;
    }
    std::size_t last = first + 1;
    while (last < count && same_shape(first, last)) ++last;
    double ruled = 0, all = 0;
    bool whole = true;
    for (std::size_t i = first; i < last; ++i) {
      const double length = edges[i + 1] - edges[i];
      all += length;
      ruled += length * divided(i);
      whole = whole && divided(i) >= 1;
    }
    if (ruled * 2 > all && !whole) {
      for (std::size_t i = first; i < last; ++i) divided(i) = 1;
      changed = true;
    }
    first = last;
  }
  return changed;
}

void divide_through(Boundaries& boundaries,
                    const std::vector<int>& x_edges,
                    const std::vector<int>& y_edges) {
  const auto rows = y_edges.size() - 1, columns = x_edges.size() - 1;
  for (bool changed = true; changed;) {
    changed = false;
    auto sets = joined_slots(rows, columns, boundaries);
    for (std::size_t r = 0; r + 1 < rows && !changed; ++r)
      changed = close_gaps(
          columns,
          x_edges,
          [&](std::size_t c) -> double& { return boundaries.below[r][c]; },
          [&](std::size_t a, std::size_t b) {
            const auto shape = sets.least_of(r * columns + a);
            return sets.least_of((r + 1) * columns + a) == shape &&
                   sets.least_of(r * columns + b) == shape &&
                   sets.least_of((r + 1) * columns + b) == shape;
          });
    for (std::size_t c = 0; c + 1 < columns && !changed; ++c)
      changed = close_gaps(
          rows,
          y_edges,
          [&](std::size_t r) -> double& { return boundaries.right[r][c]; },
          [&](std::size_t a, std::size_t b) {
            const auto shape = sets.least_of(a * columns + c);
            return sets.least_of(a * columns + c + 1) == shape &&
                   sets.least_of(b * columns + c) == shape &&
                   sets.least_of(b * columns + c + 1) == shape;
          });
  }
}

// Of the inner edges of one direction, those at which a cell begins; the others go. `first` and
// `span` are a cell's place in that direction.
void drop_idle(std::vector<int>& edges,
               std::vector<GridCell>& cells,
               int GridCell::*first,
               int GridCell::*span) {
  std::vector<char> used(edges.size(), 0);
  used.front() = used.back() = 1;
  for (const GridCell& cell : cells) used[static_cast<std::size_t>(cell.*first)] = 1;
  std::vector<int> place(edges.size(), 0);  // of each edge among those that stay
  for (std::size_t i = 1; i < edges.size(); ++i) place[i] = place[i - 1] + used[i - 1];
  std::vector<int> kept;
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (used[i] != 0) kept.push_back(edges[i]);
  edges = std::move(kept);
  for (GridCell& cell : cells) {
    const auto begin = static_cast<std::size_t>(cell.*first);
    const int end = place[begin + static_cast<std::size_t>(cell.*span)];
    cell.*first = place[begin];
    cell.*span = end - cell.*first;
  }
}

}  // namespace

std::vector<GridCell> cells_from_boundaries(const std::vector<int>& x_edges,
                                            const std::vector<int>& y_edges,
                                            Boundaries boundaries) {
  const auto rows = y_edges.size() - 1, columns = x_edges.size() - 1;
  divide_through(boundaries, x_edges, y_edges);
  auto sets = joined_slots(rows, columns, boundaries);
  std::vector<char> taken(rows * columns, 0);
  std::vector<GridCell> cells;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      const auto slot = r * columns + c;
      if (taken[slot] != 0) continue;
      const auto set = sets.least_of(slot);
      const auto free = [&](std::size_t y, std::size_t x) {
        return taken[y * columns + x] == 0 && sets.least_of(y * columns + x) == set;
      };
      std::size_t right = c + 1;
      while (right < columns && free(r, right)) ++right;
      std::size_t bottom = r + 1;
      const auto whole_row = [&](std::size_t y) {
        for (std::size_t x = c; x < right; ++x)
          if (!free(y, x)) return false;
        return true;
      };
      while (bottom < rows && whole_row(bottom)) ++bottom;
      for (std::size_t y = r; y < bottom; ++y)
        for (std::size_t x = c; x < right; ++x) taken[y * columns + x] = 1;
      cells.push_back(
          {static_cast<int>(r),
           static_cast<int>(c),
           static_cast<int>(bottom - r),
           static_cast<int>(right - c),
           {x_edges[c], y_edges[r], x_edges[right] - x_edges[c], y_edges[bottom] - y_edges[r]}});
    }
  return cells;
}

Grid without_idle_edges(Grid grid) {
  drop_idle(grid.y_edges, grid.cells, &GridCell::row, &GridCell::row_span);
  drop_idle(grid.x_edges, grid.cells, &GridCell::column, &GridCell::column_span);
  return grid;
}

}  // namespace gouji
