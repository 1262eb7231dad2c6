#include "extract/image/orientation.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <utility>

#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

/// Reads what stands upright: the pages below have a thick stroke at the left end of each line.
class LeftEndReader : public Recognizer {
 public:
  std::string_view name() const override { return "left end"; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    std::vector<std::vector<Reading>> readings;
    for (const LineImage& line : lines) {
      const int third = line.pixels.cols / 3;
      const cv::Mat dark = line.pixels < kDark;
      const int left = cv::countNonZero(dark.colRange(0, third));
      const int right = cv::countNonZero(dark.colRange(dark.cols - third, dark.cols));
      const bool lying = line.pixels.cols > line.pixels.rows;
      const bool sure = lying && left > right;
      readings.push_back({{"1234", sure ? 0.95 : 0.1, "left end", sure ? 0.05 : 2.3}});
    }
    return readings;
  }

 private:
  static constexpr int kDark = 200;
};

struct Page {
  const char* name;
  int turn;       ///< clockwise degrees by which the page lies
  double length;  ///< of its lines, points
  int grey;       ///< of its strokes
};

class TurnOf : public ::testing::TestWithParam<Page> {};

// Lines of marks one pixel thick and as close together as characters are.
cv::Mat page_of(const Page& page, Dpi dpi) {
  PagePainter painter(595, 842, dpi);
  for (double y = 80; y < 760; y += 30)
    for (double x = 60; x < 60 + page.length; x += 5) {
      painter.rule(x, y, x + 4, y, 0.3, page.grey);
      painter.rule(x, y, x, y + 8, x == 60 ? 3 : 0.3, page.grey);
    }
  cv::Mat grey;
  cv::cvtColor(painter.page(), grey, cv::COLOR_BGR2GRAY);
  return turned(grey, page.turn);
}

TEST_P(TurnOf, StandsUprightAfterIt) {
  constexpr Dpi kDpi{200};
  LeftEndReader reader;
  const int turn = find_turn(page_of(GetParam(), kDpi), kDpi, reader, {});
  EXPECT_EQ((turn + GetParam().turn) % 360, 0);
}

INSTANTIATE_TEST_SUITE_P(Pages,
                         TurnOf,
                         ::testing::Values(Page{"upright", 0, 300, 0},
                                           Page{"right", 90, 300, 0},
                                           Page{"head", 180, 300, 0},
                                           Page{"left", 270, 300, 0},
                                           Page{"thinAndPale", 90, 300, 100},
                                           Page{"asPaleAsSmallPrint", 180, 300, 170},
                                           Page{"shortLines", 270, 45, 0},
                                           Page{"ofFewCharacters", 90, 20, 0}),
                         [](const auto& test) { return std::string(test.param.name); });

/// Reads every line with what is left of its confidences; the last one stays.
class FadingReader : public Recognizer {
 public:
  explicit FadingReader(std::vector<double> confidences, std::string text = "1234")
      : confidences_(std::move(confidences)), text_(std::move(text)) {}

  std::string_view name() const override { return "fading"; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    const double confidence = confidences_[std::min(calls_++, confidences_.size() - 1)];
    return {lines.size(), {{text_, confidence, "fading", 1}}};
  }

 private:
  std::vector<double> confidences_;
  std::string text_;
  std::size_t calls_ = 0;
};

// Print that nobody reads in any way: letters made out on its head by chance do not turn it.
TEST(TurnOfAPage, WhatIsReadByChanceTurnsNothing) {
  constexpr Dpi kDpi{200};
  FadingReader reader({0, 0.08, 0.2});
  EXPECT_EQ(find_turn(page_of({"", 0, 300, 0}, kDpi), kDpi, reader, {}), 0);
}

TEST(TurnOfAPage, WhatIsReadFairlyOnItsHeadTurnsIt) {
  constexpr Dpi kDpi{200};
  FadingReader reader({0.05, 0.5, 0.1});
  EXPECT_EQ(find_turn(page_of({"", 0, 300, 0}, kDpi), kDpi, reader, {}), 180);
}

