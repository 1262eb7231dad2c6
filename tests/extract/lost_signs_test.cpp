#include "extract/reading/lost_signs.h"

#include <gtest/gtest.h>

#include <string_view>

namespace gouji {
namespace {

/// One column: '#' a cell with ink, '.' specks in its middle, ' ' nothing.
std::vector<bool> lost(std::string_view column) {
  CellSheet sheet;
  std::vector<GridCell> places;
  for (const char c : column) {
    CellWork cell;
    if (c == '#') cell.boxes.emplace_back(0, 0, 10, 10);
    cell.ink.specks = c == '.';
    sheet.cells.push_back(cell);
    places.push_back({static_cast<int>(places.size()), 0, 1, 1, {}});
  }
  return lost_signs(sheet, places, {});
}

TEST(LostSigns, AreWhereMostEmptyCellsOfAColumnHaveSpecks) {
  EXPECT_EQ(lost("..#. . .  "),
            (std::vector<bool>{true, true, false, true, false, true, false, true, false, false}));
}

TEST(LostSigns, AreEmptyCellsOfAColumnThatIsFullOtherwise) {
  EXPECT_EQ(lost("..#..#. #"),
            (std::vector<bool>{true, true, false, true, true, false, true, true, false}));
}

TEST(LostSigns, SpecksHereAndThereAreDirt) {
  for (const char* column : {"...  #", ".  .     .    .", "####.  "})
    for (const bool cell : lost(column)) EXPECT_FALSE(cell) << column;
}

/// One column of cells 50 by 12 points without ink, with so many crumbs each.
std::vector<bool> crumbled(const std::vector<std::size_t>& column) {
  CellSheet sheet;
  sheet.dpi = Dpi{72};
  std::vector<GridCell> places;
  for (const std::size_t crumbs : column) {
    CellWork cell;
    cell.ink.where = {0, 0, 50, 12};
    cell.ink.crumbs = crumbs;
    sheet.cells.push_back(cell);
    places.push_back({static_cast<int>(places.size()), 0, 1, 1, {}});
  }
  return lost_signs(sheet, places, {});
}

TEST(LostSigns, AreCrumbsMoreThanDirt) {
  EXPECT_EQ(crumbled({0, 0, 5, 1, 0}), (std::vector<bool>{false, false, true, false, false}));
}

TEST(LostSigns, ADirtyPageHasMore) {
  EXPECT_EQ(crumbled({2, 2, 5, 1, 3}), (std::vector<bool>(5, false)));
}

TEST(LostSigns, AWornColumnIsLostWithItsFewCrumbs) {
  EXPECT_EQ(crumbled({0, 9, 9, 1, 0, 9, 9, 0, 0, 0}),
            (std::vector<bool>{false, true, true, true, false, true, true, false, false, false}));
}

}  // namespace
}  // namespace gouji
