#include "normalize/confusion.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::Contains;
using ::testing::Not;

TEST(ConfusionTest, EqualTextsCostNothing) {
  EXPECT_EQ(confusion_cost("8,358.20", "8,358.20"), 0);
}

TEST(ConfusionTest, LookAlikeDigitsAreLikelierThanOthers) {
  EXPECT_LT(confusion_cost("3.03", "8.03"), confusion_cost("3.03", "4.03"));
  EXPECT_LT(confusion_cost("512", "5.12"), confusion_cost("512", "9.34"));
}

TEST(ConfusionTest, LostDigitAndSwappedNeighboursAreOneEdit) {
  EXPECT_LE(confusion_cost("6.00", "36.00"), 3.6);
  EXPECT_LE(confusion_cost("12.34", "21.34"), 5.0);
}

TEST(ConfusionTest, CostIsTheSameBothWays) {
  for (const char* other : {"36.00", "6.0", "60.0", "600", "-6.00", "9.00"})
    EXPECT_DOUBLE_EQ(confusion_cost("6.00", other), confusion_cost(other, "6.00")) << other;
}

TEST(ConfusionTest, SingleConfusionsAreFiguresThatABudgetPrints) {
  const auto found = single_confusions("5.12", 4);
  EXPECT_THAT(found, Contains("512"));
  EXPECT_THAT(found, Contains("6.12"));
  EXPECT_THAT(found, Contains("5.2"));
  EXPECT_THAT(found, Not(Contains("5.12")));
  EXPECT_THAT(found, Not(Contains(".12")));
  EXPECT_THAT(found, Not(Contains("05.12")));
}

}  // namespace
}  // namespace gouji
