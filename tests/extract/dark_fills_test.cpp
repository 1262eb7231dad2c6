#include "extract/image/dark_fills.h"

#include <gtest/gtest.h>

#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

constexpr Dpi kDpi{200};

cv::Mat grey_of(const PagePainter& painter) {
  cv::Mat grey;
  cv::cvtColor(painter.page(), grey, cv::COLOR_BGR2GRAY);
  return grey;
}

int darkest(const cv::Mat& grey, const PagePainter& p, double x0, double y0, double x1, double y1) {
  double low = 0;
  cv::minMaxLoc(grey(cv::Rect({p.px(x0), p.px(y0)}, cv::Point(p.px(x1), p.px(y1)))), &low, nullptr);
  return static_cast<int>(low);
}

class FillOf : public ::testing::TestWithParam<int> {};

TEST_P(FillOf, WhitePrintBecomesDarkAndTheFillPaper) {
  PagePainter painter(400, 200, kDpi);
  painter.fill(50, 50, 350, 80, GetParam());
  painter.text("12345", 60, 70, 9, 255);
  painter.text("67890", 60, 100, 9);
  const cv::Mat turned = turn_over_dark_fills(grey_of(painter), kDpi, {});
  EXPECT_LT(darkest(turned, painter, 60, 60, 100, 71), 90) << "white print";
  EXPECT_GT(darkest(turned, painter, 150, 55, 340, 75), 240) << "the fill";
  EXPECT_LT(darkest(turned, painter, 60, 90, 100, 101), 90) << "print below";
  // The fill's edge is left as a rule would be.
  EXPECT_LT(darkest(turned, painter, 200, 46, 210, 54), 160);
}

INSTANTIATE_TEST_SUITE_P(Tones, FillOf, ::testing::Values(0, 64, 120));

TEST(DarkFills, RulesInAFillStayRules) {
  PagePainter painter(400, 200, kDpi);
  painter.fill(50, 50, 350, 80, 70);
  painter.rule(150, 50, 150, 80, 0.8, 255);
  painter.rule(250, 50, 250, 80, 0.8, 0);
  const cv::Mat turned = turn_over_dark_fills(grey_of(painter), kDpi, {});
  EXPECT_LT(darkest(turned, painter, 148, 60, 152, 61), 60);
  EXPECT_LT(darkest(turned, painter, 248, 60, 252, 61), 80);
}

TEST(DarkFills, RulesThatRunIntoAFillAreWhole) {
  PagePainter painter(400, 200, kDpi);
  painter.fill(50, 50, 350, 80, 64);
  painter.rule(150, 80, 150, 120, 0.8);
  const cv::Mat turned = turn_over_dark_fills(grey_of(painter), kDpi, {});
  for (double y = 81; y < 118; y += 3)
    EXPECT_LT(darkest(turned, painter, 148, y, 152, y + 1), 60) << y;
}

TEST(DarkFills, PrintBoldTitlesAndScannersBordersStay) {
  PagePainter painter(400, 200, kDpi);
  painter.text("HEADING 2026", 60, 60, 24);
  painter.text("HEADING 2026", 60.6, 60, 24);
  painter.rule(20, 100, 380, 100, 2);
  painter.fill(0, 0, 30, 200, 10);
  for (double x = 60; x < 150; x += 2.8) painter.rule(x, 130, x, 141, 0.8);  // as dense as print is
  for (const double y : {132.0, 140.0}) painter.rule(60, y, 150, y, 0.6);
  const cv::Mat grey = grey_of(painter);
  const cv::Mat turned = turn_over_dark_fills(grey, kDpi, {});
  EXPECT_EQ(cv::countNonZero(grey != turned), 0);
}

}  // namespace
}  // namespace gouji
