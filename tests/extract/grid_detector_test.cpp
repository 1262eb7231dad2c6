#include "extract/grid/grid_detector.h"

#include <gmock/gmock.h>

#include "extract/image/preprocess.h"
#include "support/page_painter.h"

namespace gouji {
namespace {

using testing::PagePainter;

constexpr double kTolerancePt = 0.8;

std::vector<Grid> grids_of(const PagePainter& painter) {
  const cv::Mat even =
      even_light(grey_without_seals(painter.page(), painter.dpi(), {}), painter.dpi(), {});
  return detect_grids(find_rulings(even, painter.dpi(), {}), even, painter.dpi(), {});
}

void expect_edges(const std::vector<int>& edges,
                  const std::vector<double>& points,
                  Dpi dpi,
                  double tolerance_pt = kTolerancePt) {
  ASSERT_EQ(edges.size(), points.size());
  for (std::size_t i = 0; i < edges.size(); ++i)
    EXPECT_NEAR(to_points(edges[i], dpi), points[i], tolerance_pt);
}

class DottedGrid : public ::testing::Test {
 protected:
  /// A table whose rules a fax left as dots, with figures that it left whole.
  DottedGrid() {
    painter.table(xs, ys, 0.5);
    painter.leave_dots(0.1, 3e-4, 7);
    for (double y = 116; y < 280; y += 20)
      for (const double x : {55.0, 175.0, 400.0}) painter.text("311.11", x, y, 7);
  }

  PagePainter painter{595, 842, {200}};
  const std::vector<double> xs{50, 170, 290, 390, 540};
  const std::vector<double> ys{100, 120, 140, 160, 180, 200, 220, 240, 260, 280};
};

TEST_F(DottedGrid, RulesOfDotsAreRules) {
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_TRUE(grids[0].dotted);
  expect_edges(grids[0].x_edges, xs, painter.dpi(), 1.2);
  expect_edges(grids[0].y_edges, ys, painter.dpi(), 1.2);
}

TEST_F(DottedGrid, RulesOfWhichFarFewerDotsAreLeftAreRules) {
  PagePainter faint{595, 842, {200}};
  faint.table(xs, ys, 0.5);
  faint.leave_dots(0.03, 3e-4, 7);
  for (double y = 116; y < 280; y += 20)
    for (const double x : {55.0, 175.0, 400.0}) faint.text("311.11", x, y, 7);
  const auto grids = grids_of(faint);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, faint.dpi(), 1.2);
  expect_edges(grids[0].y_edges, ys, faint.dpi(), 1.2);
  EXPECT_GE(grids[0].cells.size(), 35u);
}

TEST_F(DottedGrid, MergedCellsAreToldByWhatIsNotThereAndByTheirText) {
  PagePainter merged{595, 842, {200}};
  merged.table(xs, ys, 0.5);
  merged.erase(165, 100.8, 175, 119.2);
  merged.erase(385, 100.8, 395, 119.2);
  merged.leave_dots(0.15, 3e-4, 7);
  merged.text("HEAD", 170 - merged.width("HEAD", 7) / 2, 114, 7);
  merged.text("HEADING", 415 - merged.width("HEADING", 7) / 2, 114, 7);
  for (double y = 136; y < 280; y += 20)
    for (const double x : {55.0, 175.0, 400.0}) merged.text("311.11", x, y, 7);
  const auto grids = grids_of(merged);
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].cells.size(), 34u);
  EXPECT_EQ(grids[0].cells[0].column_span, 2);
  EXPECT_EQ(grids[0].cells[1].column_span, 2);
}

TEST_F(DottedGrid, TwoTablesStayTwo) {
  PagePainter two{595, 842, {200}};
  two.table(xs, ys, 0.5);
  two.table(xs, {400, 420, 440, 460, 480, 500}, 0.5);
  two.leave_dots(0.1, 3e-4, 7);
  for (double y = 116; y < 500; y += 20)
    if (y < 280 || y > 400) two.text("311.11", 55, y, 7);
  two.text("THE SECOND TABLE", 200, 340, 10);
  EXPECT_EQ(grids_of(two).size(), 2u);
}

