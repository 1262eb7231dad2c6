#include "normalize/normalize_document.h"

#include <gmock/gmock.h>

#include "tests/normalize/normalized.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {
namespace {

std::vector<bool> leaves_of(const NormalizedTable& table) {
  std::vector<bool> leaves;
  for (const Row& row : table.rows) leaves.push_back(row.leaf);
  return leaves;
}

const std::vector<std::vector<std::string>> kProjectHeader = {{"单位名称",
                                                               "项目名称",
                                                               "预算数",
                                                               "年度目标",
                                                               "一级指标",
                                                               "二级指标",
                                                               "三级指标",
                                                               "指标性质",
                                                               "指标值",
                                                               "度量单位",
                                                               "权重",
                                                               "指标方向性"}};

MadeTable project_page(int page, std::vector<std::vector<std::string>> rows, bool header = true) {
  MadeTable made;
  made.page = page;
  if (page == 1) made.head_lines = {"2023年预算项目支出绩效目标表", "单位：301001-甲县民政局"};
  if (header) made.rows = kProjectHeader;
  made.rows.insert(made.rows.end(), rows.begin(), rows.end());
  return made;
}

const std::vector<std::string> kTail = {
    "产出指标", "数量指标", "走访户数", "≥", "20", "户", "10", "正向指标"};

std::vector<std::string> project_row(const std::string& unit,
                                     const std::string& name,
                                     const std::string& amount,
                                     const std::string& goal) {
  std::vector<std::string> row = {unit, name, amount, goal};
  row.insert(row.end(), kTail.begin(), kTail.end());
  return row;
}

TEST(TwoSided, LeftRowsFirstAndEmptyHalvesGiveNoRow) {
  MadeTable made;
  made.head_lines = {"单位收支总表", "单位：301001-甲县民政局  金额单位：万元"};
  made.rows = {{"收    入", "<", "支    出", "<"},
               {"项    目", "预算数", "项    目", "预算数"},
               {"一、一般公共预算拨款收入", "10.00", "一、一般公共服务支出", ""},
               {"", "", "二、外交支出", "10.00"},
               {"本 年 收 入 合 计", "10.00", "本 年 支 出 合 计", "10.00"},
               {"八、上年结转", "2.00", "三十、结转下年", "2.00"},
               {"收 入 总 计", "12.00", "支 出 总 计", "12.00"}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(table.schema, "revenue_expenditure_summary");
  EXPECT_EQ(rows_of(table, {"side", "row_type", "item", "amount"}),
            (Lines{"revenue|item|一、一般公共预算拨款收入|10.00",
                   "revenue|subtotal|本年收入合计|10.00",
                   "revenue|item|八、上年结转|2.00",
                   "revenue|total|收入总计|12.00",
                   "expenditure|item|一、一般公共服务支出|",
                   "expenditure|item|二、外交支出|10.00",
                   "expenditure|subtotal|本年支出合计|10.00",
                   "expenditure|item|三十、结转下年|2.00",
                   "expenditure|total|支出总计|12.00"}));
  EXPECT_EQ(leaves_of(table),
            (std::vector<bool>{true, false, true, false, true, true, false, true, false}));
  EXPECT_EQ(table.amount_unit, "万元");
  EXPECT_EQ(document.unit_code, "301001");
  EXPECT_EQ(document.unit_name, "甲县民政局");
}

MadeTable expenditure(int page, std::vector<std::vector<std::string>> rows) {
  MadeTable made;
  made.page = page;
  made.rows = {{"项目", "<", "<", "<", "<", "合计", "基本支出", "项目支出"},
               {"科目编码", "<", "<", "单位代码", "单位名称（科目）", "^", "^", "^"},
               {"类", "款", "项", "^", "^", "^", "^", "^"}};
  made.rows.insert(made.rows.end(), rows.begin(), rows.end());
  return made;
}

TEST(Continuation, RepeatedHeaderIsDropped) {
  MadeTable first = expenditure(1,
                                {{"合  计", "<", "<", "<", "<", "9.00", "4.00", "5.00"},
                                 {"208", "02", "01", "310010", "行政运行", "4.00", "4.00", ""}});
  first.head_lines = {"单位公开表1-2", "单位支出总表"};
  const MadeTable second =
      expenditure(2, {{"208", "02", "07", "3100\n10", "行政区划", "5.00", "", "5.00"}});
  const NormalizedDocument document = normalize(make_document({first, second}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].schema, "expenditure_summary");
  EXPECT_EQ(
      rows_of(
          document.tables[0],
          {"row_type", "class_code", "section_code", "item_code", "name", "unit_code", "total"}),
      (Lines{"total||||合计||9.00",
             "item|208|02|01|行政运行|310010|4.00",
             "item|208|02|07|行政区划|310010|5.00"}));
  EXPECT_EQ(document.tables[0].rows[2].page, 2);
}

TEST(Continuation, WithoutHeaderByGeometry) {
  MadeTable first = expenditure(1, {{"", "", "", "", "合计", "9.00", "4.00", "5.00"}});
  first.head_lines = {"单位支出总表"};
  MadeTable second;
  second.page = 2;
  second.rows = {{"208", "02", "07", "310010", "行政区划", "5.00", "", "5.00"}};
  const NormalizedDocument document = normalize(make_document({first, second}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].rows.size(), 2u);
  EXPECT_TRUE(document.unmatched.empty());
}

/// A first page of eight columns and one whose grid has `edges`, as two scans print them.
NormalizedDocument continued(const std::vector<std::string>& row,
                             const std::vector<double>& edges) {
  MadeTable first = expenditure(1, {{"208", "02", "01", "310010", "行政运行", "4.00", "4.00", ""}});
  first.head_lines = {"单位支出总表"};
  first.text_source = TextSource::Ocr;
  MadeTable second;
  second.page = 2;
  second.rows = {row};
  second.text_source = TextSource::Ocr;
  RawDocument raw = make_document({first, second});
  raw.pages[0].tables[0].x_edges = {50, 70, 88, 110, 150, 260, 330, 395, 470};
  raw.pages[1].tables[0].x_edges = edges;
  return normalize(raw);
}

TEST(Continuation, APageThatLostOuterColumnsGoesOnByTheOthers) {
  const NormalizedDocument left = continued({"02", "07", "310010", "行政区划", "5.00", "", "5.00"},
                                            {66, 84, 106, 146, 256, 326, 391, 466});
  ASSERT_EQ(left.tables.size(), 1u);
  EXPECT_EQ(rows_of(left.tables[0], {"section_code", "item_code", "name", "total", "project"})[1],
            "02|07|行政区划|5.00|5.00");
  const NormalizedDocument right = continued({"208", "02", "07", "310010", "行政区划", "5.00"},
                                             {40, 60, 78, 100, 140, 250, 320});
  ASSERT_EQ(right.tables.size(), 1u);
  EXPECT_EQ(rows_of(right.tables[0], {"class_code", "name", "total"})[1], "208|行政区划|5.00");
}

// The first column's rule is lost, and the last one's lies inside the column.
TEST(Continuation, OfColumnsThatAreLeftTheOuterOnesMayBeCut) {
  const NormalizedDocument cut = continued({"02", "07", "310010", "行政区划", "5.00", "", "5.00"},
                                           {66, 84, 106, 146, 256, 326, 391, 420});
  ASSERT_EQ(cut.tables.size(), 1u);
  ASSERT_EQ(cut.tables[0].rows.size(), 2u);
  EXPECT_EQ(rows_of(cut.tables[0], {"section_code", "total", "project"})[1], "02|5.00|5.00");
  EXPECT_THAT(field_at(cut.tables[0], 1, "project").reasons, ::testing::Contains("cut_off"));
  EXPECT_EQ(field_at(cut.tables[0], 1, "section_code").status, CellStatus::Read);
}

TEST(Continuation, APageOfOtherColumnsDoesNotGoOn) {
  const NormalizedDocument other = continued({"02", "07", "310010", "行政区划", "5.00", "", "5.00"},
                                             {66, 84, 106, 166, 256, 326, 391, 466});
  EXPECT_EQ(other.tables[0].rows.size(), 1u);
  EXPECT_EQ(other.unmatched.size(), 1u);
}

TEST(Continuation, AnotherTitleBeginsAnotherTable) {
  MadeTable first = expenditure(1, {{"合计", "<", "<", "<", "<", "", "", ""}});
  first.head_lines = {"政府性基金支出预算表"};
  MadeTable second = expenditure(2, {{"合计", "<", "<", "<", "<", "", "", ""}});
  second.head_lines = {"国有资本经营预算支出预算表"};
  const NormalizedDocument document = normalize(make_document({first, second}));
  ASSERT_EQ(document.tables.size(), 2u);
  EXPECT_EQ(document.tables[0].schema, "government_fund_expenditure");
  EXPECT_EQ(document.tables[1].schema, "state_capital_expenditure");
}

/// 财政拨款收支预算总表 on two pages, under these titles.
NormalizedDocument appropriations(const std::string& title, const std::string& title_below) {
  std::vector<MadeTable> pages(2);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    pages[p].page = static_cast<int>(p) + 1;
    pages[p].text_source = TextSource::Ocr;
    pages[p].head_lines = {p == 0 ? title : title_below};
    pages[p].rows = {{"收入", "<", "支出", "<", "<"},
                     {"项目", "预算数", "项目", "合计", "一般公共预算"}};
  }
  pages[0].rows.push_back({"一、本年收入", "9.00", "一、本年支出", "9.00", "9.00"});
  pages[1].rows.push_back({"收入总计", "9.00", "支出总计", "9.00", "9.00"});
  return normalize(make_document(pages));
}

// 收支预算总表 is the title of another form, and stands whole in the misread line.
TEST(Continuation, AMisreadTitleIsStillTheSameTitle) {
  const NormalizedDocument document =
      appropriations("财政拨款收支预算总表", "财政拔款收支预算总表");
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].schema, "fiscal_appropriation_summary");
  EXPECT_EQ(document.tables[0].rows.size(), 4u);
  EXPECT_EQ(appropriations("财政拨款收支预算总表", "部门收支预算总表").tables.size(), 2u);
}

