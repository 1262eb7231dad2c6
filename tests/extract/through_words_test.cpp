#include "extract/grid/through_words.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

constexpr Dpi kDpi{72};  // a pixel is a point

bool through(int x, const std::vector<cv::Rect>& signs) {
  return runs_through_word(x, {{10, 0, 40, 10}}, signs, kDpi, {});
}

TEST(RunsThroughWord, WhereASignOrLittlePaperIs) {
  EXPECT_TRUE(through(15, {{10, 0, 19, 10}, {30, 0, 20, 10}}));
  EXPECT_TRUE(through(29, {{10, 0, 19, 10}, {30, 0, 20, 10}}));
}

TEST(RunsThroughWord, NotInPaperBetweenTwoWords) {
  EXPECT_FALSE(through(29, {{10, 0, 17, 10}, {30, 0, 20, 10}}));
}

TEST(RunsThroughWord, NotBesideTheWord) {
  EXPECT_FALSE(through(9, {{10, 0, 40, 10}}));
  EXPECT_FALSE(through(50, {{10, 0, 40, 10}}));
}

TEST(RunsThroughWord, SignsOfOtherWordsDoNotCount) {
  EXPECT_FALSE(through(29, {{10, 0, 17, 10}, {30, 0, 20, 10}, {20, 40, 20, 10}}));
}

}  // namespace
}  // namespace gouji
