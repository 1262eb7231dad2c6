#include "extract/image/straighten.h"

#include <gtest/gtest.h>

#include "extract/image/preprocess.h"
#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

PageImage image_of(const PagePainter& painter) {
  PageImage image;
  image.dpi = painter.dpi();
  image.grey = even_light(grey_without_seals(painter.page(), image.dpi, {}), image.dpi, {});
  image.transform.dpi = image.dpi;
  image.transform.size = image.grey.size();
  return image;
}

PagePainter table_page() {
  PagePainter painter(595, 842, {150});
  painter.table({60, 160, 260, 360, 460, 540}, {100, 130, 160, 190, 300, 400, 500, 600, 700});
  return painter;
}

// How far a long ruling's ends and middle differ in height after straightening, in points.
double worst_bow(const PageImage& image) {
  double worst = 0;
  cv::Mat darkness;
  cv::bitwise_not(image.grey, darkness);
  for (const double y_pt : {100.0, 400.0, 700.0}) {
    double lowest = 1e9, highest = -1e9;
    for (const double x_pt : {80.0, 200.0, 300.0, 420.0, 520.0}) {
      const int x = static_cast<int>(to_pixels(x_pt, image.dpi));
      const int from = static_cast<int>(to_pixels(y_pt - 14, image.dpi)),
                to = static_cast<int>(to_pixels(y_pt + 14, image.dpi));
      double sum = 0, weight = 0;
      for (int y = from; y < to; ++y) {
        sum += y * static_cast<double>(darkness.at<uchar>(y, x));
        weight += darkness.at<uchar>(y, x);
      }
      lowest = std::min(lowest, sum / weight);
      highest = std::max(highest, sum / weight);
    }
    worst = std::max(worst, to_points(highest - lowest, image.dpi));
  }
  return worst;
}

TEST(Straighten, LeavesAStraightPageUntouched) {
  const auto result = straighten(image_of(table_page()), {}, {});
  EXPECT_FALSE(result.image.transform.warped);
  EXPECT_NEAR(result.skew_degrees, 0, 0.05);
}

class StraightenTilt : public ::testing::TestWithParam<double> {};

TEST_P(StraightenTilt, TakesTheSkewOut) {
  auto painter = table_page();
  painter.tilt(GetParam());
  const auto result = straighten(image_of(painter), {}, {});
  EXPECT_NEAR(std::abs(result.skew_degrees), std::abs(GetParam()), 0.1);
  EXPECT_LT(worst_bow(result.image), 0.5);
}

INSTANTIATE_TEST_SUITE_P(Degrees, StraightenTilt, ::testing::Values(-3.0, -0.7, 0.4, 1.5));

TEST(Straighten, TakesCurlOut) {
  auto painter = table_page();
  painter.curl(5);
  EXPECT_GT(worst_bow(image_of(painter)), 2);
  const auto result = straighten(image_of(painter), {}, {});
  EXPECT_TRUE(result.image.transform.warped);
  EXPECT_LT(worst_bow(result.image), 0.6);
}

TEST(Straighten, BoxesAreReportedOnTheUnstraightenedPage) {
  auto painter = table_page();
  painter.tilt(2);
  const auto result = straighten(image_of(painter), {}, {});
  // The page's centre does not move; a point right of it lies lower on the page tilted clockwise.
  const auto& t = result.image.transform;
  const auto centre = t.to_page({t.size.width / 2, t.size.height / 2, 0, 0});
  EXPECT_NEAR(centre.x0, 297.5, 1);
  EXPECT_NEAR(centre.y0, 421, 1);
  const auto right = t.to_page({t.size.width, t.size.height / 2, 0, 0});
  EXPECT_NEAR(right.y0 - centre.y0, 297.5 * std::sin(2 * CV_PI / 180), 1);
}

TEST(Straighten, ProseWithoutRulesIsOnlyTurned) {
  PagePainter painter(595, 842, {150});
  for (double y = 100; y < 700; y += 20) painter.text("THE QUICK BROWN FOX 1234567890", 60, y, 9);
  painter.tilt(1);
  const auto result = straighten(image_of(painter), {}, {});
  EXPECT_NEAR(std::abs(result.skew_degrees), 1, 0.15);
}

// Short items and figures that a fax left of a table: little tells the tilt, and no tilt at all is
// as good as any.
TEST(Straighten, FewWordsWithoutRulesShowASmallTilt) {
  PagePainter painter(595, 842, {200});
  for (int row = 0; row < 24; ++row) {
    const double y = 100 + 24 * row;
    painter.text(row % 3 == 0 ? "XVZWV" : "VWXZ VWXZ VW", 60, y, 5);
    if (row % 4 == 0) painter.text("7,704.14", 420, y, 5);
  }
  painter.tilt(0.6);
  const auto result = straighten(image_of(painter), {}, {});
  EXPECT_NEAR(std::abs(result.skew_degrees), 0.6, 0.15);
}

}  // namespace
}  // namespace gouji
