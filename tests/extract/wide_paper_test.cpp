#include "extract/grid/wide_paper.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Dpi kDpi{72};  // a pixel is a point

std::vector<int> levels(const std::vector<cv::Rect>& signs,
                        const std::vector<int>& rows = {0, 200}) {
  return levels_in_paper(signs, rows, paper_between_rows(signs, kDpi, {}), kDpi, {});
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
}

// Two lines in each of three columns, and whatever stands in a fourth.
std::vector<int> in_most_columns(const std::vector<cv::Rect>& fourth) {
  std::vector<cv::Rect> row = fourth;
  for (const int x : {10, 60, 110}) {
    row.emplace_back(x, 10, 30, 10);
    row.emplace_back(x, 30, 30, 10);
  }
  return levels_in_most_columns({row}, {0, 50, 100, 150, 200}, 8, {});
}

TEST(LevelsInMostColumns, ATextMergedOverBothRowsHidesNone) {
  EXPECT_THAT(in_most_columns({{160, 20, 30, 10}}), ElementsAre(25));
  EXPECT_THAT(in_most_columns({{160, 14, 30, 10}, {160, 26, 30, 10}}), ElementsAre(25));
}

TEST(LevelsInMostColumns, AreAsManyAsThereAreRows) {
  std::vector<cv::Rect> row{{160, 30, 30, 10}};
  for (const int x : {10, 60, 110})
    for (const int y : {10, 30, 50}) row.emplace_back(x, y, 30, 10);
  EXPECT_THAT(levels_in_most_columns({row}, {0, 50, 100, 150, 200}, 8, {}), ElementsAre(25, 45));
}

TEST(LevelsInMostColumns, TwoColumnsAreNotMost) {
  const std::vector<cv::Rect> row{
      {10, 10, 30, 10}, {10, 30, 30, 10}, {60, 10, 30, 10}, {60, 30, 30, 10}, {110, 20, 30, 10}};
  EXPECT_THAT(levels_in_most_columns({row}, {0, 50, 100, 150}, 8, {}), IsEmpty());
}

}  // namespace
}  // namespace gouji
