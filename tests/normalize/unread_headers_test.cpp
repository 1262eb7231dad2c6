// Scans whose headers were lost or misread: columns are told by title, places and content and
// flagged, nothing is silently empty.
#include <gtest/gtest.h>

#include "tests/normalize/damaged_forms.h"

namespace gouji {
namespace {

TEST(ColumnMatching, FiguresUnderAHeaderNobodyUnderstoodLeaveTheirColumnInDoubt) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"单位支出总表", "单位：301001-甲县民政局  金额单位：万元"};
  made.rows = {{"类", "款", "项", "单位代码", "科目名称", "合计", "甲乙丙", "丁戊己"},
               {"", "", "", "", "合计", "3.00", "1.00", "2.00"},
               {"208", "02", "07", "301001", "区划", "3.00", "1.00", "2.00"}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (const char* column : {"basic", "project"}) {
      const Field& field = field_at(table, row, column);
      EXPECT_TRUE(!field.value.empty() || field.status == CellStatus::Flagged) << column;
    }
  made.text_source = TextSource::Layer;  // print says itself what it is called
  const NormalizedDocument print = normalize(make_document({made}));
  for (const Field& field : print.tables.at(0).rows[0].fields)
    EXPECT_NE(field.status, CellStatus::Flagged);
}

TEST(ColumnMatching, CodesShowWhatTheyAreWhenTheirHeaderIsMisread) {
  MadeTable made = project_lines();
  made.rows[1][1] = "≥";  // 款
  made.rows.pop_back();
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"class_code", "section_code", "item_code"}),
            (Lines{"||", "208|02|07", "208|02|08"}));
}

TEST(UnreadHeaders, AScansTableWithAClearTitleIsFoundUnderAnUnreadableHeader) {
  const NormalizedDocument document = normalize(titled_scan(
      "单位收入总表",
      // Words of headers, so that it is one; none of this form's.
      {{"备注", "备注", "其中", "其中", "栏次", "支出", "备注", "其中", "甲乙", "丙丁", "戊己"},
       {"301001",
        "甲局",
        "9.00",
        "1.00",
        "8.00",
        "0.00",
        "0.00",
        "0.00",
        "0.00",
        "0.00",
        "0.00"}}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].schema, "revenue_summary");
  const int total = document.tables[0].column("total");
  ASSERT_GE(total, 0);
  for (const Row& row : document.tables[0].rows)
    EXPECT_EQ(row.fields[static_cast<std::size_t>(total)].status, CellStatus::Flagged);
}

TEST(UnreadHeaders, ATitledGridIsATableThoughNoWordOfItsHeaderWasRead) {
  const NormalizedDocument document = normalize(titled_scan(
      "2025年预算项目支出绩效目标表",
      {{"é1名", "给算", "00911", "级指", "漫折F", ":级据", "性杰", "值", "英量", "技", "插好"},
       {"公用", "2.86", "目标", "产出", "数量", "次数", "", "5", "次", "30", "反向"}}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(table.schema, "project_performance_targets");
  ASSERT_EQ(table.rows.size(), 1u);
  for (const char* column : {"project_name", "level2", "level3", "weight"}) {
    const Field& field = field_at(table, 0, column);
    EXPECT_TRUE(!field.value.empty() || field.status == CellStatus::Flagged) << column;
  }
}

// Specks in two cells of a column that is empty otherwise.
TEST(UnreadHeaders, CrumbsInAnEmptyColumnOfFiguresDoNotSpeakAgainstItsPlace) {
  MadeRows rows = {{"科目编码", "<", "<", "单位代码", "科目名称", "4,", "e", "1,"},
                   {"类", "款", "项", "^", "^", "^", "^", "^"}};
  for (int row = 0; row < 12; ++row)
    rows.push_back({"208",
                    "02",
                    "0" + std::to_string(row % 9 + 1),
                    "301001",
                    "区划",
                    "1.00",
                    "1.00",
                    row == 3 || row == 7 ? "们" : ""});
  RawDocument raw = expenditure_scan(rows);
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 0 && cell.column > 4) cell.reasons = {"low_confidence"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"total", "basic"}).front(), "1.00|1.00");
  EXPECT_EQ(field_at(document.tables[0], 0, "total").status, CellStatus::Flagged);
}

TEST(UnreadHeaders, MergedCellsTellHowDeepAHeaderIsThatNobodyRead) {
  const NormalizedDocument document =
      normalize(expenditure_scan({{"4", "<", "<", "<", "<", "218", "本支出", "911"},
                                  {"和编", "<", "<", "单宝", "1 41", "^", "^", "^"},
                                  {"3", "4", "3", "^", "^", "^", "^", "^"},
                                  {"", "", "", "", "合计", "3.00", "1.00", "2.00"},
                                  {"208", "02", "07", "301001", "区划", "3.00", "1.00", "2.00"}}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].schema, "expenditure_summary");
  ASSERT_EQ(document.tables[0].rows.size(), 2u);
  for (const char* column : {"total", "basic", "project"}) {
    const Field& field = field_at(document.tables[0], 1, column);
    EXPECT_TRUE(!field.value.empty() || field.status == CellStatus::Flagged) << column;
  }
}