TEST(Continuation, LastPageWithNothingButTheTotal) {
  MadeTable first = expenditure(1, {{"208", "02", "07", "310010", "行政区划", "5.00", "", "5.00"}});
  first.head_lines = {"单位支出总表"};
  RawDocument raw = make_document({first});
  MadeTable last;
  last.page = 2;
  last.rows = {{"合计", "5.00", "", "5.00"}};
  RawDocument tail = make_document({last});
  tail.pages[0].tables[0].x_edges = {0, 100, 120, 140, 160};
  raw.pages.push_back(tail.pages[0]);
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"row_type", "name", "total", "basic", "project"}),
            (Lines{"item|行政区划|5.00||5.00", "total|合计|5.00||5.00"}));
}

TEST(Classifier, GarbledTitleAndHeader) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"一般公预算基木支出顶算表"};
  made.rows = {{"项目", "<", "<", "<", "基本支", "<", "<"},
               {"科目编玛", "<", "单位代码", "单位名称(科日)", "合计", "人员径费", "公用经费"},
               {"类", "歘", "^", "^", "^", "^", "^"},
               {"", "", "", "合计", "8.00", "6.00", "2.00"},
               {"", "", "301", "工资福利支出", "6.00", "6.00", ""},
               {"301", "01", "30101", "基本工资", "4.00", "4.00", ""},
               {"301", "03", "30103", "奖金", "2.00", "2.00", ""},
               {"301", "03", "3010301", "年终一次性奖金", "2.00", "2.00", ""}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  EXPECT_EQ(table.schema, "general_budget_basic_expenditure");
  EXPECT_EQ(rows_of(table, {"row_type", "class_code", "section_code", "unit_code", "personnel"}),
            (Lines{"total||||6.00",
                   "subtotal|||301|6.00",
                   "item|301|01|30101|4.00",
                   "item|301|03|30103|2.00",
                   "item|301|03|3010301|2.00"}));
  EXPECT_EQ(leaves_of(table), (std::vector<bool>{false, false, true, false, true}));
}

