#include "extract/image/preprocess.h"

#include <gtest/gtest.h>

#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

constexpr Dpi kDpi{150};

TEST(Preprocess, RedSealGoesAndBlackPrintUnderItStays) {
  PagePainter painter(300, 300, kDpi);
  painter.ring(150, 150, 50, 3, {40, 40, 210});
  painter.rule(20, 150, 280, 150, 1);
  const cv::Mat grey = grey_without_seals(painter.page(), kDpi, {});
  const int x = painter.px(150), rim_y = painter.px(100);
  EXPECT_GT(grey.at<uchar>(rim_y, x), 235);
  // Where the rule crosses the rim it is still dark.
  EXPECT_LT(grey.at<uchar>(painter.px(150), painter.px(150)), 60);
}

TEST(Preprocess, StarInsideARedSealGoesWithItsRim) {
  PagePainter painter(300, 300, kDpi);
  painter.ring(150, 150, 60, 3, {40, 40, 210});
  cv::Mat& page = const_cast<cv::Mat&>(painter.page());
  cv::circle(page, {painter.px(150), painter.px(150)}, painter.px(10), {40, 40, 210}, cv::FILLED);
  const cv::Mat grey = grey_without_seals(page, kDpi, {});
  EXPECT_GT(grey.at<uchar>(painter.px(150), painter.px(150)), 235) << "the star";
  EXPECT_GT(grey.at<uchar>(painter.px(90), painter.px(150)), 235) << "the rim";
}

TEST(Preprocess, GrainOfARedSealLeavesNoInk) {
  PagePainter painter(300, 300, kDpi);
  painter.ring(150, 150, 60, 4, {40, 40, 210});
  cv::Mat& page = const_cast<cv::Mat&>(painter.page());
  cv::Mat grain(page.size(), CV_16SC3), noisy;
  cv::RNG random(7);
  random.fill(grain, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(9));
  page.convertTo(noisy, CV_16SC3);
  noisy += grain;
  noisy.convertTo(page, CV_8UC3);
  const cv::Mat grey = grey_without_seals(page, kDpi, {});
  int dark = 0;
  for (int x = painter.px(145); x < painter.px(155); ++x)
    dark += grey.at<uchar>(painter.px(90), x) < 215 ? 1 : 0;
  EXPECT_EQ(dark, 0);
}

TEST(Preprocess, SmallRedWordsAreKept) {
  PagePainter painter(300, 300, kDpi);
  cv::rectangle(
      const_cast<cv::Mat&>(painter.page()), cv::Rect(100, 100, 40, 20), {0, 0, 200}, cv::FILLED);
  const cv::Mat grey = grey_without_seals(painter.page(), kDpi, {});
  EXPECT_LT(grey.at<uchar>(110, 120), 120);
}

TEST(Preprocess, ShadowsBecomePaperAndInkStaysDark) {
  PagePainter painter(300, 300, kDpi);
  painter.rule(20, 150, 280, 150, 1);
  cv::Mat page = painter.page().clone();
  for (int x = 0; x < page.cols; ++x) page.col(x) *= 0.4 + 0.6 * x / page.cols;
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  const cv::Mat even = even_light(grey, kDpi, {});
  EXPECT_GT(even.at<uchar>(painter.px(60), painter.px(25)), 240);
  EXPECT_GT(even.at<uchar>(painter.px(60), painter.px(270)), 240);
  EXPECT_LT(even.at<uchar>(painter.px(150), painter.px(30)), 60);
}

TEST(Preprocess, DarkSealIsFoundAndLiftedButNotTheTableUnderIt) {
  PagePainter painter(400, 400, kDpi);
  painter.table({40, 130, 220, 310}, {60, 100, 140, 180, 220, 260, 300});
  painter.ring(200, 180, 57, 2.8, cv::Scalar::all(130));
  cv::Mat even = even_light(grey_without_seals(painter.page(), kDpi, {}), kDpi, {});
  const cv::Mat seals = find_dark_seals(even, kDpi, {});
  ASSERT_FALSE(seals.empty());
  lift_dark_seals(even, seals);
  EXPECT_GT(even.at<uchar>(painter.px(180 - 57), painter.px(200)), 240) << "the rim's top";
  EXPECT_LT(even.at<uchar>(painter.px(140), painter.px(70)), 120) << "a rule beside it";
}

TEST(Preprocess, PrintUnderADarkSealIsAsDarkAsPrintBesideIt) {
  cv::Mat even(40, 200, CV_8UC1, cv::Scalar(255));
  cv::Mat seals = cv::Mat::zeros(even.size(), CV_8UC1);
  seals.colRange(40, 160).setTo(255);
  even.colRange(40, 160).setTo(118);
  even(cv::Rect(90, 10, 8, 20)).setTo(60);   // print under the seal
  even(cv::Rect(180, 10, 8, 20)).setTo(40);  // print beside it
  lift_dark_seals(even, seals);
  EXPECT_LT(even.at<uchar>(20, 94), 80);
  EXPECT_EQ(even.at<uchar>(20, 60), 255);
  EXPECT_EQ(even.at<uchar>(20, 184), 40);
}

TEST(Preprocess, BoldTablesAndTitlesAreNoSeals) {
  PagePainter painter(400, 400, kDpi);
  painter.table({40, 130, 220, 310}, {60, 100, 140, 180, 220, 260, 300}, 2.5);
  painter.text("BUDGET 2024", 40, 40, 20);
  const cv::Mat even = even_light(grey_without_seals(painter.page(), kDpi, {}), kDpi, {});
  EXPECT_TRUE(find_dark_seals(even, kDpi, {}).empty());
}

}  // namespace
}  // namespace gouji