// The rules of a dark header were lost: its words stand among the lines above the grid.
TEST(UnreadHeaders, ATitledGridWithoutItsHeaderIsToldByItsColumns) {
  MadeTable made = project_lines();
  made.head_lines.insert(
      made.head_lines.end(),
      {"科目编码", "单位名称（科目)", "金额", "一", "单位代码", "类", "款", "项"});
  made.rows = {{"合计", "<", "<", "<", "<", "3"},
               {"208", "02", "07", "区划", "301001", "1"},
               {"208", "02", "08", "社工", "301001", "2"}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(table.schema, "general_budget_project_expenditure");
  EXPECT_EQ(rows_of(table, {"class_code", "item_code", "amount"}),
            (Lines{"||3", "208|07|1", "208|08|2"}));
  EXPECT_EQ(field_at(table, 1, "amount").status, CellStatus::Flagged);
}

// A rule of the header went through the table: its upper rows are a grid of their own.
TEST(UnreadHeaders, AGridBelowATitledPieceOfItsHeaderHasThatTitle) {
  MadeTable piece = project_lines(), rest = project_lines();
  for (const MadeRows& upper : {MadeRows{{"项目", "总计"}, {"马", "单位代"}},
                                MadeRows{{"科目编码", "单位名称（科目）", "金额"}}}) {
    piece.rows = upper;
    rest.head_lines = {"金额"};
    rest.rows = {{"类", "款", "项", "名", "码", ""},
                 {"208", "02", "07", "区划", "301001", "1"},
                 {"208", "02", "08", "社工", "301001", "2"}};
    const NormalizedDocument document = normalize(make_document({piece, rest}));
    ASSERT_EQ(document.tables.size(), 1u) << upper[0][0];
    EXPECT_EQ(document.tables[0].schema, "general_budget_project_expenditure");
    EXPECT_EQ(rows_of(document.tables[0], {"class_code", "amount"}), (Lines{"208|1", "208|2"}));
  }
}

TEST(UnreadHeaders, ATableGoesOnUnderAHeaderThatNobodyCouldRead) {
  MadeTable first = project_lines(), next = project_lines();
  next.page = 2;
  next.head_lines.clear();
  next.rows = {{"科编", "<", "<", "备注", "支出", "其中"},
               {"姜", "秋", "顶", "^", "^", "^"},
               {"212", "02", "07", "区划", "301001", "4.00"}};
  const NormalizedDocument document = normalize(make_document({first, next}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"class_code", "amount"}).back(), "212|4.00");
}

TEST(UnreadHeaders, AGridOfAnotherNumberOfColumnsIsNoTableWithoutItsHeader) {
  MadeTable made = project_lines();
  made.rows = {{"合计", "<", "<", "3"}, {"208", "02", "区划", "1"}};
  EXPECT_TRUE(normalize(make_document({made})).tables.empty());
}

// False rulings divide the groups of the first row, which nobody could read.
TEST(UnreadHeaders, ARowOverAClearHeaderBelongsToIt) {
  const NormalizedDocument document = normalize(
      expenditure_scan({{"1", "<", "<", "目", "", "发款", "<", "<"},
                        {"类", "款", "项", "单位代码", "科目名称", "合计", "基本支出", "项目支出"},
                        {"", "", "", "", "合计", "3.00", "1.00", "2.00"},
                        {"208", "02", "07", "301001", "区划", "3.00", "1.00", "2.00"}}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"class_code", "name", "total", "project"}),
            (Lines{"|合计|3.00|2.00", "208|区划|3.00|2.00"}));
}

// Its columns could not be shown to be unread: nothing is better than a table silently empty.
TEST(UnreadHeaders, ATitleAloneMakesNoTableOfTwoSides) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"2022年单位收支总表", "金额单位：万元"};
  made.rows = {{"1", "<", "218", "<"},
               {"1", "3", "日", "8"},
               {"敬：共预可收入", "1,513.08", "这全上", ""},
               {"政府件基金预章投款收人", "", "全守重", "5.00"}};
  const NormalizedDocument document = normalize(make_document({made}));
  EXPECT_TRUE(document.tables.empty());
  EXPECT_EQ(document.unmatched.size(), 1u);
}

/// A scan of the form of 绩效目标 with all its columns, its header misread but for 指标值.
RawDocument targets_under_a_misread_header() {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"2025年预算项目支出绩效目标表", "金额单位：万元"};
  made.rows = {{"单入",
                "é1名",
                "给算数",
                "00911",
                "级指标",
                "漫折F",
                ":级据",
                "指标性杰",
                "指标值",
                "英量单位",
                "技",
                "指李在"},
               {"甲局",
                "公用",
                "2.86",
                "按时发放",
                "产出指标",
                "数量指标",
                "人数",
                "≥",
                "5",
                "人",
                "30",
                "正向指标"}};
  RawDocument raw = make_document({made});
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 0 && cell.column != 8) cell.reasons = {"low_confidence"};
  return raw;
}

