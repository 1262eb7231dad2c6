#include <gtest/gtest.h>

#include <algorithm>

#include "normalize/identities/identities_prose.h"
#include "normalize/identities/prose_percentages.h"
#include "normalize/identities/prose_projects.h"
#include "normalize/identities/prose_subjects.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

struct MentionCase {
  const char* name;
  const char* text;  ///< folded, as sections hold it
  const char* section;
  const char* item;
  const char* code;
  const char* digits;  ///< of the amount that belongs to it, "" for none
};

class SubjectMentionTest : public ::testing::TestWithParam<MentionCase> {};

TEST_P(SubjectMentionTest, NamesCodeAndAmount) {
  const std::string text = GetParam().text;
  const auto mentions = subject_mentions(text);
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].section, GetParam().section);
  EXPECT_EQ(mentions[0].item, GetParam().item);
  EXPECT_EQ(mentions[0].code, GetParam().code);
  const auto figure =
      mentions[0].figure == std::string::npos ? std::nullopt : figure_at(text, mentions[0].figure);
  EXPECT_EQ(figure ? figure->digits : "", GetParam().digits);
}

INSTANTIATE_TEST_SUITE_P(
    Ways,
    SubjectMentionTest,
    ::testing::Values(
        MentionCase{"names",
                    "1.教育支出(类)普通教育(款)小学教育(项)2023年预算数为2000万元,主要",
                    "普通教育",
                    "小学教育",
                    "",
                    "2000"},
        MentionCase{"colon",
                    "住房保障(类)住房改革支出(款)住房公积金(项):2023年预算数为41.53万元",
                    "住房改革支出",
                    "住房公积金",
                    "",
                    "41.53"},
        MentionCase{"codes",
                    "1、公共安全支出(204类)司法(06款)行政运行(01项)1434.89万元。",
                    "司法",
                    "行政运行",
                    "2040601",
                    "1434.89"},
        MentionCase{"quoted",
                    "5.“卫生支出(类)行政事业单位医疗(款)事业单位医疗(项)”50.37万元",
                    "行政事业单位医疗",
                    "事业单位医疗",
                    "",
                    "50.37"},
        MentionCase{"dashes",
                    "1.“一般公共服务支出-办公厅(室)事务-行政运行”科目1,202.95万元,主要",
                    "办公厅(室)事务",
                    "行政运行",
                    "",
                    "1202.95"},
        MentionCase{"accounts",
                    "1.公共服务支出(类)财政事务(款)行政运行(项)。年初预算为1560.05万元,"
                    "支出决算为1511.89万元。",
                    "财政事务",
                    "行政运行",
                    "",
                    "1511.89"},
        MentionCase{"explained",
                    "教育支出(类)普通教育(款)小学教育(项):指用于小学的支出。",
                    "普通教育",
                    "小学教育",
                    "",
                    ""}),
    [](const auto& test) { return std::string(test.param.name); });

void say(NormalizedDocument& document, int page, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    TextLine text;
    text.text = line;
    document.prose.push_back(text);
    document.prose_pages.push_back(page);
  }
}

std::vector<Check> prose_checks(const NormalizedDocument& document) {
  const Figures figures(document);
  IdentitySet identities(figures);
  add_identities_with_prose(document, figures, identities);
  std::vector<Amount> amounts;
  for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
  std::vector<Check> checks;
  for (const Identity& identity : identities.all())
    checks.push_back(to_check(identity, balance(identity, amounts), document, figures));
  return checks;
}

NormalizedDocument shanghai() {
  NormalizedDocument document;
  document.year = "2026";
  document.unit_name = "上海市普陀区司法局";
  document.tables.push_back(
      small_table("general_budget_expenditure",
                  "row_type|class_code|section_code|item_code|name|total|basic|project",
                  {"subtotal|204|06||司法|30.00|30.00|",
                   "item|204|06|01|行政运行|20.00|20.00|",
                   "item|204|06|04|基层司法业务|10.00|10.00|",
                   "subtotal|221|02||住房改革支出|5.00|5.00|",
                   "item|221|02|01|行政运行|5.00|5.00|",
                   "total||||合计|35.00|35.00|"}));
  return document;
}

TEST(ProseIdentitiesTest, ASubjectIsFoundByItsSectionAndTheSecondMentionIsTiedToo) {
  NormalizedDocument document = shanghai();
  say(document,
      6,
      {"1.“公共安全支出（类）司法（款）行政运行（项）”20.00万元，主要用于运行。",
       "2025年当年预算执行数为10万元，2026年预算安排21.00万元，增加110%。"});
  const auto checks = prose_checks(document);
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].identity, "P2");
  EXPECT_EQ(checks[0].holds, "exact");
  EXPECT_EQ(checks[1].identity, "P2:again");
  EXPECT_EQ(checks[1].holds, "broken");
  EXPECT_EQ(checks[1].right, "21.00");
  EXPECT_EQ(checks[1].kind, "soft");  // one reader read the table's figure
}

TEST(ProseIdentitiesTest, WhatThePrintItselfSaysTwiceMustAgree) {
  NormalizedDocument document = shanghai();
  for (Row& row : document.tables[0].rows)
    for (Field& field : row.fields) field.from_layer = true;
  say(document, 6, {"其中：一般公共预算拨款支出预算36.00万元。"});
  const auto checks = prose_checks(document);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].kind, "hard");
  EXPECT_EQ(checks[0].holds, "broken");
}

