#include "extract/reading/content_class.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "extract/reading/amount_shape.h"

namespace gouji {
namespace {

// Digits as frames 10 by 18, a point or comma as a dot, Chinese as crossed squares 20 by 20.
CellInk draw(const std::string& shapes) {
  CellInk cell;
  cell.ink = cv::Mat::zeros(40, 400, CV_8UC1);
  int x = 10;
  for (const char c : shapes) {
    cv::Rect box(x, 10, 10, 18);
    if (c == '.') box = {x, 25, 3, 3};
    if (c == '-') box = {x, 18, 9, 2};
    if (c == 'M') box = {x, 9, 20, 20};
    if (c == 'd' || c == 'M')
      cv::rectangle(cell.ink, box, cv::Scalar(255), 2);
    else
      cell.ink(box).setTo(255);
    if (c == 'M')
      for (int y = 13; y < 27; y += 4) cv::line(cell.ink, {x, y}, {x + 19, y}, cv::Scalar(255));
    cell.marks.push_back({box, box.area() / 2});
    x += box.width + 3;
  }
  return cell;
}

CellContent content(const std::string& shapes, int column) {
  const CellInk cell = draw(shapes);
  CellContent result;
  result.column = column;
  result.lines.push_back(measure_line(cell, cv::boundingRect(cell.ink)));
  return result;
}

TEST(ContentClass, CountsFiguresAndSigns) {
  const LineShape shape = content("d.ddd.dd", 0).lines.front();
  EXPECT_EQ(shape.figures, 6);
  EXPECT_EQ(shape.dots, 2);
  EXPECT_GT(shape.number_share, 0.95);
}

TEST(ContentClass, FiguresThatAllTouchAreAsHighAsTheirLine) {
  CellInk cell;
  cell.ink = cv::Mat::zeros(40, 100, CV_8UC1);
  const cv::Rect figures(20, 10, 53, 17);
  cell.ink(figures).setTo(255);
  cell.marks.push_back({figures, figures.area()});
  EXPECT_EQ(measure_line(cell, figures, 17).glyph_height, 17);
  const cv::Rect dash(20, 18, 20, 2);
  cell.marks = {{dash, dash.area()}};
  EXPECT_EQ(measure_line(cell, dash, 17).glyph_height, 20) << "a dash says it by its width";
}

TEST(ContentClass, AShortDashIsNoFigureWherePrintIsHigher) {
  CellInk cell;
  cell.ink = cv::Mat::zeros(40, 60, CV_8UC1);
  const cv::Rect dash(25, 18, 6, 4);
  cell.ink(dash).setTo(255);
  cell.marks.push_back({dash, dash.area()});
  const LineShape shape = measure_line(cell, dash, 20);
  EXPECT_TRUE(shape.only_dashes());
  EXPECT_EQ(shape.dashes, 1);
  EXPECT_EQ(shape.number_share, 1);
  EXPECT_EQ(measure_line(cell, dash).figures, 1);  // nothing tells that it is low
}

TEST(ContentClass, ChineseIsNoNumber) {
  EXPECT_LT(content("MMMM", 0).lines.front().number_share, 0.2);
}

TEST(ContentClass, ColumnsLendCertainty) {
  const std::vector<CellContent> cells = {content("MMM", 0),
                                          content("ddd.dd", 0),
                                          content("-", 0),
                                          content("d.dd", 0),
                                          content("MMM", 1),
                                          content("MMMM", 1),
                                          content("dd", 2),
                                          content("dd", 2)};
  const auto classes = classify_cells(cells, ReadingOptions{});
  EXPECT_EQ(classes[0], ContentClass::Text);
  EXPECT_EQ(classes[1], ContentClass::Amount);
  EXPECT_EQ(classes[2], ContentClass::Amount);
  EXPECT_EQ(classes[4], ContentClass::Text);
  EXPECT_EQ(classes[6], ContentClass::Code);
}

TEST(AmountShape, NumbersAsPrinted) {
  for (const char* text : {"0.00", "1,490.75", "-3.50", "(3.50)", "12345", "88%", "-", "1,076,250"})
    EXPECT_TRUE(is_number(text)) << text;
  for (const char* text : {"", "1,49", "1.490.75", "3-07.", ".75", "1,2345", "12a"})
    EXPECT_FALSE(is_number(text)) << text;
}

TEST(AmountShape, ConfusedSeparators) {
  EXPECT_EQ(repair_separators("8.358.21"), "8,358.21");
  EXPECT_EQ(repair_separators("8,358,21"), "8,358.21");
  EXPECT_EQ(repair_separators("54:59"), "54.59");
  EXPECT_EQ(repair_separators("-1.076.25"), "-1,076.25");
  EXPECT_EQ(repair_separators("11.71."), "11.71");
  EXPECT_EQ(repair_separators("1.234"), std::nullopt);
  EXPECT_EQ(repair_separators("12.34.5"), std::nullopt);
  EXPECT_EQ(repair_separators("3a.50"), std::nullopt);
}

}  // namespace
}  // namespace gouji
