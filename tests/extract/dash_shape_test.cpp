#include "extract/reading/dash_shape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

// Dashes of `length` pixels with `gap` between them, drawn large, then blurred and shrunk as a
// scanner does it.
cv::Mat draw_dashes(int count, double length, double gap, double thickness, double blur) {
  constexpr int kScale = 8;
  const int margin = 4 * kScale;
  const auto scaled = [](double value) { return static_cast<int>(std::lround(value * kScale)); };
  cv::Mat large(scaled(thickness) + 2 * margin,
                scaled(count * length + (count - 1) * gap) + 2 * margin,
                CV_8UC1,
                cv::Scalar(255));
  for (int i = 0; i < count; ++i)
    large(cv::Rect(margin + scaled(i * (length + gap)), margin, scaled(length), scaled(thickness)))
        .setTo(0);
  cv::GaussianBlur(large, large, {}, blur * kScale);
  cv::Mat small;
  cv::resize(large, small, {}, 1.0 / kScale, 1.0 / kScale, cv::INTER_AREA);
  return small;
}

TEST(DashShape, EqualDashesAreCounted) {
  EXPECT_EQ(count_dashes(draw_dashes(2, 10, 2.5, 2, 0.6)), 2);
  EXPECT_EQ(count_dashes(draw_dashes(3, 10, 2.5, 2, 0.6)), 3);
  EXPECT_EQ(count_dashes(draw_dashes(4, 9, 4, 2, 0.8)), 4);
  EXPECT_EQ(count_dashes(draw_dashes(2, 20, 3, 3, 0.8)), 2);
}

TEST(DashShape, AGapThatInkHasPartlyFilledIsStillAGap) {
  cv::Mat dashes = draw_dashes(3, 10, 2.5, 2, 0.6);
  // The first gap, half dark.
  cv::Mat bar = dashes(cv::Rect(14, 4, 3, 2));
  bar = cv::min(bar, 110);
  EXPECT_EQ(count_dashes(dashes), 3);
}

// ＝ of small print, whose blur fills the gap in part.
TEST(DashShape, TwoBarsThatTouchAreToldFromADash) {
  const cv::Mat dash = draw_dashes(1, 11, 0, 2, 0.8);
  cv::Mat equals(dash.rows + 5, dash.cols, CV_8UC1, cv::Scalar(255));
  dash.copyTo(equals.rowRange(0, dash.rows));
  cv::Mat lower = equals.rowRange(5, 5 + dash.rows);
  cv::min(lower, dash, lower);
  cv::min(equals.rowRange(4, equals.rows - 4), 200, equals.rowRange(4, equals.rows - 4));
  EXPECT_TRUE(are_two_bars(equals));
  EXPECT_FALSE(are_two_bars(dash));
  EXPECT_FALSE(are_two_bars(draw_dashes(1, 11, 0, 5, 0.8)));
  EXPECT_FALSE(are_two_bars(draw_dashes(3, 10, 2.5, 2, 0.6)));
}

TEST(DashShape, OneBarIsNoRowOfDashes) {
  EXPECT_EQ(count_dashes(draw_dashes(1, 12, 0, 2, 0.6)), 0);
  EXPECT_EQ(count_dashes(draw_dashes(1, 48, 0, 2, 0.6)), 0);
}

TEST(DashShape, UnequalStrokesAreNoRowOfDashes) {
  cv::Mat strokes = draw_dashes(1, 30, 0, 2, 0.6);
  cv::Mat row;
  cv::hconcat(strokes, draw_dashes(1, 13, 0, 2, 0.6), row);
  EXPECT_EQ(count_dashes(row), 0);
}

TEST(DashShape, FiguresAreNoDashes) {
  cv::Mat ones(24, 40, CV_8UC1, cv::Scalar(255));
  ones(cv::Rect(8, 4, 3, 16)).setTo(0);
  ones(cv::Rect(20, 4, 3, 16)).setTo(0);
  EXPECT_EQ(count_dashes(ones), 0);
  EXPECT_EQ(count_dashes(cv::Mat(20, 40, CV_8UC1, cv::Scalar(255))), 0);
}

}  // namespace
}  // namespace gouji