TEST(ProseIdentitiesTest, AnotherYearsOrALongerTermsFigureIsNotTied) {
  NormalizedDocument document = shanghai();
  document.tables.push_back(small_table(
      "expenditure_summary", "row_type|name|total|basic|project", {"total|合计|35.00|35.00|"}));
  say(document, 6, {"2025年支出预算30.00万元。", "政府采购支出预算12.00万元。"});
  EXPECT_TRUE(prose_checks(document).empty());
  say(document, 6, {"2026年，上海市普陀区司法局支出预算35.00万元。"});
  EXPECT_EQ(prose_checks(document).size(), 1u);
}

// P6, tables in 元, prose in 万元: what rounding to the last place of the prose explains is a tail.
struct ScaleCase {
  const char* name;
  const char* said;
  const char* holds;
};

class ProseInLargerUnitsTest : public ::testing::TestWithParam<ScaleCase> {};

TEST_P(ProseInLargerUnitsTest, HoldToHalfAUnitOfTheirLastPlace) {
  NormalizedDocument document;
  document.year = "2025";
  document.tables.push_back(
      small_table("general_budget_expenditure",
                  "row_type|class_code|section_code|item_code|name|total",
                  {"item|212|01|01|行政运行|171915169", "total||||合计|171915169"}));
  document.tables[0].amount_unit = "元";
  say(document, 6, {std::string("其中：一般公共预算拨款支出预算") + GetParam().said + "。"});
  const auto checks = prose_checks(document);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].identity, "P4");
  EXPECT_EQ(checks[0].holds, GetParam().holds);
}

INSTANTIATE_TEST_SUITE_P(Figures,
                         ProseInLargerUnitsTest,
                         ::testing::Values(ScaleCase{"rounded", "17,192万元", "tail"},
                                           ScaleCase{"finer", "17,191.52万元", "tail"},
                                           ScaleCase{"inYuan", "171,915,169元", "exact"},
                                           ScaleCase{"cutOff", "17,191万元", "tail_copy"},
                                           ScaleCase{"wrong", "17,292万元", "broken"}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ProseIdentitiesTest, RunningCostsAreOnlyUsuallyThePublicExpenditure) {
  NormalizedDocument document;
  document.year = "2026";
  document.tables.push_back(small_table("general_budget_basic_expenditure",
                                        "row_type|name|total|personnel|public",
                                        {"total|合计|35.00|25.00|10.00"}));
  say(document, 6, {"机关运行经费", "2026年机关运行经费预算10.00万元。"});
  auto checks = prose_checks(document);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].identity, "X15");
  EXPECT_EQ(checks[0].holds, "exact");
  document.prose.back().text = "2026年机关运行经费预算4.00万元。";
  checks = prose_checks(document);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].holds, "broken");
  EXPECT_EQ(checks[0].kind, "soft");  // a unit that is not a 行政 one: no finding, no repair
}

TEST(PercentagesTest, SharesOfTheSumBeforeThem) {
  NormalizedDocument document;
  say(document,
      14,
      {"（二）结构情况",
       "支出预算24107.98万元，其中：基本支出16182.05万元，占67.12%；",
       "项目支出7925.93万元，占32.90%。"});
  const auto checks = percentage_checks(document);
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].identity, "P3");
  EXPECT_EQ(checks[0].kind, "info");
  EXPECT_EQ(checks[0].holds, "exact");
  EXPECT_EQ(checks[1].holds, "broken");
  EXPECT_EQ(checks[1].right, "32.88");
}

TEST(PercentagesTest, GrowthBetweenTwoPrintedAmounts) {
  NormalizedDocument document;
  say(document,
      6,
      {"2025年当年预算执行数为1690.69万元，2026年预算安排1434.89万元，"
       "比2025年预算执行数减少1.10%。",
       "2025年当年预算执行数为118.46万元，2026年预算安排124.29万元，"
       "比2025年预算执行数增加4.92%。"});
  const auto checks = percentage_checks(document);
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].identity, "P7");
  EXPECT_EQ(checks[0].right, "15.13");
  EXPECT_EQ(checks[0].holds, "broken");
  EXPECT_EQ(checks[1].holds, "exact");
}

struct GroupCase {
  const char* name;
  std::vector<std::string> amounts;
  int count;
  const char* budget;
  std::vector<int> rows;  ///< of the group; empty: not settled
};

class ProjectGroupTest : public ::testing::TestWithParam<GroupCase> {};

TEST_P(ProjectGroupTest, OnlySetOfSoManyThatAddsUp) {
  NormalizedDocument document;
  std::vector<std::string> rows;
  for (const std::string& amount : GetParam().amounts) rows.push_back("项目|" + amount);
  document.tables.push_back(
      small_table("project_performance_targets", "project_name|budget_amount", rows));
  const Figures figures(document);
  std::vector<int> projects;
  projects.reserve(rows.size());
  for (int r = 0; r < static_cast<int>(rows.size()); ++r) projects.push_back(figures.at(0, r, 1));
  const Amount budget = *figures.parse_prose(GetParam().budget, "万元");
  std::vector<int> expected;
  for (const int row : GetParam().rows) expected.push_back(figures.at(0, row, 1));
  EXPECT_EQ(projects_of_group(projects, {GetParam().count, budget, 0}, figures), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Sets,
    ProjectGroupTest,
    ::testing::Values(
        GroupCase{"one_set", {"1.88", "200.00", "36.00", "5000.00"}, 2, "5200", {1, 3}},
        GroupCase{"equal_amounts_take_the_last", {"5.00", "7.00", "5.00"}, 2, "12", {1, 2}},
        GroupCase{"two_sets", {"1.00", "4.00", "2.00", "3.00"}, 2, "5", {}},
        GroupCase{"no_set", {"1.00", "4.00"}, 2, "6", {}}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace gouji
