#include <gtest/gtest.h>

#include <filesystem>

#include "normalize/identities/identities_across.h"
#include "normalize/identities/identities_prose.h"
#include "normalize/identities/identities_within.h"
#include "normalize/identities/outline.h"
#include "normalize/identities/structural_checks.h"
#include "normalize/repair/lexicons.h"
#include "tests/support/small_document.h"
#include "tests/support/truth_document.h"

namespace gouji {
namespace {

std::vector<Check> checks_of(const NormalizedDocument& document) {
  const Figures figures(document);
  IdentitySet identities(figures);
  add_identities_within(document, row_sum_schemas(), figures, identities);
  add_identities_across(document, figures, identities);
  add_identities_with_prose(document, figures, identities);
  std::vector<Amount> amounts;
  for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
  std::vector<Check> checks;
  for (const Identity& identity : identities.all())
    checks.push_back(to_check(identity, balance(identity, amounts), document, figures));
  return checks;
}

const Check* find_check(const std::vector<Check>& checks,
                        const std::string& identity,
                        const std::string& cell) {
  for (const Check& check : checks)
    if (check.identity == identity &&
        std::find(check.cells.begin(), check.cells.end(), cell) != check.cells.end())
      return &check;
  return nullptr;
}

NormalizedDocument general_budget() {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("general_budget_expenditure",
                  "row_type|class_code|section_code|item_code|name|total|current_year|carryover",
                  {"total||||合计|124.50|100.00|24.50",
                   "subtotal||||社会保障和就业支出|104.50|80.00|24.50",
                   "subtotal||||民政管理事务|84.50|60.00|24.50",
                   "item|208|02|01|行政运行|64.50|40.00|24.50",
                   "item|208|02|07|行政区划|20.00|20.00|",
                   "subtotal||||养老支出|20.00|20.00|",
                   "item|208|05|05|养老保险|20.00|20.00|",
                   "subtotal||||住房保障支出|20.00|20.00|",
                   "subtotal||||住房改革支出|20.00|20.00|",
                   "item|221|02|01|住房公积金|20.00|20.00|"}));
  return document;
}

TEST(IdentitiesTest, RunningCostsBesideThreePublicAreASoftCopy) {
  NormalizedDocument document;
  document.tables.push_back(small_table("general_budget_basic_expenditure",
                                        "row_type|name|total|personnel|public",
                                        {"total|合计|35.00|25.00|10.00"}));
  document.tables.push_back(small_table("general_budget_three_public",
                                        "row_type|name|total|extra_机关运行经费",
                                        {"total|合计|2.00|4.00"}));
  const auto checks = checks_of(document);
  const auto check = std::find_if(
      checks.begin(), checks.end(), [](const Check& c) { return c.identity == "X15"; });
  ASSERT_NE(check, checks.end());
  EXPECT_EQ(check->kind, "soft");
  EXPECT_EQ(check->holds, "broken");
  EXPECT_EQ(check->left, "4.00");
  EXPECT_EQ(check->right, "10.00");
}

TEST(IdentitiesTest, LinesWithoutCodesFormTheTree) {
  const Outline outline = code_outline(general_budget().tables[0]);
  ASSERT_EQ(outline.total, 0);
  ASSERT_EQ(outline.tops.size(), 2u);
  EXPECT_EQ(outline.nodes[0].children.size(), 2u);  // 民政管理事务, 养老支出
  EXPECT_TRUE(outline.sure);
}

TEST(IdentitiesTest, AllLevelsAreSummedApart) {
  const auto checks = checks_of(general_budget());
  const Check* total = find_check(checks, "W2", "general_budget_expenditure:1:total");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->holds, "exact");
  EXPECT_EQ(total->cells.size(), 3u);
  const auto section = std::find_if(checks.begin(), checks.end(), [](const Check& check) {
    return check.identity == "W3" && check.cells.front() == "general_budget_expenditure:3:total";
  });
  ASSERT_NE(section, checks.end());
  EXPECT_EQ(section->left, "84.50");
  EXPECT_EQ(section->cells.size(), 3u);
}

TEST(IdentitiesTest, OneLastPlaceIsATailAndConfirmsNothing) {
  NormalizedDocument document = general_budget();
  field_of(document.tables[0], 0, "total").value = "124.51";
  const auto checks = checks_of(document);
  EXPECT_EQ(find_check(checks, "W1:total", "general_budget_expenditure:1:total")->holds, "tail");
  field_of(document.tables[0], 0, "total").value = "124.53";
  EXPECT_EQ(
      find_check(checks_of(document), "W1:total", "general_budget_expenditure:1:total")->holds,
      "broken");
}

TEST(IdentitiesTest, EachTermRoundsAtItsOwnPlaces) {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("general_budget_basic_expenditure",
                  "row_type|class_code|section_code|unit_code|name|total|personnel|public",
                  {"total||||合计|22118861|20272981.00|1845880.34"}));
  const auto checks = checks_of(document);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].holds, "tail");
  EXPECT_EQ(checks[0].difference, "-0.34");
}

