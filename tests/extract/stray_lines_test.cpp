#include "extract/reading/stray_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gouji {
namespace {

using testing::ElementsAre;

constexpr double kGlyph = 14;

std::vector<Reading> read_as(const char* text, double cost) {
  return {{text, 0.9, "ppocr", cost}};
}

TEST(StrayLines, CharactersOfASealFarFromTheTextGo) {
  const std::vector<cv::Rect> boxes = {
      {0, 0, 20, 14}, {0, 40, 12, 14}, {0, 300, 150, 14}, {0, 318, 90, 14}};
  EXPECT_THAT(lines_of_text(boxes,
                            {read_as("A", 0.4),
                             read_as("心", 0.9),
                             read_as("古蔺县政务服务和", 0.2),
                             read_as("中心", 0.1)},
                            kGlyph),
              ElementsAre(2, 3));
}

TEST(StrayLines, AShortLastLineBelongsToItsText) {
  const std::vector<cv::Rect> boxes = {{0, 0, 150, 14}, {0, 18, 14, 14}, {0, 36, 40, 14}};
  EXPECT_THAT(
      lines_of_text(boxes,
                    {read_as("城乡居民养老保险", 0.2), read_as("费", 2.0), read_as("2024)", 0.5)},
                    kGlyph),
      ElementsAre(0, 1, 2));
}

TEST(StrayLines, ARestOfARuleBesideTheTextGoes) {
  const std::vector<cv::Rect> boxes = {{0, 0, 150, 14}, {0, 20, 150, 4}};
  EXPECT_THAT(
      lines_of_text(boxes, {read_as("规范使用资金。", 0.2), read_as("fcrhtr\"r", 9)}, kGlyph),
      ElementsAre(0));
}

TEST(StrayLines, TwoTextsInOneCellBothStay) {
  const std::vector<cv::Rect> boxes = {{0, 0, 150, 14}, {0, 100, 150, 14}};
  EXPECT_THAT(lines_of_text(boxes, {read_as("公用经费", 0.2), read_as("工会经贵", 1.6)}, kGlyph),
              ElementsAre(0, 1));
}

TEST(StrayLines, WithoutASureLineNothingGoes) {
  const std::vector<cv::Rect> boxes = {{0, 0, 150, 14}, {0, 100, 20, 14}};
  EXPECT_THAT(lines_of_text(boxes, {read_as("x", 3), read_as("y", 3)}, kGlyph), ElementsAre(0, 1));
}

}  // namespace
}  // namespace gouji
