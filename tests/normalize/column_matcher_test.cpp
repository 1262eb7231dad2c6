#include "normalize/schema/column_matcher.h"

#include <gtest/gtest.h>

#include <set>

#include "normalize/schema/assignment.h"
#include "tests/normalize/normalized.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {
namespace {

const Schema& schema(const std::string& id) {
  for (const Schema& one : schemas())
    if (one.id == id) return one;
  throw std::logic_error("no schema " + id);
}

// The schema columns that the printed columns became, "" for none. `doubtful`: texts of cells that
// carry a flag.
std::vector<std::string> matched(const Schema& wanted,
                                 const MadeTable& made,
                                 int header_rows,
                                 const std::set<std::string>& doubtful = {}) {
  RawTable table = make_table(made);
  for (RawCell& cell : table.cells)
    if (!cell.readings.empty() && doubtful.contains(cell.readings.front().text))
      cell.reasons = {"seal"};
  const GridView grid(table);
  const ColumnMatch match = match_columns(wanted, flatten_header(grid, 0, header_rows), grid);
  const std::vector<Target> targets = targets_of(wanted);
  std::vector<std::string> ids;
  for (const int target : match.target)
    ids.push_back(target < 0 ? ""
                             : wanted
                                   .columns[static_cast<std::size_t>(
                                       targets[static_cast<std::size_t>(target)].column)]
                                   .id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(PathSimilarity, TheLastLevelCountsMost) {
  EXPECT_DOUBLE_EQ(path_similarity({"项目", "科目编码", "类"}, "科目编码/类"), 0.98);
  EXPECT_LT(path_similarity({"项目", "科目编码", "款"}, "科目编码/类"), 0.5);
  EXPECT_DOUBLE_EQ(path_similarity({}, "合计"), 0);
}

TEST(BestAssignment, IsGlobal) {
  EXPECT_EQ(best_assignment({{0.9, 0.8}, {0.9, 0.1}}), (std::vector<int>{1, 0}));
  EXPECT_EQ(best_assignment({{0.0}, {0.5}}), (std::vector<int>{-1, 0}));
  EXPECT_EQ(best_assignment({{0.2, 0.3, 0.9}}), (std::vector<int>{2}));
  EXPECT_TRUE(best_assignment({}).empty());
}

TEST(MatchColumns, PrintedOrderMayDiffer) {
  MadeTable made;
  made.rows = {{"公务接待费", "合计", "单位名称", "因公出国（境）费"},
               {"1.00", "3.00", "甲局", "2.00"}};
  EXPECT_EQ(matched(schema("general_budget_three_public"), made, 1),
            (Ids{"reception", "total", "unit_name", "overseas"}));
}

TEST(MatchColumns, GroupsTellEqualLeavesApart) {
  MadeTable made;
  made.rows = {{"总计", "当年财政拨款安排", "<", "<", "上年结转安排"},
               {"^", "合计", "一般公共预算拨款", "<", "合计"},
               {"^", "^", "小计", "基本支出", "^"},
               {"9.00", "8.00", "8.00", "8.00", "1.00"}};
  EXPECT_EQ(matched(schema("fiscal_appropriation_by_economic_class"), made, 3),
            (Ids{"total",
                 "current_total",
                 "current_general_total",
                 "current_general_basic",
                 "carryover_total"}));
}

// 合计 alone fits 总计 too; the column before it, misread, can be nothing else.
TEST(MatchColumns, AMisreadHeaderKeepsItsPlaceBeforeALikeOne) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"单位名称（科目）", "总it", "本年财政拨款安排", "<", "<"},
               {"^", "^", "合计", "一般公共预算拨款", "<"},
               {"^", "^", "^", "小计", "基本支出"},
               {"行政运行", "9.00", "8.00", "8.00", "8.00"}};
  EXPECT_EQ(
      matched(schema("fiscal_appropriation_by_economic_class"), made, 3),
      (Ids{"name", "total", "current_total", "current_general_total", "current_general_basic"}));
}

MadeTable expenditure(const std::string& code, const std::string& name, const std::string& total) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"类", "款", "项", code, name, total, "基本支出", "项目支出"},
               {"208", "01", "02", "310010", "行政运行", "5.00", "5.00", ""},
               {"208", "01", "03", "310010", "事务", "4.00", "", "4.00"}};
  return made;
}

const Ids kExpenditure = {
    "class_code", "section_code", "item_code", "unit_code", "name", "total", "basic", "project"};

TEST(MatchColumns, UnreadableAmountIsFoundByElimination) {
  EXPECT_EQ(
      matched(
          schema("expenditure_summary"), expenditure("单位代码", "单位名称（科目）", "口O3L"), 1),
      kExpenditure);
}