TEST_F(DottedGrid, DotsInAWholeFrameAreRules) {
  const std::vector<double> few{100, 120, 150, 170};
  PagePainter framed{595, 842, {200}};
  framed.table(xs, few, 0.5);
  framed.leave_dots(0.1, 3e-4, 7);
  framed.table({xs.front(), xs.back()}, {few.front(), few.back()});
  for (const double x : {55.0, 175.0, 295.0, 400.0}) framed.text("HEAD", x, 140, 7);
  const auto grids = grids_of(framed);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, framed.dpi(), 1.5);
  expect_edges(grids[0].y_edges, few, framed.dpi(), 1.2);
}

TEST_F(DottedGrid, DashesOfEmptyCellsAreNoRule) {
  const std::vector<double> many{50, 110, 170, 220, 280, 330, 390, 440, 500, 545};
  const std::vector<double> high{100, 130, 160, 190, 220, 250, 280};
  PagePainter empty{595, 842, {200}};
  empty.table(many, high, 0.5);
  empty.leave_dots(0.1, 3e-4, 7);
  for (double y = 115; y < 280; y += 30) {
    empty.text("311.11", 55, y + 3, 7);
    for (std::size_t i = 2; i < many.size(); ++i) empty.rule(many[i] - 6, y, many[i] - 4, y, 0.6);
  }
  const auto grids = grids_of(empty);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, many, empty.dpi(), 1.2);
  expect_edges(grids[0].y_edges, high, empty.dpi(), 1.2);
}

TEST_F(DottedGrid, ColumnsWithoutADotOfTheirRulesAreToldByTheirPrint) {
  PagePainter bare{595, 842, {200}};
  bare.table(xs, ys, 0.5);
  for (const double x : {170.0, 290.0}) bare.erase(x - 2, 100.6, x + 2, 279.4);
  bare.leave_dots(0.1, 3e-4, 7);
  const std::vector<std::string> figures{"311.11", "28.40", "1,705.36", "960.25"};
  for (std::size_t row = 0; row + 1 < ys.size(); ++row)
    for (std::size_t column = 1; column < xs.size(); ++column) {
      const std::string& figure = figures[(row + column) % figures.size()];
      bare.text(figure, xs[column] - 3 - bare.width(figure, 7), ys[row] + 16, 7);
    }
  const auto grids = grids_of(bare);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, bare.dpi(), 1.5);
  EXPECT_GE(grids[0].cells.size(), 34u);
}

TEST_F(DottedGrid, RowsWithoutADotOfTheirRuleAreToldByTheirPrint) {
  PagePainter bare{595, 842, {200}};
  bare.table(xs, ys, 0.5);
  bare.erase(48, 178, 542, 182);
  bare.leave_dots(0.1, 3e-4, 7);
  for (double y = 113; y < 280; y += 20)
    for (const double x : {55.0, 175.0, 400.0}) bare.text("311.11", x, y, 7);
  const auto grids = grids_of(bare);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].y_edges, ys, bare.dpi(), 1.5);
}

TEST_F(DottedGrid, DotsBesideWholeRulesAreNone) {
  painter.table({50, 170, 290}, {400, 420, 440, 460, 480, 500, 520, 540, 560, 580, 600});
  painter.table({50, 170, 290}, {600, 620, 640, 660, 680, 700, 720, 740, 760, 780, 800});
  const cv::Mat even =
      even_light(grey_without_seals(painter.page(), painter.dpi(), {}), painter.dpi(), {});
  EXPECT_FALSE(find_rulings(even, painter.dpi(), {}).dotted);
}

struct Resolution {
  const char* name;
  double dpi;
  int grey;
};

class GridAt : public ::testing::TestWithParam<Resolution> {};

