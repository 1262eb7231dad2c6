// Scans whose rulings were lost: what could not be told apart is flagged, nothing is silently
// empty.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/normalize/damaged_forms.h"

namespace gouji {
namespace {

TEST(LostRulings, StrokeInsideARowMakesNoRow) {
  RawDocument raw = make_document({project_lines()});
  // The last row is as high as the others, divided by a stroke that is no ruling.
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row_span == 2) cell.box.y1 = cell.box.y0 + 20;
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"name", "amount"}),
            (Lines{"合计|3.00", "区划|1.00", "社工|2.00"}));
  EXPECT_EQ(document.tables[0].rows[2].fields[0].status, CellStatus::Read);
}

TEST(LostRulings, CellsAsHighAsTwoRowsAreBothRowsAndFlagged) {
  const NormalizedDocument document = normalize(make_document({project_lines()}));
  ASSERT_EQ(document.tables.size(), 1u);
  ASSERT_EQ(document.tables[0].rows.size(), 4u);
  const int amount = document.tables[0].column("amount");
  for (const int row : {2, 3})
    EXPECT_EQ(document.tables[0]
                  .rows[static_cast<std::size_t>(row)]
                  .fields[static_cast<std::size_t>(amount)]
                  .reasons,
              (Lines{"merged"}));
}

TEST(LostRulings, FiguresThatRunTogetherAreBothFlagged) {
  const NormalizedDocument document =
      expenditure({{"", "", "", "", "合计", "3.00", "3.00", ""},
                   {"208", "02", "07", "301001", "区划", "1.00", "1.00", ""},
                   {"208", "02", "08", "301001", "社工", "2.002.00", "<", ""}});
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  ASSERT_EQ(table.rows.size(), 3u);
  for (const char* column : {"total", "basic"}) {
    const Field& field = table.rows[2].fields[static_cast<std::size_t>(table.column(column))];
    EXPECT_EQ(field.status, CellStatus::Flagged) << column;
    EXPECT_NE(std::find(field.reasons.begin(), field.reasons.end(), "merged"), field.reasons.end());
  }
  EXPECT_EQ(rows_of(table, {"basic"}), (Lines{"3.00", "1.00", ""}));
}

TEST(LostRulings, FiguresThatRunTogetherOverASliverAreBothFlagged) {
  const NormalizedDocument document = normalize(expenditure_scan(
      {{"科目编码", "<", "<", "单位代码", "科目名称", "合计", "丨", "基本支出", "项目支出"},
       {"类", "款", "项", "^", "^", "^", "^", "^", "^"},
       {"", "", "", "", "合计", "3.00", "", "3.00", ""},
       {"208", "02", "07", "301001", "区划", "1.00", "", "1.00", ""},
       {"208", "02", "08", "301001", "社工", "2.002.00", "<", "<", ""}}));
  ASSERT_EQ(document.tables.size(), 1u);
  ASSERT_EQ(document.tables[0].rows.size(), 3u);
  for (const char* column : {"total", "basic"})
    EXPECT_EQ(field_at(document.tables[0], 2, column).status, CellStatus::Flagged) << column;
}

TEST(LostRulings, FiguresHiddenTogetherUnderASealAreBothFlagged) {
  RawDocument raw =
      usual_expenditure_scan({{"", "", "", "", "合计", "3.00", "3.00", ""},
                              {"208", "02", "07", "301001", "区划", "1.00", "1.00", ""},
                              {"208", "02", "08", "301001", "社工", "", "<", ""}});
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 4 && cell.column_span == 2) cell.reasons = {"seal"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  ASSERT_EQ(document.tables[0].rows.size(), 3u);
  for (const char* column : {"total", "basic"})
    EXPECT_EQ(field_at(document.tables[0], 2, column).status, CellStatus::Flagged) << column;
  EXPECT_NE(field_at(document.tables[0], 2, "project").status, CellStatus::Flagged);
}

TEST(LostRulings, CodesAndNamesThatRunTogetherAreFlagged) {
  const NormalizedDocument document =
      expenditure({{"合计", "<", "<", "<", "<", "3.00", "3.00", ""},
                   {"208", "02", "07", "301001", "区划", "1.00", "1.00", ""},
                   {"208", "02", "08 301001", "<", "社工2.00", "<", "2.00", ""}});
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  ASSERT_EQ(table.rows.size(), 3u);
  for (const char* column : {"item_code", "unit_code", "name", "total"})
    EXPECT_EQ(field_at(table, 2, column).status, CellStatus::Flagged) << column;
  EXPECT_EQ(field_at(table, 0, "name").value, "合计");
  for (const Field& field : table.rows[0].fields) EXPECT_NE(field.status, CellStatus::Flagged);
}