TEST(Classifier, HeaderAloneIsEnoughWhenItIsDistinctive) {
  MadeTable made = project_page(2, {project_row("甲县民政局", "项目一", "5.00", "目标")});
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].schema, "project_performance_targets");
}

TEST(Classifier, UnknownGridIsUnmatched) {
  MadeTable made;
  made.rows = {{"姓名", "电话", "地址"}, {"甲", "123", "乙"}};
  const NormalizedDocument document = normalize(make_document({made}));
  EXPECT_TRUE(document.tables.empty());
  EXPECT_EQ(document.unmatched, (std::vector<std::pair<int, int>>{{1, 1}}));
  ASSERT_EQ(document.diagnostics.size(), 1u);  // said, not only listed
  EXPECT_EQ(document.diagnostics[0].severity, Severity::Warning);
  EXPECT_EQ(document.diagnostics[0].page, 1);
}

TEST(Columns, UnknownPrintedColumnIsKept) {
  MadeTable made;
  made.head_lines = {"单位收入总表"};
  made.rows = {{"单位代码", "单位名称", "合计", "上年结转", "其他收入", "捐赠"},
               {"301001", "甲局", "5.00", "1.00", "3.00", "1,001.00"}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"total", "carryover", "other_income", "extra_捐赠"}),
            (Lines{"5.00|1.00|3.00|1001.00"}));
}

