#include "extract/grid/grid_spans.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::Each;

std::vector<int> edges_of(int slots) {
  std::vector<int> edges;
  for (int i = 0; i <= slots; ++i) edges.push_back(10 * i);
  return edges;
}

/// The lowest bits, row by row.
std::vector<std::vector<double>> bits_in_rows(int bits, int rows, int columns) {
  std::vector<std::vector<double>> result(static_cast<std::size_t>(rows));
  for (auto& row : result)
    for (int c = 0; c < columns; ++c, bits >>= 1) row.push_back(bits & 1);
  return result;
}

/// How many cells cover each slot.
std::vector<std::vector<int>> cover_of(const std::vector<GridCell>& cells, int rows, int columns) {
  std::vector<std::vector<int>> cover(static_cast<std::size_t>(rows),
                                      std::vector<int>(static_cast<std::size_t>(columns), 0));
  for (const GridCell& cell : cells)
    for (int r = cell.row; r < cell.row + cell.row_span; ++r)
      for (int c = cell.column; c < cell.column + cell.column_span; ++c)
        ++cover.at(static_cast<std::size_t>(r)).at(static_cast<std::size_t>(c));
  return cover;
}

void expect_tiled_whatever_is_ruled(int rows, int columns) {
  const int below = (rows - 1) * columns, right = rows * (columns - 1);
  for (int bits = 0; bits < 1 << (below + right); ++bits) {
    const Boundaries boundaries{.below = bits_in_rows(bits, rows - 1, columns),
                                .right = bits_in_rows(bits >> below, rows, columns - 1)};
    const auto cells = cells_from_boundaries(edges_of(columns), edges_of(rows), boundaries);
    ASSERT_THAT(cover_of(cells, rows, columns), Each(Each(1)))
        << rows << "x" << columns << " boundaries " << bits;
  }
}

// Every combination of present and absent inner boundaries of grids up to 3 x 3: the cells always
// tile the grid.
TEST(GridSpans, CellsTileEveryGridUpToThreeByThree) {
  for (int rows = 1; rows <= 3; ++rows)
    for (int columns = 1; columns <= 3; ++columns)
      ASSERT_NO_FATAL_FAILURE(expect_tiled_whatever_is_ruled(rows, columns));
}

TEST(GridSpans, NoBoundariesGiveOneCell) {
  const Boundaries none{{{0, 0}}, {{0}, {0}}};
  const auto cells = cells_from_boundaries({0, 10, 30}, {0, 5, 9}, none);
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0], (GridCell{0, 0, 2, 2, {0, 0, 30, 9}}));
}

TEST(GridSpans, AnAngledShapeIsCutIntoRectanglesWidestFirst) {
  // (0,0) and (0,1) are open to each other, (0,0) to (1,0): an L.
  const Boundaries angled{{{0, 1}}, {{0}, {1}}};
  const auto cells = cells_from_boundaries({0, 10, 20}, {0, 10, 20}, angled);
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[0].column_span, 2);
  EXPECT_EQ(cells[0].row_span, 1);
}

TEST(GridSpans, ALineHiddenForLessThanHalfOfItsWayStillDivides) {
  // Two rows of three slots without uprights; the middle piece of the line between them is hidden.
  const Boundaries hidden{{{1, 0, 1}}, {{0, 0}, {0, 0}}};
  const auto cells = cells_from_boundaries({0, 10, 18, 30}, {0, 10, 20}, hidden);
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0], (GridCell{0, 0, 1, 3, {0, 0, 30, 10}}));
  EXPECT_EQ(cells[1], (GridCell{1, 0, 1, 3, {0, 10, 30, 10}}));
}

TEST(GridSpans, PiecesOfALineBesideWhatHidesItCount) {
  // One upright between two slots is seen for more than half of its way, with nothing else there.
  const Boundaries worn{{}, {{0.6}}};
  EXPECT_EQ(cells_from_boundaries({0, 10, 20}, {0, 30}, worn).size(), 2u);
  // In three slots: the first whole, the second in part, the third not at all.
  const Boundaries most{{{1, 0.6, 0}}, {{0, 0}, {0, 0}}};
  EXPECT_EQ(cells_from_boundaries({0, 10, 20, 30}, {0, 10, 20}, most).size(), 2u);
  const Boundaries little{{{1, 0.4, 0}}, {{0, 0}, {0, 0}}};
  EXPECT_EQ(cells_from_boundaries({0, 10, 20, 30}, {0, 10, 20}, little).size(), 1u);
}

TEST(GridSpans, EdgesThatDivideNothingGo) {
  Grid grid;
  grid.x_edges = {0, 10, 20, 30};
  grid.y_edges = {0, 5, 9, 14};
  // The second line across and the second upright divide nothing.
  const Boundaries boundaries{{{1, 1, 1}, {0, 0, 0}}, {{1, 0}, {1, 0}, {1, 0}}};
  grid.cells = cells_from_boundaries(grid.x_edges, grid.y_edges, boundaries);
  const Grid lean = without_idle_edges(grid);
  EXPECT_EQ(lean.x_edges, (std::vector<int>{0, 10, 30}));
  EXPECT_EQ(lean.y_edges, (std::vector<int>{0, 5, 14}));
  ASSERT_EQ(lean.cells.size(), 4u);
  EXPECT_EQ(lean.cells[3], (GridCell{1, 1, 1, 1, {10, 5, 20, 9}}));
  EXPECT_EQ(without_idle_edges(lean), lean);
}

}  // namespace
}  // namespace gouji