TEST(LostRulings, WordsAndTheFigureBesideThemAreDivided) {
  const NormalizedDocument document =
      expenditure({{"合计", "<", "<", "<", "<", "3.00", "3.00", ""},
                   {"208", "02", "07", "301001 |区划", "<", "1.00", "1.00", ""},
                   {"208", "02", "08", "301001", "社工2.00", "<", "2.00", ""},
                   {"208", "02", "09", "301001", "养老", "<", "2.00", ""}});
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(rows_of(table, {"unit_code", "name", "total"}),
            (Lines{"|合计|3.00", "301001|区划|1.00", "301001|社工|2.00", "301001|养老|"}));
  for (const char* column : {"unit_code", "name"})
    EXPECT_EQ(field_at(table, 1, column).status, CellStatus::Flagged) << column;
  for (const char* column : {"name", "total"})
    EXPECT_EQ(field_at(table, 2, column).status, CellStatus::Flagged) << column;
}

TEST(LostRulings, CodesOfOneCellAreDividedAndFlagged) {
  MadeTable made = project_lines();
  made.rows.pop_back();
  made.rows.back() = {"2080208", "", "", "社工", "301001", "2.00"};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"class_code", "section_code", "item_code"}),
            (Lines{"||", "208|02|07", "208|02|08"}));
  for (const char* column : {"class_code", "section_code", "item_code"}) {
    EXPECT_EQ(field_at(document.tables[0], 2, column).status, CellStatus::Flagged) << column;
    EXPECT_EQ(field_at(document.tables[0], 1, column).status, CellStatus::Read) << column;
  }
}

TEST(LostStrokes, AReadingWithTheUsualDigitsIsTheBetterGuessOfACode) {
  MadeTable made = project_lines();
  made.rows.pop_back();
  RawDocument raw = make_document({made});
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 4 && cell.column == 0)
      cell.readings = {{"08", 0.5, "small", 0.7}, {"208", 0.4, "ppocr", 0.9}};
  const NormalizedDocument document = normalize(raw);
  const Field& code = field_at(document.tables.at(0), 2, "class_code");
  EXPECT_EQ(code.value, "208");
  EXPECT_EQ(code.status, CellStatus::Flagged);
}

// 基本支出 and 项目支出 ran together in every row; the second has no column.
TEST(LostColumns, WhatTheFormAlwaysPrintsIsFlaggedInAWornTable) {
  for (const bool worn : {true, false}) {
    RawDocument raw =
        expenditure_scan({{"科目编码", "<", "<", "单位代码", "科目名称", "合计", "基本支出"},
                          {"类", "款", "项", "^", "^", "^", "^"},
                          {"208", "02", "07", "301001", "区划", "1.00", "1.00"},
                          {"208", "02", "08", "301001", "社工", "2.00", "2.00"}});
    for (RawCell& cell : raw.pages[0].tables[0].cells)
      if (worn && cell.row == 2 && cell.column == 5) cell.reasons = {"low_confidence"};
    const NormalizedDocument document = normalize(raw);
    ASSERT_EQ(document.tables.size(), 1u);
    ASSERT_EQ(document.tables[0].rows.size(), 2u);
    for (const std::size_t row : {0u, 1u})
      EXPECT_EQ(field_at(document.tables[0], row, "project").reasons,
                worn ? Lines{"lost_column"} : Lines{});
  }
}

// On the second page the ruling between two columns was lost: 产出指标 stands in the goal's cell.
TEST(LostColumns, WhatOnlyOtherPagesPrintIsFlagged) {
  MadeTable first;
  first.text_source = TextSource::Ocr;
  first.head_lines = {"预算项目支出绩效目标表"};
  first.rows = {{"项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"},
                {"公用", "2.86", "按时发放", "产出指标", "数量指标", "人数", "5"},
                {"培训", "3.00", "按时培训", "产出指标", "数量指标", "人次", "7"}};
  MadeTable second;
  second.page = 2;
  second.text_source = TextSource::Ocr;
  second.rows = {{"取暖", "4.00", "按时取暖产出指标", "数量指标", "户数", "9"},
                 {"供水", "5.00", "按时供水产出指标", "质量指标", "户数", "8"}};
  for (const TextSource source : {TextSource::Ocr, TextSource::Layer}) {
    second.text_source = source;
    RawDocument raw = make_document({first, second});
    raw.pages[1].tables[0].x_edges = {0, 20, 40, 80, 100, 120, 140};
    const NormalizedDocument document = normalize(raw);
    ASSERT_EQ(document.tables.size(), 1u);
    const NormalizedTable& table = document.tables[0];
    ASSERT_EQ(rows_of(table, {"project_name", "level1"}),
              (Lines{"公用|产出指标", "培训|产出指标", "取暖|", "供水|"}));
    EXPECT_EQ(field_at(table, 1, "level1").status, CellStatus::Read);
    for (const std::size_t row : {2u, 3u})
      EXPECT_EQ(field_at(table, row, "level1").reasons,
                source == TextSource::Ocr ? Lines{"lost_column"} : Lines{})
          << row;
  }
}