TEST(UnreadHeaders, PlacesTellTheColumnsOfAFormThatHasThemAll) {
  const NormalizedDocument document = normalize(targets_under_a_misread_header());
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(rows_of(table,
                    {"unit_name",
                     "project_name",
                     "budget_amount",
                     "annual_goal",
                     "level1",
                     "level2",
                     "level3",
                     "nature",
                     "value",
                     "measure_unit",
                     "weight",
                     "direction"}),
            Lines{"甲局|公用|2.86|按时发放|产出指标|数量指标|人数|≥|5|人|30|正向指标"});
  for (const char* column : {"annual_goal", "level2", "weight"})
    EXPECT_EQ(field_at(table, 0, column).reasons, Lines{"unread_header"}) << column;
  EXPECT_NE(field_at(table, 0, "value").status, CellStatus::Flagged);
}

// A title alone is not enough: figures must stand where the form has figures.
TEST(UnreadHeaders, PlacesAloneTellTheColumnsWhereFiguresStandAsTheFormHasThem) {
  RawDocument raw = targets_under_a_misread_header();
  for (RawCell& cell : raw.pages[0].tables[0].cells) {
    if (cell.row > 0) continue;
    cell.readings.front().text = cell.column % 2 == 0 ? "2.1" : "6";
    cell.reasons = {"low_confidence"};
  }
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(rows_of(table, {"project_name", "budget_amount", "level3", "value", "weight"}),
            Lines{"公用|2.86|人数|5|30"});
  for (const Field& field : table.rows[0].fields)
    if (!field.value.empty()) {
      EXPECT_EQ(field.status, CellStatus::Flagged) << field.value;
    }

  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row == 1 && cell.column == 2) cell.readings.front().text = "按时发放";
  EXPECT_TRUE(normalize(raw).tables.empty() ||
              field_at(normalize(raw).tables[0], 0, "budget_amount").value.empty());
}

TEST(UnreadHeaders, AClearOtherHeaderSpeaksAgainstThePlaces) {
  RawDocument raw = targets_under_a_misread_header();
  RawCell& header = raw.pages[0].tables[0].cells[3];
  header.readings.front().text = "备注";
  header.reasons.clear();
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(field_at(document.tables[0], 0, "annual_goal").value, "");
  EXPECT_EQ(field_at(document.tables[0], 0, "level2").value, "");
}

// Forms print 公务接待费 behind the cars or before them.
TEST(UnreadHeaders, WordsThatFitAnotherColumnSpeakAgainstThePlaces) {
  RawDocument raw = titled_scan(
      "一般公共预算“三公”经费支出预算表",
      {{"单位代码", "单位名称", "当年财政拨款预算安排", "<", "<", "<", "<", "<"},
       {"^", "^", "合计", "因公出国（境）费用", "公务接待费", "公务用车购置及运行费", "<", "<"},
       {"^", "^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费"},
       {"301001", "甲局", "5.26", "", "3.50", "1.76", "", "1.76"}});
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.row < 3) cell.reasons = {"low_confidence"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(
      rows_of(document.tables[0],
              {"total", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception"}),
      Lines{"5.26|1.76||1.76|3.50"});
}

TEST(UnreadHeaders, WhatAColumnHoldsSpeaksAgainstItsPlace) {
  RawDocument raw = targets_under_a_misread_header();
  for (RawCell& cell : raw.pages[0].tables[0].cells)
    if (cell.column == 2) cell.readings.front().text = cell.row == 0 ? "X7Q" : "按时发放";
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(field_at(document.tables[0], 0, "budget_amount").value, "");
  EXPECT_EQ(field_at(document.tables[0], 0, "annual_goal").value, "");
}

TEST(UnreadHeaders, AColumnOfWordsLeavesItsColumnInDoubt) {
  MadeTable made = project_lines();
  made.rows.pop_back();
  made.rows[0][3] = "乙丙丁戊";
  RawDocument raw = make_document({made});
  for (const bool doubtful : {true, false}) {
    if (doubtful)
      raw.pages[0].tables[0].cells[1].reasons = {"low_confidence"};
    else
      raw.pages[0].tables[0].cells[1].reasons.clear();
    const NormalizedDocument document = normalize(raw);
    ASSERT_EQ(document.tables.size(), 1u);
    const Field& name = field_at(document.tables[0], 1, "name");
    EXPECT_EQ(name.status == CellStatus::Flagged, doubtful);
  }
}

TEST(UnreadHeaders, FiguresMayBelongToAColumnOfText) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"预算项目支出绩效目标表"};
  made.rows = {
      {"项目名称", "预算数", "三级指标", "指标性质", "指标值", "度量单位", "X7", "指标方向性"},
      {"甲", "5.00", "次数", "≥", "5", "次", "30", "正向指标"},
      {"^", "^", "合格率", "≥", "95", "%", "20", "正向指标"}};
  RawDocument raw = make_document({made});
  raw.pages[0].tables[0].cells[6].reasons = {"low_confidence"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(field_at(document.tables[0], 0, "weight").status, CellStatus::Flagged);
}

}  // namespace
}  // namespace gouji