TEST(Columns, SingleCodeColumnIsSplit) {
  MadeTable made;
  made.head_lines = {"一般公共预算支出表"};
  made.rows = {{"科目编码", "科目名称", "合计", "基本支出", "项目支出"},
               {"208", "社会保障和就业支出", "5.00", "5.00", ""},
               {"20805", "养老支出", "5.00", "5.00", ""},
               {"2080505", "基本养老保险缴费支出", "5.00", "5.00", ""}};
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"row_type", "class_code", "section_code", "item_code"}),
            (Lines{"subtotal|208||", "subtotal|208|05|", "item|208|05|05"}));
  EXPECT_EQ(leaves_of(document.tables[0]), (std::vector<bool>{false, false, true}));
}

TEST(FillDown, MergedCellsReachEveryRow) {
  MadeTable made = project_page(1,
                                {project_row("甲县民政局", "项目一", "5.00", "目标一"),
                                 project_row("^", "^", "^", "^"),
                                 project_row("^", "项目二", "6.00", "目标二")});
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"unit_name", "project_name", "budget_amount"}),
            (Lines{"甲县民政局|项目一|5.00", "甲县民政局|项目一|5.00", "甲县民政局|项目二|6.00"}));
  EXPECT_EQ(leaves_of(document.tables[0]), (std::vector<bool>{true, false, true}));
  EXPECT_TRUE(document.tables[0].rows[1].fields[1].inherited);
}

struct BreakCase {
  const char* name;
  std::vector<std::string> before, after;  // unit, project, amount, goal at the break
  Lines expected;
};

class PageBreak : public testing::TestWithParam<BreakCase> {};

