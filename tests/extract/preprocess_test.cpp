#include "extract/preprocess.h"

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

TEST(Preprocess, BoldTablesAndTitlesAreNoSeals) {
  PagePainter painter(400, 400, kDpi);
  painter.table({40, 130, 220, 310}, {60, 100, 140, 180, 220, 260, 300}, 2.5);
  painter.text("BUDGET 2024", 40, 40, 20);
  const cv::Mat even = even_light(grey_without_seals(painter.page(), kDpi, {}), kDpi, {});
  EXPECT_TRUE(find_dark_seals(even, kDpi, {}).empty());
}

}  // namespace
}  // namespace gouji