TEST(IdentitiesTest, CopiesHaveNoTolerance) {
  NormalizedDocument document = general_budget();
  document.tables.push_back(small_table("fiscal_appropriation_summary",
                                        "side|row_type|item|total|general_public_budget",
                                        {"expenditure|subtotal|一、本年支出|124.50|124.50",
                                         "expenditure|item|社会保障和就业支出|104.50|104.50",
                                         "expenditure|item|住房保障支出|20.01|20.01"}));
  const auto checks = checks_of(document);
  const Check* copy = find_check(checks, "X4", "general_budget_expenditure:8:total");
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(copy->holds, "tail_copy");
  EXPECT_EQ(copy->tolerance, "0.00");
}

TEST(IdentitiesTest, AClassIsMatchedUnderItsFormerName) {
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_expenditure_summary",
                                        "side|row_type|item|amount",
                                        {"expenditure|item|九、医疗卫生与计划生育支出|5.00"}));
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|total",
                  {"subtotal|210|||卫生健康支出|5.00", "item|210|11|01|行政单位医疗|5.00"}));
  const auto tie = [&](const std::map<std::string, std::string>& class_codes) {
    const Figures figures(document);
    IdentitySet identities(figures);
    add_identities_across(document, figures, identities, class_codes);
    return identities.all().size();
  };
  EXPECT_EQ(tie({}), 0u);
  const Lexicons lexicons =
      load_lexicons(std::filesystem::path(GOUJI_SOURCE_DIR) / "data" / "lexicon");
  EXPECT_EQ(tie(lexicons.class_codes()), 1u);
}

TEST(IdentitiesTest, SevenDigitEconomicLinesMayBeOnlySome) {
  NormalizedDocument document;
  document.tables.push_back(small_table("general_budget_basic_expenditure",
                                        "row_type|class_code|section_code|unit_code|name|total",
                                        {"total||||合计|10.00",
                                         "subtotal|||301|工资福利支出|10.00",
                                         "item|301|03|30103|奖金|10.00",
                                         "item|301|03|3010301|年终一次性奖金|4.00"}));
  const auto checks = checks_of(document);
  const Check* local = find_check(checks, "W3:30103", "general_budget_basic_expenditure:3:total");
  ASSERT_NE(local, nullptr);
  EXPECT_EQ(local->kind, "soft");
  EXPECT_EQ(find_check(checks, "W3:301", "general_budget_basic_expenditure:2:total")->kind, "hard");
}

TEST(IdentitiesTest, OtherMoneyTakesTheTieOfAllToFiscalAway) {
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_expenditure_summary",
                                        "side|row_type|item|amount",
                                        {"revenue|item|一、一般公共预算拨款收入|950.00",
                                         "revenue|item|四、事业收入|262.00",
                                         "revenue|total|收入总计|1212.00"}));
  document.tables.push_back(
      small_table("fiscal_appropriation_summary",
                  "side|row_type|item|total",
                  {"revenue|item|一般公共预算拨款收入|950.00", "revenue|total|收入总计|950.00"}));
  const auto checks = checks_of(document);
  EXPECT_EQ(find_check(checks, "X3", "revenue_expenditure_summary:3:amount"), nullptr);
  const Check* fund = find_check(checks, "X3", "revenue_expenditure_summary:1:amount");
  ASSERT_NE(fund, nullptr);
  EXPECT_EQ(fund->kind, "hard");
  EXPECT_EQ(fund->holds, "exact");
}

TEST(IdentitiesTest, ProseSentencesAreCopies) {
  NormalizedDocument document = general_budget();
  const char* lines[] = {"（三）一般公共预算当年拨款具体使用情况",
                         "1.住房保障支出（类）住房改革支出（款）住房公积金（项）：2023年",
                         "预算数为19.99万元，主要用于：职工住房公积金。"};
  for (const char* line : lines) {
    TextLine text;
    text.text = line;
    document.prose.push_back(text);
    document.prose_pages.push_back(7);
  }
  const auto checks = checks_of(document);
  const Check* copy = find_check(checks, "P2", "prose:p7");
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(copy->holds, "tail_copy");
  EXPECT_EQ(copy->left, "20.00");
  EXPECT_EQ(copy->right, "19.99");
}

TEST(IdentitiesTest, UnitsAreScaledBeforeTheyAreCompared) {
  NormalizedDocument document = general_budget();
  document.tables[0].amount_unit = "元";
  TextLine heading, text;
  heading.text = "（二）一般公共预算当年拨款结构情况";
  text.text = "住房保障支出0.002万元，占16%。";
  document.prose = {heading, text};
  document.prose_pages = {1, 1};
  const auto checks = checks_of(document);
  const Check* copy = find_check(checks, "P1", "prose:p1");
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(copy->holds, "exact");
}