TEST_P(GridAt, FindsEveryRowAndColumn) {
  PagePainter painter(595, 842, {GetParam().dpi});
  const std::vector<double> xs{50, 70, 90, 250, 400, 540}, ys{100, 114, 128, 150, 172, 194, 216};
  painter.table(xs, ys, 0.6, GetParam().grey);
  for (const double y : {126.0, 145.0, 167.0, 189.0}) {
    painter.text("302", 51.5, y, 7);
    painter.text("1,234.56", 330, y, 7);
  }
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi());
  expect_edges(grids[0].y_edges, ys, painter.dpi());
  EXPECT_EQ(grids[0].cells.size(), 30u);
}

INSTANTIATE_TEST_SUITE_P(Resolutions,
                         GridAt,
                         ::testing::Values(Resolution{"fine", 300, 0},
                                           Resolution{"usual", 200, 0},
                                           Resolution{"coarse", 130, 0},
                                           Resolution{"pale", 200, 150}),
                         [](const auto& test) { return test.param.name; });

TEST(GridDetector, MergedCellsBecomeSpans) {
  PagePainter painter(595, 842, {200});
  painter.table({50, 150, 250, 350, 450}, {100, 120, 140, 160, 180});
  painter.erase(151, 101, 249, 119);  // nothing there: stays two cells
  painter.erase(148, 102, 152, 118);  // (0,0)-(0,1)
  painter.erase(352, 138, 448, 142);  // (1,3)-(2,3)
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].rows(), 4);
  EXPECT_EQ(grids[0].columns(), 4);
  std::vector<std::array<int, 4>> spans;
  for (const auto& c : grids[0].cells)
    if (c.row_span * c.column_span > 1)
      spans.push_back({c.row, c.column, c.row_span, c.column_span});
  EXPECT_THAT(spans, ::testing::ElementsAre(std::array{0, 0, 1, 2}, std::array{1, 3, 2, 1}));
}

TEST(GridDetector, APaleRuleIsNotAsThickAsTheTable) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 350, 450}, ys{100, 120, 140, 160, 180, 200, 220};
  for (const double y : ys) painter.rule(50, y, 450, y, 0.7, y == 160 ? 185 : 120);
  for (const double x : xs) painter.rule(x, 100, x, 220, 0.7, 120);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].y_edges, ys, painter.dpi());
  EXPECT_LT(grids[0].ruling_px, 4);
}

TEST(GridDetector, OneLostPieceOfRuleMergesOnlyItsNeighbours) {
  PagePainter painter(595, 842, {200});
  painter.table({50, 150, 250, 350}, {100, 120, 140, 160});
  painter.erase(152, 118, 248, 122);
  painter.erase(248, 122, 252, 138);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  for (const auto& c : grids[0].cells)
    EXPECT_LE(c.row_span * c.column_span, 2) << c.row << "," << c.column;
}

TEST(GridDetector, GapsOfWornRulingsAreBridged) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 250, 350}, ys{100, 120, 140, 160, 180};
  painter.table(xs, ys);
  for (double x = 57; x < 350; x += 17) painter.erase(x, 98, x + 1.2, 182);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].cells.size(), 12u);
}

TEST(GridDetector, ARuleOfWhichOnlyPiecesAreLeftIsARule) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 250, 350, 540}, ys{100, 130, 160, 190, 220};
  painter.table(xs, ys, 0.6);
  // No piece is long, and none reaches an upright.
  for (const double x : {50.0, 95.0, 145.0, 195.0, 245.0, 295.0, 345.0, 395.0, 445.0, 495.0, 530.0})
    painter.erase(x, 158, x + 12, 162);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].y_edges, ys, painter.dpi());
  EXPECT_EQ(grids[0].cells.size(), 16u);
}

