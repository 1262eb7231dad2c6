#include "extract/grid/grid_spans.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

// Every combination of present and absent inner boundaries of grids up to 3 x 3: the cells always
// tile the grid.
TEST(GridSpans, CellsTileEveryGridUpToThreeByThree) {
  for (int rows = 1; rows <= 3; ++rows)
    for (int columns = 1; columns <= 3; ++columns) {
      std::vector<int> xs, ys;
      for (int i = 0; i <= columns; ++i) xs.push_back(10 * i);
      for (int i = 0; i <= rows; ++i) ys.push_back(10 * i);
      const int below = (rows - 1) * columns, right = rows * (columns - 1);
      for (int bits = 0; bits < 1 << (below + right); ++bits) {
        Boundaries b;
        int bit = 0;
        for (int r = 0; r + 1 < rows; ++r) {
          b.below.emplace_back();
          for (int c = 0; c < columns; ++c) b.below.back().push_back(bits >> bit++ & 1);
        }
        for (int r = 0; r < rows; ++r) {
          b.right.emplace_back();
          for (int c = 0; c + 1 < columns; ++c) b.right.back().push_back(bits >> bit++ & 1);
        }
        std::vector<int> covered(static_cast<std::size_t>(rows * columns), 0);
        for (const auto& cell : cells_from_boundaries(xs, ys, b))
          for (int r = cell.row; r < cell.row + cell.row_span; ++r)
            for (int c = cell.column; c < cell.column + cell.column_span; ++c)
              ++covered[static_cast<std::size_t>(r * columns + c)];
        ASSERT_THAT(covered, ::testing::Each(1))
            << rows << "x" << columns << " boundaries " << bits;
      }
    }
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
