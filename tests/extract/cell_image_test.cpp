#include "extract/reading/cell_image.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

constexpr Dpi kDpi{200};
constexpr PixelRect kCell{100, 100, 200, 60};

// A page with one framed cell, rules 2 pixels thick, on paper of tone 235.
struct Page {
  cv::Mat grey = cv::Mat(300, 500, CV_8UC1, cv::Scalar(235));

  Page() { cv::rectangle(grey, cv::Rect(100, 100, 201, 61), cv::Scalar(30), 2); }

  void ink(int x, int y, int width, int height, int tone = 40) {
    grey(cv::Rect(x, y, width, height)).setTo(tone);
  }

  void noise() {
    cv::RNG random(7);
    cv::Mat add(grey.size(), CV_16SC1), sum;
    random.fill(add, cv::RNG::NORMAL, 0, 6);
    grey.convertTo(sum, CV_16SC1);
    sum += add;
    sum.convertTo(grey, CV_8UC1);
  }

  CellInk cut() const {
    const ReadingOptions options;
    const InkPage page = prepare_ink(grey, {80, 80, 260, 120}, kDpi, options);
    return cut_cell(page, kCell, 2, options);
  }
};

TEST(CellImage, RulesAloneAreAnEmptyCell) {
  Page page;
  EXPECT_TRUE(page.cut().empty());
  page.noise();
  EXPECT_TRUE(page.cut().empty());
  EXPECT_FALSE(page.cut().pale);
}

TEST(CellImage, DigitsTooPaleForInkAreNoticed) {
  Page page;
  for (int digit = 0; digit < 4; ++digit) page.ink(200 + 16 * digit, 120, 8, 18, 220);
  const CellInk cell = page.cut();
  EXPECT_TRUE(cell.empty());
  EXPECT_TRUE(cell.pale);
}

TEST(CellImage, SpecklesAreNoPrint) {
  Page page;
  page.ink(150, 120, 2, 2);
  page.ink(220, 140, 3, 3);
  page.noise();
  EXPECT_TRUE(page.cut().empty());
}

TEST(CellImage, OneFaintDigitIsPrint) {
  Page page;
  page.ink(280, 120, 3, 18, 170);
  page.noise();
  const CellInk cell = page.cut();
  ASSERT_EQ(cell.marks.size(), 1U);
  EXPECT_NEAR(cell.marks[0].box.x, 180, 1);
  EXPECT_NEAR(cell.marks[0].box.height, 18, 2);
}

TEST(CellImage, PaleDigitsOfADenselyPrintedTableAreInk) {
  Page page;
  const cv::Mat empty = page.grey(cv::Rect(98, 98, 206, 66)).clone();
  for (int y = 2; y < 290; y += 24)
    for (int x = 2; x < 495; x += 4) page.ink(x, y, 2, 8);
  cv::GaussianBlur(page.grey, page.grey, {}, 3);
  empty.copyTo(page.grey(cv::Rect(98, 98, 206, 66)));
  for (int digit = 0; digit < 4; ++digit) page.ink(200 + 16 * digit, 120, 3, 18, 195);
  page.noise();
  const ReadingOptions options;
  const InkPage table = prepare_ink(page.grey, {0, 0, 500, 300}, kDpi, options);
  EXPECT_EQ(cut_cell(table, kCell, 2, options).marks.size(), 4U);
}

TEST(CellImage, RuleInsideTheCutDoesNotDrownPaleDigits) {
  Page page;
  page.ink(100, 105, 200, 3, 10);  // bent into the cell
  for (int digit = 0; digit < 4; ++digit) page.ink(200 + 16 * digit, 125, 3, 18, 195);
  EXPECT_EQ(page.cut().marks.size(), 4U);
}

TEST(CellImage, FaintDashIsPrint) {
  Page page;
  page.ink(280, 130, 8, 2, 170);
  page.noise();
  EXPECT_FALSE(page.cut().empty());
}

TEST(CellImage, SmallEqualsSignWithMergedStrokesIsPrint) {
  Page page;
  page.ink(280, 128, 9, 6, 150);
  page.noise();
  EXPECT_EQ(page.cut().marks.size(), 1U);
}

TEST(CellImage, FullStopInTheMiddleOfItsSquareBelongsToTheText) {
  Page page;
  page.ink(200, 120, 16, 16);
  page.ink(229, 126, 6, 6);
  EXPECT_EQ(page.cut().marks.size(), 2U);
}