// A stroke that is no ruling cut the last column in two below the header, and left the second half
// empty.
TEST(FalseColumns, AnEmptySecondHalfTakesNoHeader) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"预算项目支出绩效目标表"};
  made.rows = {{"项目名称",
                "预算数",
                "三级指标",
                "指标性质",
                "指标值",
                "度量单位",
                "权重",
                "指标方向性",
                "<"},
               {"甲", "5.00", "次数", "≥", "5", "次", "30", "正向指标", "<"},
               {"^", "^", "合格率", "≥", "95", "%", "20", "正向指标", ""},
               {"^", "^", "人数", "≥", "9", "人", "20", "反向指标", ""}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"direction"}),
            (Lines{"正向指标", "正向指标", "反向指标"}));
}

TEST(FalseColumns, WhatStandsInTheSecondHalfOfACellBelongsToIt) {
  const MadeRows rows = {
      {"科目编码", "<", "<", "单位代码", "科目名称", "<", "合计", "基本支出", "项目支出"},
      {"类", "款", "项", "^", "^", "^", "^", "^", "^"},
      {"208", "02", "07", "301001", "区划和地名", "<", "1.00", "1.00", ""},
      {"208", "02", "08", "301001", "会议", "费", "1.00", "1.00", ""},
      {"208", "02", "09", "301001", "养老", "<", "1.00", "1.00", ""},
      {"208", "02", "10", "301001", "社工", "<", "1.00", "1.00", ""},
      {"208", "02", "11", "301001", "救灾", "", "1.00", "1.00", ""}};
  RawDocument raw = expenditure_scan(rows);
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 6 && cell.column == 5) cell.reasons = {"unreadable"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(field_at(table, 4, "name").reasons, Lines{"unreadable"});
  EXPECT_EQ(rows_of(table, {"name", "total"}),
            (Lines{"区划和地名|1.00", "会议费|1.00", "养老|1.00", "社工|1.00", "救灾|1.00"}));
  EXPECT_EQ(field_at(table, 1, "name").reasons, Lines{"merged"});
  EXPECT_EQ(field_at(table, 2, "name").status, CellStatus::Read);
  for (const std::string& column : table.columns) EXPECT_FALSE(column.starts_with("extra_"));
}

// On the second page the left rule was lost, and with it the codes' first digits.
TEST(CutColumns, ATableGoesOnWithoutItsOuterRule) {
  RawDocument raw = expenditure_scan(
      {{"科目编码", "<", "<", "单位代码", "科目名称", "合计", "基本支出", "项目支出"},
       {"类", "款", "项", "^", "^", "^", "^", "^"},
       {"208", "02", "07", "301001", "区划", "1.00", "1.00", ""}});
  MadeTable second;
  second.page = 2;
  second.text_source = TextSource::Ocr;
  second.rows = {{"8", "02", "08", "301001", "社工", "1.00", "1.00", ""}};
  raw.pages.push_back(make_document({second}).pages.front());
  raw.pages[0].tables[0].x_edges = {0, 40, 80, 120, 160, 300, 360, 420, 480};
  raw.pages[1].tables[0].x_edges = {25, 40, 80, 120, 160, 300, 360, 420, 480};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  ASSERT_EQ(document.tables[0].rows.size(), 2u);
  EXPECT_EQ(field_at(document.tables[0], 0, "class_code").status, CellStatus::Read);
  EXPECT_THAT(field_at(document.tables[0], 1, "class_code").reasons,
              ::testing::Contains("cut_off"));
  EXPECT_EQ(field_at(document.tables[0], 1, "section_code").status, CellStatus::Read);
  raw.pages[1].tables[0].x_edges = {25, 40, 90, 120, 180, 300, 360, 420, 480};
  EXPECT_EQ(normalize(raw).unmatched.size(), 1u);
}

TEST(LostRulings, TextThatRanOverColumnsThatElsewhereStandApartIsFlagged) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"预算项目支出绩效目标表"};
  made.rows = {{"项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标性质", "指标值"},
               {"甲", "5.00", "产出指标", "数量指标", "次数", "≥", "5"},
               {"^", "^", "产出指标", "质量指标", "合格率", "≥", "95"},
               {"^", "^", "产出指标质量指标", "<", "完成率", "≥", "90"}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  for (const char* column : {"level1", "level2"}) {
    EXPECT_EQ(field_at(document.tables[0], 2, column).status, CellStatus::Flagged) << column;
    EXPECT_NE(field_at(document.tables[0], 1, column).status, CellStatus::Flagged) << column;
  }
}

}  // namespace
}  // namespace gouji
