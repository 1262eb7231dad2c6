#include "extract/reading/line_splitter.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

struct Drawing {
  cv::Mat ink = cv::Mat::zeros(200, 300, CV_8UC1);
  std::vector<InkMark> marks;

  void mark(int x, int y, int width, int height) {
    const cv::Rect box(x, y, width, height);
    ink(box).setTo(255);
    marks.push_back({box, box.area()});
  }

  void line(int y, int glyphs) {
    for (int i = 0; i < glyphs; ++i) mark(10 + 24 * i, y, 20, 20);
  }
};

TEST(LineSplitter, TwoLinesOfGlyphs) {
  Drawing d;
  d.line(10, 5);
  d.line(36, 2);
  const auto lines = split_lines(d.ink, d.marks, 0);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], cv::Rect(10, 10, 116, 20));
  EXPECT_EQ(lines[1], cv::Rect(10, 36, 44, 20));
}

TEST(LineSplitter, TwoStrokesOfOneGlyphStayTogether) {
  Drawing d;
  d.mark(10, 12, 14, 2);
  d.mark(8, 24, 18, 2);
  EXPECT_EQ(split_lines(d.ink, d.marks, 20).size(), 1U);
}

TEST(LineSplitter, StrokeOverALowerRestStaysWithIt) {
  // 元 alone: its first stroke touches nothing.
  Drawing d;
  d.mark(13, 10, 14, 2);
  d.mark(10, 15, 20, 16);
  EXPECT_EQ(split_lines(d.ink, d.marks, 20).size(), 1U);
}

TEST(LineSplitter, DotUnderTheLineStays) {
  Drawing d;
  d.line(10, 3);
  d.mark(84, 27, 4, 5);
  EXPECT_EQ(split_lines(d.ink, d.marks, 0).size(), 1U);
}

TEST(LineSplitter, LinesThatTouchAreDividedAtTheThinRow) {
  Drawing d;
  d.line(10, 5);
  d.line(31, 5);
  d.ink(cv::Rect(20, 30, 2, 1)).setTo(255);
  const auto lines = split_lines(d.ink, d.marks, 0);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(lines[1].y, 30, 1);
}

TEST(LineSplitter, GlyphWithAGapInsideIsNotDivided) {
  // 合计: a roof, a box below it, and strokes of full height beside them.
  Drawing d;
  d.mark(10, 10, 20, 11);
  d.mark(14, 23, 12, 9);
  d.mark(34, 14, 4, 16);
  d.mark(48, 10, 3, 22);
  EXPECT_EQ(split_lines(d.ink, d.marks, 14).size(), 1U);
}

TEST(LineSplitter, InkOfUnknownHeightIsOneLine) {
  Drawing d;
  d.mark(10, 10, 60, 90);
  EXPECT_EQ(split_lines(d.ink, {}, 0), std::vector<cv::Rect>{cv::Rect(10, 10, 60, 90)});
}

TEST(LineSplitter, SpecksOfOnePixelEndToo) {
  Drawing d;
  for (int y = 10; y < 60; ++y) d.mark(10 + y % 3, y, 1, 1);
  EXPECT_FALSE(split_lines(d.ink, d.marks, 0).empty());
}

TEST(LineSplitter, NoInkNoLines) {
  const Drawing d;
  EXPECT_TRUE(split_lines(d.ink, d.marks, 20).empty());
}

}  // namespace
}  // namespace gouji