// Dark rows that are the same both ways round, between pale lines that are not.
TEST(TurnOfAPage, WhatTheDarkPrintLeavesOpenThePaleTells) {
  constexpr Dpi kDpi{200};
  cv::Mat page = page_of({"", 180, 300, 170}, kDpi);
  for (int row = 0; row < 5; ++row)
    for (int mark = 0; mark < 12; ++mark)
      cv::rectangle(page, cv::Rect(300 + 14 * mark, 300 + 332 * row, 11, 20), cv::Scalar(0));
  LeftEndReader reader;
  EXPECT_EQ(find_turn(page, kDpi, reader, {}), 180);
}

// Columns of short figures stand closer than the words of a line: most lines seem to run down.
TEST(TurnOfAPage, WhatIsReadWellStandsWhateverTheLinesSay) {
  constexpr Dpi kDpi{200};
  cv::Mat page = page_of({"", 90, 300, 0}, kDpi);
  for (int mark = 0; mark < 60; ++mark)
    cv::rectangle(page, cv::Rect(200 + 14 * mark, 1100, 11, 20), cv::Scalar(0));
  FadingReader reader({0.64, 0.1, 0.72, 0.1});
  EXPECT_EQ(find_turn(page, kDpi, reader, {}), 0);
}

// The pale look would turn it.
TEST(TurnOfAPage, WhatIsReadFairlyNeedsNoPaleLook) {
  constexpr Dpi kDpi{200};
  FadingReader reader({0.7, 0.1, 0.2, 0.9});
  EXPECT_EQ(find_turn(page_of({"", 0, 300, 0}, kDpi), kDpi, reader, {}), 0);
}

// What is left of a blurred table's rules, in either direction, says nothing.
TEST(TurnOfAPage, WhatRulesAreReadAsTurnsNothing) {
  constexpr Dpi kDpi{200};
  FadingReader reader({0.05, 0.9}, "十一十十");
  EXPECT_EQ(find_turn(page_of({"", 0, 300, 0}, kDpi), kDpi, reader, {}), 0);
}

// Lying, a column of 产出指标 has lines of one character, which readers know on its side.
TEST(TurnOfAPage, AColumnOfLikeWordsOnItsSideTurnsNothing) {
  constexpr Dpi kDpi{200};
  FadingReader reader({0.6, 0.95}, "指指指指标标标标");
  EXPECT_EQ(find_turn(page_of({"", 0, 300, 0}, kDpi), kDpi, reader, {}), 0);
}

// A column of figures on its side, read as others.
TEST(TurnOfAPage, AFewLinesThatAreReadSurelyTurnNoPage) {
  constexpr Dpi kDpi{200};
  cv::Mat page = page_of({"", 0, 300, 0}, kDpi);
  for (int mark = 0; mark < 60; ++mark)
    cv::rectangle(page, cv::Rect(1300, 300 + 14 * mark, 20, 11), cv::Scalar(0));
  FadingReader reader({0.7, 0.1, 0.9, 0.1});
  EXPECT_EQ(find_turn(page, kDpi, reader, {}), 0);
}

// The last row of a table, in figures of 5 pt, and a seal whose print runs down the page.
TEST(TurnOfAPage, SmallFiguresOfASingleRowAreReadAndStand) {
  constexpr Dpi kDpi{200};
  cv::Mat page(1654, 2339, CV_8UC1, cv::Scalar(255));
  for (int figure = 0; figure < 12; ++figure)
    for (int mark = 0; mark < 5; ++mark)
      cv::rectangle(
          page, cv::Rect(200 + 150 * figure + 9 * mark, 160, 7, 14), cv::Scalar(0), cv::FILLED);
  for (int mark = 0; mark < 10; ++mark)
    cv::rectangle(page, cv::Rect(400, 600 + 16 * mark, 32, 12), cv::Scalar(0), cv::FILLED);
  FadingReader reader({0.2, 0, 0.9, 0});
  EXPECT_EQ(find_turn(page, kDpi, reader, {}), 0);
}

TEST(TurnOfAPage, NothingToReadStays) {
  LeftEndReader reader;
  EXPECT_EQ(find_turn(cv::Mat(800, 600, CV_8UC1, cv::Scalar(255)), Dpi{100}, reader, {}), 0);
}

}  // namespace
}  // namespace gouji
