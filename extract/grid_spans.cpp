#include "extract/grid_spans.h"

#include <numeric>

namespace gouji {
namespace {

class SlotSets {
 public:
  explicit SlotSets(std::size_t n) : parent_(n) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<GridCell> cells_from_boundaries(const std::vector<int>& x_edges,
                                            const std::vector<int>& y_edges,
                                            const Boundaries& boundaries) {
  const auto rows = y_edges.size() - 1, columns = x_edges.size() - 1;
  SlotSets sets(rows * columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      if (r + 1 < rows && boundaries.below[r][c] == 0)
        sets.join(r * columns + c, (r + 1) * columns + c);
      if (c + 1 < columns && boundaries.right[r][c] == 0)
        sets.join(r * columns + c, r * columns + c + 1);
    }
  std::vector<char> taken(rows * columns, 0);
  std::vector<GridCell> cells;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      const auto slot = r * columns + c;
      if (taken[slot] != 0) continue;
      const auto set = sets.find(slot);
      const auto free = [&](std::size_t y, std::size_t x) {
        return taken[y * columns + x] == 0 && sets.find(y * columns + x) == set;
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

}  // namespace gouji
