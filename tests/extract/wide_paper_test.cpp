#include "extract/grid/wide_paper.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Dpi kDpi{72};  // a pixel is a point

std::vector<int> levels(const std::vector<cv::Rect>& signs, std::vector<int> rows = {0, 200}) {
  return levels_in_wide_paper(signs, rows, kDpi, {});
}

// Lines of 10, 3 between those of a cell and 10 between rows: 10-20, 30-40 and 43-53, 63-73.
const std::vector<cv::Rect> kTable{
    {5, 10, 60, 10}, {5, 30, 60, 10}, {5, 43, 20, 10}, {5, 63, 60, 10}};

TEST(LevelsInWidePaper, AreBetweenRowsAndNotBetweenLinesOfACell) {
  EXPECT_THAT(levels(kTable), ElementsAre(25, 58));
}

TEST(LevelsInWidePaper, NotWhereARulingIs) {
  EXPECT_THAT(levels(kTable, {0, 26, 200}), ElementsAre(58));
}

TEST(LevelsInWidePaper, PrintInAnotherColumnHoldsARowTogether) {
  auto table = kTable;
  table.emplace_back(100, 15, 40, 20);
  EXPECT_THAT(levels(table), ElementsAre(58));
}

TEST(LevelsInWidePaper, WithoutWrappedTextsNothingIsKnown) {
  EXPECT_THAT(levels({{5, 10, 60, 10}, {5, 30, 60, 10}, {5, 50, 60, 10}}), IsEmpty());
}

TEST(LevelsInWidePaper, LinesSetWideApartAreNoRows) {
  // All but one of the gaps are those between lines of a cell.
  EXPECT_THAT(levels({{5, 10, 60, 10}, {5, 24, 60, 10}, {5, 38, 60, 10}, {5, 52, 60, 10}}),
              IsEmpty());
}

TEST(LevelsInWidePaper, OfNothingThereAreNone) {
  EXPECT_THAT(levels({}), IsEmpty());
  EXPECT_THAT(levels(kTable, {}), IsEmpty());
}

}  // namespace
}  // namespace gouji
