#include "normalize/repair/confusion.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/diagnostic.h"

#include <cmath>

#include "normalize/repair/lexicons.h"

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

TEST(ConfusionTest, CountsCorrectThePriorsAsFarAsTheyGo) {
  const ConfusionModel prior;
  EXPECT_EQ(learned_confusions({}), prior);
  EXPECT_EQ(learned_confusions({{"口", "0", 9}, {"0", "口", 9}, {"0", "0", 9}}), prior);

  // Of twenty misread 2 all were 5: as many as the priors weigh.
  const ConfusionModel model = learned_confusions({{"2", "5", 15}, {"2", "5", 5}});
  const double expected = 20 * std::exp(-prior.cost('5', '2'));
  EXPECT_DOUBLE_EQ(model.cost('5', '2'), -std::log((20 + expected) / 40));
  EXPECT_DOUBLE_EQ(model.cost('7', '2'), prior.cost('7', '2') + std::log(2));
  EXPECT_EQ(model.cost('2', '5'), prior.cost('2', '5'));
  EXPECT_EQ(model.cost('3', '8'), prior.cost('3', '8'));
}

TEST(ConfusionTest, LostAndMadeUpCharactersAreCountedToo) {
  const ConfusionModel prior;
  const ConfusionModel model = learned_confusions({{".", "", 30}, {"", "7", 30}});
  EXPECT_LT(confusion_cost("1500", "15.00", model), confusion_cost("1500", "15.00"));
  EXPECT_LT(model.cost('7', ConfusionModel::kNothing), prior.cost('7', ConfusionModel::kNothing));
  EXPECT_GT(model.cost('6', ConfusionModel::kNothing), prior.cost('6', ConfusionModel::kNothing));
}

TEST(ConfusionTest, TheShippedCountsAreOfWhatReadersConfuse) {
  const Lexicons shipped =
      load_lexicons(std::filesystem::path(GOUJI_SOURCE_DIR) / "data" / "lexicon");
  EXPECT_NE(shipped.confusions, ConfusionModel{});
  EXPECT_LT(shipped.confusions.cost('8', '6'), shipped.confusions.cost('7', '6'));
}

}  // namespace
}  // namespace gouji
