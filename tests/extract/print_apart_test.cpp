#include "extract/grid/print_apart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>

#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

constexpr Dpi kDpi{200};
constexpr double kLeft = 20, kMiddle = 100, kRight = 180, kTop = 20, kRow = 20;

enum class RightColumn { Figures, Names };

/// A column of figures that end at their right rule, beside it such figures or names that begin at
/// their left one; the last row is one cell over both.
struct Table {
  PagePainter painter{200, 160, kDpi};
  Grid grid;

  explicit Table(RightColumn right = RightColumn::Figures) {
    for (const double x : {kLeft, kMiddle, kRight}) grid.x_edges.push_back(painter.px(x));
    for (int row = 0; row <= 5; ++row) grid.y_edges.push_back(painter.px(kTop + row * kRow));
    for (int row = 0; row < 4; ++row) {
      grid.cells.push_back(grid.cell_over(row, 0, 1, 1));
      grid.cells.push_back(grid.cell_over(row, 1, 1, 1));
      figure(std::string(static_cast<std::size_t>(row + 2), '8'), kMiddle, row);
      if (right == RightColumn::Figures)
        figure("88.88", kRight, row);
      else
        words(std::string(static_cast<std::size_t>(row + 2), 'H'), kMiddle + 3, row);
    }
    grid.cells.push_back(grid.cell_over(4, 0, 1, 2));
  }

  void figure(const std::string& digits, double rule, int row) {
    painter.text(digits, rule - 3 - painter.width(digits, 7), kTop + row * kRow + 14, 7);
  }

  void words(const std::string& text, double x, int row = 4) {
    painter.text(text, x, kTop + row * kRow + 14, 7);
  }

  /// Of the cells of the last row.
  std::vector<int> spans() const {
    cv::Mat grey;
    cv::cvtColor(painter.page(), grey, cv::COLOR_BGR2GRAY);
    std::vector<int> spans;
    for (const GridCell& cell : divide_by_print(grid, grey, kDpi, {}).cells)
      if (cell.row == 4) spans.push_back(cell.column_span);
    return spans;
  }
};

TEST(PrintApart, FiguresWhereThoseOfTheirColumnsStandHaveCellsOfTheirOwn) {
  Table table;
  table.figure("68", kMiddle, 4);
  table.figure("6.8", kRight, 4);
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(1, 1));
}

TEST(PrintApart, PrintInOneColumnOnlyTellsNothing) {
  Table table;
  table.figure("6.8", kRight, 4);
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(2));
}

TEST(PrintApart, PrintThatStandsElsewhereIsThatOfAMergedCell) {
  Table table;
  table.words("H J", kMiddle - table.painter.width("H J", 7) / 2);
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(2));
}

// 合 计 stands beside the edge as a figure and a name would.
TEST(PrintApart, WordsInTheMiddleAreThoseOfAMergedCell) {
  Table table(RightColumn::Names);
  table.words("8", kMiddle - 2 - table.painter.width("8", 7));
  table.words("H", kMiddle + 2);
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(2));
  Table apart(RightColumn::Names);
  apart.words("8", kMiddle - 2 - apart.painter.width("8", 7));
  apart.words("HHHH", kMiddle + 2);
  EXPECT_THAT(apart.spans(), ::testing::ElementsAre(1, 1));
}

TEST(PrintApart, ASignAcrossTheEdgeIsThatOfAMergedCell) {
  Table table;
  table.figure("6.8", kRight, 4);
  table.words("HJHJ", kMiddle - 3 - table.painter.width("HJH", 7));
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(2));
}

TEST(PrintApart, WhereColumnsAreSeldomApartNothingIsDivided) {
  Table table;
  table.figure("68", kMiddle, 4);
  table.figure("6.8", kRight, 4);
  table.grid.cells.erase(table.grid.cells.begin() + 2, table.grid.cells.end());
  for (int row = 1; row < 5; ++row) table.grid.cells.push_back(table.grid.cell_over(row, 0, 1, 2));
  EXPECT_THAT(table.spans(), ::testing::ElementsAre(2));
}

}  // namespace
}  // namespace gouji