TEST(CellImage, SpeckAsFarFromTheTextDoesNot) {
  Page page;
  page.ink(200, 120, 16, 16);
  page.ink(229, 128, 3, 3);
  EXPECT_EQ(page.cut().marks.size(), 1U);
}

/// Two dark digits; what is pale stands to their left.
CellInk beside_dark_digits(const cv::Rect& pale) {
  Page page;
  page.ink(200, 120, 10, 18);
  page.ink(214, 120, 10, 18);
  page.ink(pale.x, pale.y, pale.width, pale.height, 190);
  page.noise();
  return page.cut();
}

cv::Rect print_of(const CellInk& cell) {
  cv::Rect print;
  for (const InkMark& mark : cell.marks) print |= mark.box;
  return print;
}

TEST(CellImage, ADigitMuchPalerThanTheOthersBelongsToThem) {
  EXPECT_NEAR(print_of(beside_dark_digits({188, 120, 4, 18})).x, 88, 1);
}

TEST(CellImage, PaleDirtAndPaleRulesBesideDigitsDoNot) {
  EXPECT_NEAR(print_of(beside_dark_digits({188, 128, 4, 4})).x, 100, 1);
  EXPECT_NEAR(print_of(beside_dark_digits({188, 104, 3, 54})).x, 100, 1);
}

TEST(CellImage, PointBetweenDigitsStays) {
  Page page;
  page.ink(200, 120, 10, 18);
  page.ink(213, 135, 3, 3);
  page.ink(219, 120, 10, 18);
  EXPECT_EQ(page.cut().marks.size(), 3U);
}

TEST(CellImage, InkOfTheNeighbourIsTakenAway) {
  Page page;
  page.ink(180, 90, 8, 14);
  page.ink(200, 120, 10, 18);
  const CellInk cell = page.cut();
  ASSERT_EQ(cell.marks.size(), 1U);
  EXPECT_NEAR(cell.marks[0].box.x, 100, 1);
  EXPECT_EQ(cell.pixels.at<uchar>(2, 83), 255);
}

TEST(CellImage, BentRuleLeavesNothing) {
  Page page;
  for (int x = 100; x < 300; ++x) page.ink(x, 100 + (x > 170 && x < 240 ? 2 : 1), 1, 2);
  EXPECT_TRUE(page.cut().empty());
}

TEST(CellImage, RuleInsideTheCellAndWhatLiesBeyondItAreANeighbours) {
  Page page;
  page.ink(100, 107, 200, 2);
  page.ink(180, 98, 10, 7);
  page.ink(200, 122, 10, 18);
  const CellInk cell = page.cut();
  ASSERT_EQ(cell.marks.size(), 1U);
  EXPECT_NEAR(cell.marks[0].box.y, 22, 1);
}

TEST(CellImage, RuleBesideTheGridsSideLeavesNoDigit) {
  Page page;
  page.ink(106, 100, 3, 60);
  EXPECT_TRUE(page.cut().empty());
}

TEST(CellImage, UprightsOfGlyphsNearTheSideArePrint) {
  Page page;
  page.ink(106, 116, 3, 30);
  EXPECT_FALSE(page.cut().empty());
}

// Blurred figures set up to the rule: the last one hangs together with it.
TEST(CellImage, ADigitThatTouchesTheRuleBesideItStays) {
  Page page;
  page.ink(278, 117, 9, 27);
  page.ink(291, 117, 8, 27);
  const cv::Rect stroke(191, 20, 6, 20);
  EXPECT_EQ(cv::countNonZero(page.cut().ink(stroke)), stroke.area());
}

TEST(CellImage, StrokeFromSideToSideLiesOverTheCell) {
  Page page;
  page.ink(200, 120, 10, 18);
  EXPECT_FALSE(page.cut().crossed);
  cv::line(page.grey, {120, 60}, {280, 200}, cv::Scalar(90), 8);
  EXPECT_TRUE(page.cut().crossed);
}

TEST(CellImage, DigitThatRunsIntoTheRuleIsCutOff) {
  Page page;
  page.ink(270, 120, 10, 18);
  EXPECT_FALSE(page.cut().cut_off);
  page.ink(285, 126, 16, 4);
  page.ink(285, 120, 4, 18);
  EXPECT_TRUE(page.cut().cut_off);
}

}  // namespace
}  // namespace gouji