TEST_P(PageBreak, JoinsTheGroup) {
  const auto& before = GetParam().before;
  const auto& after = GetParam().after;
  const MadeTable first =
      project_page(1, {project_row(before[0], before[1], before[2], before[3])});
  const MadeTable second = project_page(2, {project_row(after[0], after[1], after[2], after[3])});
  const NormalizedDocument document = normalize(make_document({first, second}));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(
      rows_of(document.tables[0], {"unit_name", "project_name", "budget_amount", "annual_goal"}),
      GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    PageBreak,
    testing::Values(BreakCase{"EqualText",
                              {"甲县民政局", "项目一", "5.00", "目标"},
                              {"甲县民政局", "项目一", "5.00", "目标"},
                              {"甲县民政局|项目一|5.00|目标", "甲县民政局|项目一|5.00|目标"}},
                    BreakCase{"EmptyBelow",
                              {"甲县民政局", "项目一", "5.00", "目标"},
                              {"", "", "", ""},
                              {"甲县民政局|项目一|5.00|目标", "甲县民政局|项目一|5.00|目标"}},
                    BreakCase{"EmptyAbove",
                              {"", "", "", ""},
                              {"甲县民政局", "项目一", "5.00", "目标"},
                              {"甲县民政局|项目一|5.00|目标", "甲县民政局|项目一|5.00|目标"}},
                    BreakCase{"DividedText",
                              {"甲县民", "地名普查", "", "保障经费足额"},
                              {"政局", "成果转化", "5.00", "到位。"},
                              {"甲县民政局|地名普查成果转化|5.00|保障经费足额到位。",
                               "甲县民政局|地名普查成果转化|5.00|保障经费足额到位。"}},
                    BreakCase{"RoomForTheFirstLineOnly",
                              {"甲县民政局", "国有资产清查", "5.00", "保障清查经费到位，"},
                              {"甲县民政局", "国有资产清查", "", "保障清查经费到位，年底前完成。"},
                              Lines(2,
                                    "甲县民政局|国有资产清查|5.00|"
                                    "保障清查经费到位，年底前完成。")},
                    BreakCase{"AnotherProject",
                              {"甲县民政局", "项目一", "5.00", "目标一"},
                              {"甲县民政局", "项目二", "6.00", "目标二"},
                              {"甲县民政局|项目一|5.00|目标一", "甲县民政局|项目二|6.00|目标二"}}),
    [](const auto& test) { return test.param.name; });

// In the empty rest of a divided cell a scan's dirt may read as an amount.
TEST(FillDown, DirtBelowAPageBreakBeginsNoGroup) {
  const MadeTable first = project_page(1, {project_row("甲县民政局", "项目一", "5.00", "目标")});
  const MadeTable second = project_page(2, {project_row("", "", "1", "如期完成。")});
  RawDocument raw = make_document({first, second});
  for (RawCell& cell : raw.pages[1].tables[0].cells)
    if (chosen_text(cell) == "1") cell.reasons = {"low_confidence"};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(
      rows_of(document.tables[0], {"unit_name", "project_name", "budget_amount", "annual_goal"}),
      Lines(2, "甲县民政局|项目一|5.00|目标如期完成。"));
  const int amount = document.tables[0].column("budget_amount");
  for (const Row& row : document.tables[0].rows)
    EXPECT_EQ(row.fields[static_cast<std::size_t>(amount)].status, CellStatus::Flagged);
}

TEST(Flags, GrammarAndClosedSets) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.head_lines = {"2023年预算项目支出绩效目标表"};
  made.rows = kProjectHeader;
  made.rows.push_back({"甲局",
                       "项目一",
                       "1,087,96",
                       "目标",
                       "产出指标",
                       "数量指标",
                       "户数",
                       "2",
                       "20 5",
                       "户",
                       "10",
                       "正向指栋"});
  const NormalizedDocument document = normalize(make_document({made}));
  ASSERT_EQ(document.tables.size(), 1u);
  const NormalizedTable& table = document.tables[0];
  const auto field = [&](const char* id) {
    return table.rows[0].fields[static_cast<std::size_t>(table.column(id))];
  };
  EXPECT_EQ(field("budget_amount").value, "1087.96");
  EXPECT_EQ(field("budget_amount").reasons, (Lines{"grammar"}));
  EXPECT_EQ(field("nature").reasons, (Lines{"closed_set"}));
  EXPECT_EQ(field("direction").reasons, (Lines{"closed_set"}));
  EXPECT_EQ(field("direction").suggestions, (Lines{"正向指标"}));
  EXPECT_EQ(field("value").reasons, (Lines{"grammar"}));
  EXPECT_EQ(field("level1").status, CellStatus::Read);
}

TEST(Document, AnnouncedButNotFound) {
  RawDocument raw = make_document({expenditure(3, {{"合计", "<", "<", "<", "<", "", "", ""}})});
  raw.pages[0].tables[0].head_lines = {{"单位支出总表", {}}};
  RawPage contents;
  contents.number = 2;
  contents.lines = {{"目 录", {}},
                    {"第二部分 2023年单位预算表", {}},
                    {"一、单位支出总表", {}},
                    {"二、单位收入总表........5", {}}};
  raw.pages.insert(raw.pages.begin(), contents);
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.announced.size(), 2u);
  EXPECT_EQ(document.announced[0].number, "一");
  EXPECT_TRUE(document.announced[0].found);
  EXPECT_EQ(document.announced[1].title, "单位收入总表");
  EXPECT_FALSE(document.announced[1].found);
}

TEST(Document, RowIdsAreUniqueAndRepeatable) {
  MadeTable made = project_page(
      1, {project_row("甲局", "项目一", "5.00", "目标"), project_row("^", "^", "^", "^")});
  const NormalizedDocument once = normalize(make_document({made}));
  const NormalizedDocument again = normalize(make_document({made}));
  EXPECT_EQ(once, again);
  EXPECT_NE(once.tables[0].rows[0].row_id, once.tables[0].rows[1].row_id);
}

TEST(Document, EmptyTableKeepsItsTotal) {
  MadeTable made = expenditure(1, {{"合计", "<", "<", "<", "<", "", "", ""}});
  made.head_lines = {"政府性基金支出预算表"};
  RawDocument raw = make_document({made});
  raw.pages[0].tables[0].foot_lines = {{"空表说明：无此项内容", {}}};
  const NormalizedDocument document = normalize(raw);
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_TRUE(document.tables[0].declared_empty);
  EXPECT_EQ(rows_of(document.tables[0], {"row_type", "name"}), (Lines{"total|合计"}));
}

}  // namespace
}  // namespace gouji
