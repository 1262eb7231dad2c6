#include "extract/grid/header_leaves.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Lines are 10 high.
const cv::Rect kGroup{40, 0, 40, 10}, kLeft{30, 30, 20, 10}, kRight{70, 30, 20, 10};

TEST(HeaderLeaves, AreTheWordsBelowAGroup) {
  EXPECT_THAT(header_leaves({kGroup, kLeft, kRight}, {}), ElementsAre(kLeft, kRight));
}

TEST(HeaderLeaves, AWordInTheMiddleOfTheHeightHeadsAColumn) {
  const cv::Rect merged{120, 15, 20, 10};
  EXPECT_THAT(header_leaves({kGroup, kLeft, kRight, merged}, {}),
              ElementsAre(kLeft, kRight, merged));
}

TEST(HeaderLeaves, AGroupOverTheGapOfItsColumnsHeadsNone) {
  const cv::Rect group{52, 0, 16, 10};
  EXPECT_THAT(header_leaves({group, kLeft, kRight}, {}), ElementsAre(kLeft, kRight));
}

TEST(HeaderLeaves, LinesCloseToEachOtherAreOneText) {
  EXPECT_THAT(header_leaves({{10, 0, 30, 10}, {20, 13, 10, 10}, {60, 6, 20, 10}}, {}),
              ElementsAre(cv::Rect(10, 0, 30, 23), cv::Rect(60, 6, 20, 10)));
}

TEST(HeaderLeaves, ACrumbIsNone) {
  EXPECT_THAT(header_leaves({{10, 0, 30, 10}, {60, 0, 4, 10}}, {}),
              ElementsAre(cv::Rect(10, 0, 30, 10)));
  EXPECT_THAT(header_leaves({}, {}), IsEmpty());
}

TEST(LevelBelowGroups, IsInThePaperBetweenThemAndTheirColumns) {
  const cv::Rect merged{120, 15, 20, 10};
  EXPECT_EQ(level_below_groups({kGroup, kLeft, kRight, merged}, {}), 20);
}

TEST(LevelBelowGroups, IsNotBetweenWrappedLines) {
  EXPECT_EQ(level_below_groups({{10, 0, 30, 10}, {20, 16, 10, 10}, {60, 8, 20, 10}}, {}),
            std::nullopt);
}

TEST(LevelBelowGroups, IsNoneWhereGroupsReachBelowOthersColumns) {
  const cv::Rect low{140, 28, 40, 10}, below{130, 60, 20, 10}, beside{170, 60, 20, 10};
  EXPECT_EQ(level_below_groups({kGroup, kLeft, kRight, low, below, beside}, {}), std::nullopt);
}

}  // namespace
}  // namespace gouji
