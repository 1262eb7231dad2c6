#include "extract/grid/print_rows.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Dpi kDpi{72};  // a pixel is a point
const std::vector<int> kRows{0, 40}, kColumns{0, 100, 160, 220};

std::vector<int> levels(const std::vector<cv::Rect>& signs) {
  return levels_between_rows(signs, kRows, kColumns, kDpi, {});
}

TEST(LevelsBetweenRows, TwoLinesOfFiguresAreTwoRows) {
  EXPECT_THAT(levels({{3, 6, 60, 8},
                      {130, 6, 27, 8},
                      {190, 6, 27, 8},  //
                      {3, 26, 40, 8},
                      {130, 26, 27, 8},
                      {190, 26, 27, 8}}),
              ElementsAre(20));
}

TEST(LevelsBetweenRows, WrappedTextIsOneRow) {
  // It goes on below as its line is full.
  EXPECT_THAT(levels({{3, 6, 94, 8},
                      {103, 6, 50, 8},
                      {163, 6, 52, 8},  //
                      {3, 26, 40, 8},
                      {103, 26, 8, 8},
                      {163, 26, 8, 8}}),
              IsEmpty());
}

TEST(LevelsBetweenRows, OneColumnOfTwoLinesIsNotEnough) {
  EXPECT_THAT(levels({{3, 6, 30, 8}, {3, 26, 40, 8}}), IsEmpty());
}

TEST(LevelsBetweenRows, PrintInTheMiddleOfARowHoldsItTogether) {
  EXPECT_THAT(levels({{3, 6, 60, 8},
                      {130, 6, 27, 8},
                      {190, 16, 27, 8},  //
                      {3, 26, 40, 8},
                      {130, 26, 27, 8}}),
              IsEmpty());
}

TEST(LevelsBetweenRows, ThreeRowsHaveTwo) {
  std::vector<cv::Rect> signs;
  for (const int y : {4, 16, 28}) {
    signs.emplace_back(3, y, 60, 6);
    signs.emplace_back(130, y, 27, 6);
  }
  EXPECT_THAT(levels(signs), ElementsAre(13, 25));
}

}  // namespace
}  // namespace gouji