// Under a seal. A remark behind the last known column is no column of the schema.
TEST(MatchColumns, UnreadableItemsBeforeAnAmountAreFoundByElimination) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"林收", "<", "支出", "<"},
               {"源", "预算数", "项目", "预算数"},
               {"一、拨款收入", "1.00", "一、农林水支出", "1.00"}};
  const Schema& summary = schema("revenue_expenditure_summary");
  EXPECT_EQ(matched(summary, made, 2, {"源"}), (Ids{"item", "amount", "item", "amount"}));
  EXPECT_EQ(matched(summary, made, 2).front(), "");
  made.rows[0] = {"收入", "<", "支出", "源"};
  made.rows[1] = {"项目", "预算数", "预算数", "^"};
  made.rows[2] = {"一、拨款收入", "1.00", "1.00", "见附表"};
  EXPECT_EQ(matched(summary, made, 2, {"源"}).back(), "");
}

TEST(MatchColumns, BlankHeadersAreToldApartByContent) {
  EXPECT_EQ(matched(schema("expenditure_summary"), expenditure("", "", "合计"), 1), kExpenditure);
}

const std::vector<std::string> kPrintedHeader = {
    "科目编码", "<", "<", "单位代码", "科目名称", "合计", "基本支出", "项目支出"};

MadeTable grouped_codes(const std::vector<std::string>& labels) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {kPrintedHeader,
               {labels[0], labels[1], labels[2], "^", "^", "^", "^", "^"},
               {"208", "01", "02", "310010", "行政运行", "5.00", "5.00", ""},
               {"208", "01", "03", "310010", "事务", "4.00", "", "4.00"}};
  return made;
}

TEST(MatchColumns, AMisreadPartOfACodeIsNotTheWholeCode) {
  for (const char* misread : {"≥", "教", "软"})
    EXPECT_EQ(matched(schema("expenditure_summary"), grouped_codes({"类", misread, "项"}), 2),
              kExpenditure)
        << misread;
  EXPECT_EQ(matched(schema("expenditure_summary"), grouped_codes({"米", "款", "项"}), 2),
            kExpenditure);
}

TEST(MatchColumns, PartsOfCodesFollowTheirClass) {
  MadeTable made = grouped_codes({"", "", ""});
  made.rows.erase(made.rows.begin() + 1);
  EXPECT_EQ(matched(schema("expenditure_summary"), made, 1), kExpenditure);
}

TEST(MatchColumns, HeadersThatRanTogetherAreToldApartByTheirCodes) {
  MadeTable made = expenditure("单位代码", "单位名称（科目）", "合计");
  made.rows[0][0] = "未一类";
  made.rows[0][1] = "科目编码_款";
  made.rows[0][2] = "一项";
  EXPECT_EQ(matched(schema("expenditure_summary"), made, 1), kExpenditure);
}

TEST(MatchColumns, AHalfReadHeaderOfTextMayStandOverFigures) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"三级指标", "指标性质", "指标值", "度量单位", "权堇", "指标方向性"},
               {"完成率", "≥", "95", "%", "30", "正向指标"},
               {"成本", "≤", "100", "万元", "20", "反向指标"}};
  EXPECT_EQ(matched(schema("project_performance_targets"), made, 1)[4], "weight");
}

TEST(MatchColumns, DigitalPrintIsNotGuessed) {
  MadeTable made = expenditure("单位代码", "单位名称（科目）", "上缴");
  made.text_source = TextSource::Layer;
  EXPECT_EQ(matched(schema("expenditure_summary"), made, 1)[5], "");
}

TEST(MatchColumns, AStrokeInsideAColumnMakesNoOther) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {
      {"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "权重", "指标方向性", "<"},
      {"产出指标", "质量指标", "准确率", "6", "5", "30", "反向指标", "<"},
      {"产出指标", "数量指标", "次数", "1", "5", "20", "反向", "指标"},
      {"效益指标", "社会效益指标", "保障率", "8", "100", "20", "正向指标", "<"}};
  const Ids ids = matched(schema("project_performance_targets"), made, 1);
  EXPECT_EQ(ids, (Ids{"level1", "level2", "level3", "nature", "value", "weight", "direction", ""}));
}

TEST(MatchColumns, TwoSidesWithoutGroupNames) {
  MadeTable made;
  made.rows = {{"项目", "金额", "项目", "金额"}, {"一、收入", "1.00", "一、支出", "1.00"}};
  const Schema& wanted = schema("revenue_expenditure_summary");
  const RawTable table = make_table(made);
  const GridView grid(table);
  const ColumnMatch match = match_columns(wanted, flatten_header(grid, 0, 1), grid);
  const std::vector<Target> targets = targets_of(wanted);
  ASSERT_EQ(match.target.size(), 4u);
  for (std::size_t c = 0; c < 4; ++c) {
    ASSERT_GE(match.target[c], 0);
    EXPECT_EQ(targets[static_cast<std::size_t>(match.target[c])].side,
              c < 2 ? Side::Revenue : Side::Expenditure);
  }
}

}  // namespace
}  // namespace gouji