TEST(GridDetector, ALineOfTextInAMergedCellIsNoWornRule) {
  const std::vector<double> ys{100, 130, 160, 190};
  for (double baseline = 129; baseline < 141; baseline += 0.7) {
    PagePainter painter(595, 842, {200});
    painter.table({50, 150, 450}, ys, 0.6);
    painter.erase(152, 128, 448, 132);
    painter.text("ETFZETFZETFZETFZETFZETFZETFZETFZETFZETFZ", 155, baseline, 10);
    const auto grids = grids_of(painter);
    ASSERT_EQ(grids.size(), 1u);
    expect_edges(grids[0].y_edges, ys, painter.dpi());
    EXPECT_EQ(grids[0].cells.size(), 5u) << baseline;
  }
}

TEST(GridDetector, TopsOfALineOfTextThatFillsItsCellAreNoRule) {
  PagePainter painter(595, 842, {200});
  painter.table({50, 150, 250, 350}, {100, 120, 150, 170}, 0.6);
  painter.rule(54, 126, 146.5, 126, 0.7);
  for (double x = 56; x < 146; x += 9) painter.rule(x, 126, x, 132, 0.7);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].cells.size(), 9u);
}

TEST(GridDetector, ATableWhoseUprightsAreBrokenIsOneTable) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 350, 450}, ys{100, 120, 140, 160, 180};
  painter.table(xs, ys, 0.6);
  painter.erase(240, 138, 260, 142);
  for (const double x : {350.0, 450.0}) painter.erase(x - 2, 123, x + 2, 137);
  for (const double x : {50.0, 150.0}) painter.erase(x - 2, 143, x + 2, 157);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].y_edges, ys, painter.dpi());
}

TEST(GridDetector, AShortRuleBesideTextOnItsLevelIsARule) {
  PagePainter painter(595, 842, {200});
  painter.table({50, 85, 120, 150, 250, 500}, {100, 116, 132, 160, 190}, 0.4);
  painter.erase(151, 114, 499, 118);  // 科目编码 over 类, 款 and 项; the others reach down
  for (const double x : {85.0, 120.0}) painter.erase(x - 1, 101, x + 1, 115);
  // Dense print whose bars lie on the level of the rule.
  for (const double x : {153.0, 155.0, 157.0}) painter.text("HHHHHHHHHHHHHHHH", x, 119.4, 7);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].y_edges, {100, 116, 132, 160, 190}, painter.dpi());
}

TEST(GridDetector, UprightsOfALineOfTextBetweenNearRulesAreNoRules) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 200, 350, 540}, ys{100, 111, 122, 133};
  painter.table(xs, ys, 0.6);
  // As a glyph of 6 points stands between rules 11 points apart; the opening for strokes joins it
  // to both of them.
  for (const double x : {90.0, 230.0, 260.0, 300.0, 410.0}) painter.rule(x, 103.0, x, 107.6, 0.7);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi());
  EXPECT_EQ(grids[0].cells.size(), 9u);
}

// As a fax fattens the rules of a header, not everywhere alike.
TEST(GridDetector, RaggedUprightsThickerThanTheOthersAreRules) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 200, 350, 540}, ys{100, 112, 124, 160, 200, 240};
  painter.table(xs, ys, 1);
  for (const double x : {200.0, 350.0}) {
    painter.rule(x, 100, x, 124, 1.8);
    for (const double y : {103.0, 106.0, 115.0, 118.0, 121.0})
      painter.erase(x + 0.72, y, x + 1.4, y + 0.4);
  }
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi());
  EXPECT_EQ(grids[0].cells.size(), 15u);
}

// Rows of 13 points: the opening for strokes lengthens a glyph's upright to both rules.
TEST(GridDetector, UprightsOfGlyphsWithPaperBeforeTheRulesAreNoRules) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 200, 350, 540}, ys{100, 113, 126, 139, 152};
  painter.table(xs, ys, 0.8);
  for (const double x : {90.0, 230.0, 410.0}) painter.rule(x, 102.7, x, 110.3, 0.9);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi());
}