TEST(IdentitiesTest, DoubtfulCodeMakesFailingSumsSoft) {
  NormalizedDocument document = general_budget();
  field_of(document.tables[0], 4, "class_code").status = CellStatus::Flagged;
  EXPECT_EQ(find_check(checks_of(document), "W2", "general_budget_expenditure:1:total")->kind,
            "hard");
  field_of(document.tables[0], 0, "total").value = "999.50";
  EXPECT_EQ(find_check(checks_of(document), "W2", "general_budget_expenditure:1:total")->kind,
            "soft");
}

TEST(IdentitiesTest, ClassPrintedShortStaysUnderItsSection) {
  const NormalizedTable table = small_table("expenditure_summary",
                                            "row_type|class_code|section_code|item_code|name|total",
                                            {"total||||合计|5.00",
                                             "subtotal|210|||卫生健康支出|5.00",
                                             "subtotal|210|11||行政事业单位医疗|5.00",
                                             "item|7|11|02|事业单位医疗|5.00"});
  EXPECT_EQ(code_outline(table).tops.size(), 1u);
}

TEST(IdentitiesTest, FundsBehindCarriedOverMoneyAreItsParts) {
  NormalizedDocument document;
  document.tables.push_back(small_table("fiscal_appropriation_summary",
                                        "side|row_type|item|total",
                                        {"revenue|subtotal|一、一般公共预算财政拨款|2940.05",
                                         "revenue|item|本年收入合计|2940.05",
                                         "revenue|item|年初财政拨款结转和结余|21.63",
                                         "revenue|subtotal|一、一般公共预算财政拨款|21.63",
                                         "revenue|total|总计|2961.68"}));
  for (const Check& check : checks_of(document)) EXPECT_EQ(check.holds, "exact") << check.identity;
}

TEST(IdentitiesTest, GapsInNumberingAreRemarked) {
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_expenditure_summary",
                                        "side|row_type|item|amount",
                                        {"revenue|item|一、一般公共预算拨款收入|1.00",
                                         "revenue|item|三、其他收入|",
                                         "revenue|total|收入总计|1.00"}));
  const auto checks = structural_checks(document, {});
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].identity, "W14:ordinals");
  EXPECT_EQ(checks[0].left, "2");
  EXPECT_EQ(checks[0].right, "3");
}

struct NumbersCase {
  const char* name;
  std::vector<std::string> lines;
  std::vector<std::string> missing;
};

class TableNumbersTest : public ::testing::TestWithParam<NumbersCase> {};

TEST_P(TableNumbersTest, GapsAreTablesThatAreLost) {
  NormalizedDocument document;
  for (const std::string& line : GetParam().lines) {
    TextLine text;
    text.text = line;
    document.prose.push_back(text);
    document.prose_pages.push_back(1);
  }
  std::vector<std::string> missing;
  for (const Check& check : structural_checks(document, {})) {
    EXPECT_EQ(check.identity, "X20:numbers");
    EXPECT_EQ(check.kind, "info");
    missing.push_back(check.left);
  }
  EXPECT_EQ(missing, GetParam().missing);
}

INSTANTIATE_TEST_SUITE_P(
    Forms,
    TableNumbersTest,
    ::testing::Values(
        NumbersCase{"sichuan",
                    {"单位公开表1",
                     "单位公开表1-1",
                     "单位公开表 1-2",
                     "单位公开表2",
                     "单位公开表3",
                     "单位公开表3-2"},
                    {"3-1"}},
        NumbersCase{"complete", {"公开表1", "公开表2", "公开表2-1", "公开表3"}, {}},
        NumbersCase{"accounts", {"公开01表", "公开02表", "公开04表", "公开05表"}, {"3"}},
        NumbersCase{"a_number_without_its_main_table", {"公开表1", "公开表2-1", "公开表3"}, {"2"}},
        NumbersCase{"prose_and_years",
                    {"2023年预算公开", "公开表1共12张，公开2023年预算", "公开表1", "公开表9"},
                    {}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(IdentitiesTest, RightDocumentsBreakNothing) {
  const std::filesystem::path corpus =
      std::filesystem::path(GOUJI_SOURCE_DIR).parent_path() / "shared" / "corpus";
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "NOT TESTED: there is no corpus " << corpus;
  int documents = 0;
  for (const char* set : {"dev", "cangxi"})
    for (const auto& entry : std::filesystem::directory_iterator(corpus / set)) {
      if (!std::filesystem::exists(entry.path() / "truth")) continue;
      ++documents;
      for (const Check& check : checks_of(load_truth_document(entry.path() / "truth")))
        if (check.kind == "hard") {
          EXPECT_TRUE(check.holds == "exact" || check.holds == "tail")
              << entry.path() << " " << check.identity << " " << check.cells.front();
        }
    }
  EXPECT_GE(documents, 13);
}

}  // namespace
}  // namespace gouji
