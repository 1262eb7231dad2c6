#include "extract/reading/turned_looks.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

constexpr double kGlyph = 20;

/// A cell with black boxes for glyphs; nothing is read in it.
CellWork cell_with(cv::Size size, const std::vector<cv::Rect>& glyphs) {
  CellWork cell;
  cell.ink.pixels = cv::Mat(size, CV_8UC1, cv::Scalar(255));
  cell.ink.ink = cv::Mat::zeros(size, CV_8UC1);
  for (const cv::Rect& glyph : glyphs) {
    cell.ink.pixels(glyph).setTo(0);
    cell.ink.ink(glyph).setTo(255);
    cell.ink.marks.push_back({glyph, glyph.area()});
  }
  cell.boxes = split_lines(cell.ink.ink, cell.ink.marks, kGlyph);
  return cell;
}

std::vector<cv::Rect> boxes_of(const std::vector<InkMark>& marks) {
  std::vector<cv::Rect> boxes;
  boxes.reserve(marks.size());
  for (const InkMark& mark : marks) boxes.push_back(mark.box);
  return boxes;
}

// A line of three glyphs of different widths, and the same cell turned against the clock.
const std::vector<cv::Rect> kLine = {{5, 10, 20, 20}, {29, 12, 10, 18}, {43, 10, 18, 20}};
const std::vector<cv::Rect> kUpwards = {{10, 45, 20, 20}, {12, 31, 18, 10}, {10, 9, 20, 18}};

TEST(TurnedLooks, ALineStaysAsItIs) {
  EXPECT_TRUE(turned_looks(cell_with({70, 40}, kLine), kGlyph).empty());
}

TEST(TurnedLooks, AnEmptyCellHasNone) {
  EXPECT_TRUE(turned_looks(cell_with({70, 40}, {}), kGlyph).empty());
}

TEST(TurnedLooks, OneGlyphShowsNoDirection) {
  EXPECT_TRUE(turned_looks(cell_with({40, 70}, {{10, 10, 10, 20}}), kGlyph).empty());
}

TEST(TurnedLooks, WordsThatRunUpwardsComeOutAsALine) {
  const CellWork line = cell_with({70, 40}, kLine);
  const auto looks = turned_looks(cell_with({40, 70}, kUpwards), kGlyph);
  ASSERT_EQ(looks.size(), 2U);
  const CellWork& look = looks[0];  // clockwise
  EXPECT_EQ(cv::countNonZero(look.ink.pixels != line.ink.pixels), 0);
  EXPECT_EQ(cv::countNonZero(look.ink.ink != line.ink.ink), 0);
  EXPECT_EQ(boxes_of(look.ink.marks), kLine);
  EXPECT_EQ(look.boxes, line.boxes);
  EXPECT_EQ(look.evidence.lines.size(), 1U);
}

TEST(TurnedLooks, TurnedBothWaysIsTurnedByHalf) {
  const auto looks = turned_looks(cell_with({40, 70}, kUpwards), kGlyph);
  ASSERT_EQ(looks.size(), 2U);
  cv::Mat half;
  cv::rotate(looks[0].ink.pixels, half, cv::ROTATE_180);
  EXPECT_EQ(cv::countNonZero(looks[1].ink.pixels != half), 0);
  for (const InkMark& mark : looks[1].ink.marks)
    EXPECT_EQ(cv::countNonZero(looks[1].ink.ink(mark.box)), mark.area);
}

}  // namespace
}  // namespace gouji