TEST(GridDetector, OpenSidesAreClosedWhereTheRulesEnd) {
  PagePainter painter(595, 842, {200});
  for (const double y : {100.0, 120.0, 140.0, 160.0}) painter.rule(50, y, 500, y);
  for (const double x : {200.0, 350.0}) painter.rule(x, 100, x, 160);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  // An end of a rule is less sharp than its middle: smoothing along the rule lengthens it.
  expect_edges(grids[0].x_edges, {50, 200, 350, 500}, painter.dpi(), 2);
}

TEST(GridDetector, AnOpenSideBesideAMergedCellIsWhereTheOuterRulesEnd) {
  PagePainter painter(595, 842, {200});
  painter.rule(50, 100, 540, 100);
  for (const double y : {130.0, 160.0, 190.0, 220.0, 250.0}) painter.rule(150, y, 540, y);
  painter.rule(50, 280, 540, 280);
  painter.rule(150, 100, 150, 280);
  painter.rule(340, 100, 340, 280);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, {50, 150, 340, 540}, painter.dpi(), 2);
  EXPECT_EQ(grids[0].cells.size(), 13u);
}

TEST(GridDetector, TextAndUnderlinesAreNoTable) {
  PagePainter painter(595, 842, {200});
  for (double y = 100; y < 700; y += 20)
    painter.text("THE QUICK BROWN FOX 1234567890 HHHHH", 60, y, 9);
  painter.rule(60, 703, 300, 703);
  EXPECT_TRUE(grids_of(painter).empty());
}

TEST(GridDetector, SealRimAddsNoLevels) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 250, 350, 450}, ys{100, 120, 140, 160, 180, 200, 220, 240};
  painter.table(xs, ys);
  painter.ring(300, 170, 55, 2.6, cv::Scalar::all(60));
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi());
  expect_edges(grids[0].y_edges, ys, painter.dpi());
}

TEST(GridDetector, TwoTablesComeInReadingOrder) {
  PagePainter painter(595, 842, {200});
  painter.table({50, 150, 250}, {400, 420, 440});
  painter.table({50, 150, 250, 350}, {100, 120, 140});
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_EQ(grids[0].columns(), 3);
  EXPECT_EQ(grids[1].columns(), 2);
}

TEST(GridDetector, ALowRowOnABentPageIsNoLineOfPrint) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 150, 250, 350, 450, 540};
  for (const double y : {100.0, 112.0}) painter.rule(50, y, 540, y);
  for (const double x : xs) painter.rule(x, x == 450 ? 94 : 100, x, x == 540 ? 118 : 112);
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi(), 1.2);
}

// The paper curls at the left: there the rules leave their levels.
TEST(GridDetector, RulesThatBendAtTheirEndsKeepTheColumnsThere) {
  PagePainter painter(595, 842, {200});
  const std::vector<double> xs{50, 72, 94, 150, 250, 350, 450, 540};
  for (const double y : {100.0, 114.0, 128.0}) {
    painter.rule(100, y, 540, y);
    painter.rule(50, y - 2.4, 100, y);
  }
  for (const double x : xs) {
    const double rise = x < 100 ? (100 - x) * 2.4 / 50 : 0;
    painter.rule(x, 100 - rise, x, 128 - rise);
  }
  const auto grids = grids_of(painter);
  ASSERT_EQ(grids.size(), 1u);
  expect_edges(grids[0].x_edges, xs, painter.dpi(), 1.2);
}

// A title whose level strokes run together; its uprights reach over them. A table of one row as low
// is one.
TEST(GridDetector, ALineOfBoldPrintIsNoTable) {
  PagePainter print{595, 842, {200}}, table{595, 842, {200}};
  for (const double y : {104.0, 119.0}) {
    print.rule(100, y, 170 + y - 104, y, 2);
    table.rule(100, y, 190, y, 1);
  }
  for (const double x : {101.0, 120.0, 141.0, 160.0, 188.0}) {
    print.rule(x, 100, x, 123, 2);
    table.rule(x, 104, x, 119, 1);
  }
  EXPECT_EQ(grids_of(print).size(), 0u);
  EXPECT_EQ(grids_of(table).size(), 1u);
}

}  // namespace
}  // namespace gouji
