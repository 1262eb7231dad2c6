#include "extract/grid/print_runs.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Dpi kDpi{72};  // a pixel is a point

TEST(RunsOfPrint, SignsBesideEachOtherAreOne) {
  EXPECT_THAT(runs_of_print({{10, 0, 8, 8}, {30, 1, 8, 7}, {20, 0, 8, 8}}, kDpi, {}),
              ElementsAre(cv::Rect(10, 0, 28, 8)));
}

TEST(RunsOfPrint, PaperPartsThem) {
  EXPECT_THAT(runs_of_print({{30, 0, 8, 8}, {10, 0, 8, 8}}, kDpi, {}),
              ElementsAre(cv::Rect(10, 0, 8, 8), cv::Rect(30, 0, 8, 8)));
}

TEST(RunsOfPrint, LinesBelowEachOtherAreTwo) {
  EXPECT_THAT(runs_of_print({{10, 0, 8, 8}, {12, 9, 8, 8}}, kDpi, {}),
              ElementsAre(cv::Rect(10, 0, 8, 8), cv::Rect(12, 9, 8, 8)));
}

TEST(RunsOfPrint, DotsJoinNothing) {
  EXPECT_THAT(runs_of_print({{10, 0, 8, 8}, {20, 6, 1, 1}, {24, 0, 8, 8}}, kDpi, {}),
              ElementsAre(cv::Rect(10, 0, 8, 8), cv::Rect(24, 0, 8, 8)));
}

TEST(UsualHeight, IsTheMedian) {
  EXPECT_EQ(usual_height({{0, 0, 9, 3}, {0, 0, 9, 8}, {0, 0, 9, 9}}), 8);
  EXPECT_EQ(usual_height({}), 0);
}

}  // namespace
}  // namespace gouji
