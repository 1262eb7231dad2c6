#include "normalize/confusion.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/diagnostic.h"

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

class ConfusionFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() /
            ("confusion-" + std::to_string(::getpid()) + ".csv");
  }

  void TearDown() override { std::filesystem::remove(file_); }

  ConfusionModel load(const std::string& text) {
    std::ofstream(file_, std::ios::binary) << text;
    return load_confusions(file_);
  }

  std::filesystem::path file_;
};

TEST_F(ConfusionFileTest, MeasuredCostsReplaceThePriors) {
  const ConfusionModel model = load("read,printed,cost\n5,2,0.7\n,.,1.25\n7,,9\n");
  EXPECT_DOUBLE_EQ(confusion_cost("15.00", "12.00", model), 0.7);
  EXPECT_DOUBLE_EQ(confusion_cost("1500", "15.00", model), 1.25);
  EXPECT_DOUBLE_EQ(model.cost('7', ConfusionModel::kNothing), 9);
  // The other way round, and what the file does not name, stay as they were.
  EXPECT_DOUBLE_EQ(confusion_cost("12.00", "15.00", model), confusion_cost("12.00", "15.00"));
  EXPECT_DOUBLE_EQ(confusion_cost("13.00", "18.00", model), confusion_cost("13.00", "18.00"));
}

TEST_F(ConfusionFileTest, WithoutAFileThePriorsCount) {
  EXPECT_EQ(load_confusions("/nowhere/confusion.csv"), ConfusionModel{});
}

TEST_F(ConfusionFileTest, MalformedLinesAreNamed) {
  for (const char* line : {"5,2", "5,2,x", "55,2,1", "5,5,1", "a,2,1", "5,2,-1", "5,2,1.23456"}) {
    try {
      load(std::string("read,printed,cost\n") + line + "\n");
      ADD_FAILURE() << line;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("line 2"), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace gouji
