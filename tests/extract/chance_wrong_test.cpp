#include "extract/reading/chance_wrong.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gouji {
namespace {

const CalibrationOptions kOptions;

TEST(ChanceWrong, FallsWithCertainty) {
  const double sure = chance_wrong({{"12.34", 0.999, "ppocr", 0.001}}, /*figure=*/true, kOptions);
  const double weak = chance_wrong({{"12.34", 0.7, "ppocr", 0.36}}, /*figure=*/true, kOptions);
  EXPECT_LT(sure, 0.001);
  EXPECT_GT(weak, 0.1);
}

TEST(ChanceWrong, ReadersOfTwoFamiliesMultiply) {
  const Reading ppocr{"12.34", 0.95, "ppocr", 0.05}, small{"12.34", 0.9, "small", 0.1};
  EXPECT_DOUBLE_EQ(chance_wrong({ppocr, small}, /*figure=*/true, kOptions),
                   chance_wrong({ppocr}, /*figure=*/true, kOptions) *
                       chance_wrong({small}, /*figure=*/true, kOptions));
}

TEST(ChanceWrong, RelativesCountOnce) {
  const Reading eng{"12", 0.9, "tesseract-eng", 0.1}, chinese{"12", 0.8, "tesseract-chi_sim", 0.2};
  EXPECT_DOUBLE_EQ(chance_wrong({eng, chinese}, /*figure=*/true, kOptions),
                   std::min(chance_wrong({eng}, /*figure=*/true, kOptions),
                            chance_wrong({chinese}, /*figure=*/true, kOptions)));
}

TEST(ChanceWrong, NothingSpeaksForAReadingThatNobodyGave) {
  EXPECT_EQ(chance_wrong({}, /*figure=*/true, kOptions), 1);
}

}  // namespace
}  // namespace gouji
