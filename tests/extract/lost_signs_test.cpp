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

}  // namespace
}  // namespace gouji
