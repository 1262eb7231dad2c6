#include "extract/grid/lost_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

constexpr Dpi kDpi{200};

/// Three columns, two rows; the first row is one merged cell over all columns.
struct Table {
  PagePainter painter{300, 120, kDpi};
  Grid grid;

  Table() {
    painter.rule(20, 20, 260, 20);
    painter.rule(20, 50, 260, 50);
    painter.rule(20, 80, 260, 80);
    painter.rule(20, 20, 20, 80);
    painter.rule(260, 20, 260, 80);
    painter.rule(100, 50, 100, 80);
    painter.rule(180, 50, 180, 80);
    for (const double x : {20.0, 100.0, 180.0, 260.0}) grid.x_edges.push_back(painter.px(x));
    for (const double y : {20.0, 50.0, 80.0}) grid.y_edges.push_back(painter.px(y));
    grid.ruling_px = painter.px(0.7);
    grid.cells.push_back(grid.cell_over(0, 0, 1, 3));
    for (const int column : {0, 1, 2}) grid.cells.push_back(grid.cell_over(1, column, 1, 1));
  }

  std::vector<int> spans_of_first_row() const {
    cv::Mat grey;
    cv::cvtColor(painter.page(), grey, cv::COLOR_BGR2GRAY);
    std::vector<int> spans;
    for (const GridCell& cell : divide_by_lost_rules(grid, grey, kDpi, {}).cells)
      if (cell.row == 0) spans.push_back(cell.column_span);
    return spans;
  }
};

TEST(LostRules, MergedCellWithTextAcrossStays) {
  Table table;
  table.painter.text("2,276.28 512.34 18.90", 40, 40);
  EXPECT_THAT(table.spans_of_first_row(), ::testing::ElementsAre(3));
}

TEST(LostRules, RuleThatLeansDivides) {
  Table table;
  table.painter.text("2,276.28", 40, 40);
  table.painter.rule(99.3, 20, 100.8, 50);
  EXPECT_THAT(table.spans_of_first_row(), ::testing::ElementsAre(1, 2));
}

TEST(LostRules, EveryRuleDivides) {
  Table table;
  table.painter.rule(100, 20, 100, 50, 0.7, 150);
  table.painter.rule(180, 20, 180, 50, 0.7, 150);
  EXPECT_THAT(table.spans_of_first_row(), ::testing::ElementsAre(1, 1, 1));
}

TEST(LostRules, StrokeThatEndsHalfWayIsNoRule) {
  Table table;
  table.painter.rule(100, 20, 100, 35);
  EXPECT_THAT(table.spans_of_first_row(), ::testing::ElementsAre(3));
}

}  // namespace
}  // namespace gouji
