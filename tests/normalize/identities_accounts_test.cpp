#include <gtest/gtest.h>

#include <algorithm>

#include "normalize/identities/identities_across.h"
#include "normalize/identities/identities_within.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

/// The national final accounts of a small unit; what 01 to 06 print ties to one another.
NormalizedDocument accounts() {
  NormalizedDocument document;
  document.kind = "final_accounts";
  document.tables.push_back(small_table("revenue_expenditure_summary",
                                        "side|row_type|item|amount",
                                        {"revenue|item|一、一般公共预算财政拨款收入|90.00",
                                         "revenue|item|八、其他收入|6.00",
                                         "revenue|subtotal|本年收入合计|96.00",
                                         "revenue|item|年初结转和结余|4.00",
                                         "revenue|total|总计|100.00",
                                         "expenditure|item|八、社会保障和就业支出|30.00",
                                         "expenditure|item|二十、住房保障支出|60.00",
                                         "expenditure|subtotal|本年支出合计|90.00",
                                         "expenditure|item|年末结转和结余|10.00",
                                         "expenditure|total|总计|100.00"}));
  document.tables.push_back(
      small_table("final_revenue",
                  "row_type|class_code|section_code|item_code|name|total|fiscal_appropriation",
                  {"total||||合计|96.00|90.00",
                   "subtotal|208|||社会保障和就业支出|36.00|30.00",
                   "subtotal|221|||住房保障支出|60.00|60.00"}));
  document.tables.push_back(
      small_table("final_expenditure",
                  "row_type|class_code|section_code|item_code|name|total|basic|project",
                  {"total||||合计|90.00|70.00|20.00",
                   "subtotal|208|||社会保障和就业支出|30.00|10.00|20.00",
                   "subtotal|208|05||养老支出|30.00|10.00|20.00",
                   "item|208|05|05|基本养老保险|30.00|10.00|20.00",
                   "subtotal|221|||住房保障支出|60.00|60.00|"}));
  document.tables.push_back(small_table(
      "fiscal_appropriation_summary",
      "side|row_type|item|total|general_public_budget|government_fund_budget",
      {"revenue|item|本年收入合计|90.00||", "expenditure|item|本年支出合计|90.00|90.00|"}));
  document.tables.push_back(
      small_table("general_budget_expenditure",
                  "row_type|class_code|section_code|item_code|name|total|basic|project",
                  {"total||||合计|90.00|70.00|20.00",
                   "subtotal|208|||社会保障和就业支出|30.00|10.00|20.00",
                   "subtotal|208|05||养老支出|30.00|10.00|20.00",
                   "item|208|05|05|基本养老保险|30.00|10.00|20.00"}));
  document.tables.push_back(small_table("final_general_budget_basic",
                                        "row_type|class_code|section_code|name|amount",
                                        {"subtotal|301||工资福利支出|60.00",
                                         "subtotal|||人员经费合计|60.00",
                                         "subtotal|302||商品和服务支出|10.00",
                                         "item|302|17|公务接待费|1.00",
                                         "subtotal|||公用经费合计|10.00"}));
  document.tables.push_back(
      small_table("final_three_public", "final_total|final_reception", {"2.00|2.00"}));
  return document;
}

std::vector<Check> across(const NormalizedDocument& document) {
  const Figures figures(document);
  IdentitySet identities(figures);
  add_identities_across(document, figures, identities);
  std::vector<Amount> amounts;
  for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
  std::vector<Check> checks;
  for (const Identity& identity : identities.all())
    checks.push_back(to_check(identity, balance(identity, amounts), document, figures));
  return checks;
}

/// Those whose id begins so.
std::vector<Check> named(const std::vector<Check>& checks, const std::string& id) {
  std::vector<Check> found;
  for (const Check& check : checks)
    if (check.identity == id || check.identity.rfind(id + ":", 0) == 0) found.push_back(check);
  return found;
}

struct AccountsCase {
  const char* id;
  int table, row;  ///< a cell whose misprint breaks it
  const char* column;
  const char* kind;
};

class AccountsTest : public ::testing::TestWithParam<AccountsCase> {};

TEST_P(AccountsTest, HoldsAndIsBrokenByAMisprint) {
  NormalizedDocument document = accounts();
  const std::vector<Check> right = named(across(document), GetParam().id);
  ASSERT_FALSE(right.empty());
  EXPECT_EQ(right.front().kind, GetParam().kind);
  const bool soft = std::string(GetParam().kind) == "soft";
  for (const Check& check : right) {
    EXPECT_EQ(check.holds, soft ? "broken" : "exact") << check.cells.front();
  }
  field_of(document.tables[static_cast<std::size_t>(GetParam().table)],
           GetParam().row,
           GetParam().column)
      .value = soft ? "1.00" : "77.00";
  const std::vector<Check> wrong = named(across(document), GetParam().id);
  EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [&](const Check& check) {
    return check.holds == (soft ? "exact" : "broken");
  }));
}

INSTANTIATE_TEST_SUITE_P(
    Identities,
    AccountsTest,
    ::testing::Values(AccountsCase{"A1", 1, 0, "total", "hard"},
                      AccountsCase{"A1", 2, 4, "total", "hard"},
                      AccountsCase{"A2", 1, 0, "fiscal_appropriation", "hard"},
                      AccountsCase{"X6", 3, 1, "general_public_budget", "hard"},
                      AccountsCase{"A4", 5, 1, "amount", "hard"},
                      AccountsCase{"A5", 4, 3, "basic", "hard"},
                      AccountsCase{"A6", 6, 0, "final_reception", "soft"}),
    [](const auto& test) { return std::string(test.param.id) + "_" + std::to_string(test.index); });

TEST(AccountsTest, ReceivedIsNotSpentAndFiscalTotalIsNotAll) {
  for (const Check& check : across(accounts()))
    if (check.kind == "hard") {
      EXPECT_EQ(check.holds, "exact") << check.identity << " " << check.cells.front();
    }
}

TEST(AccountsTest, OtherMoneySpentTakesTheTieByCodeAway) {
  NormalizedDocument document = accounts();
  field_of(document.tables[2], 0, "total").value = "95.00";
  EXPECT_TRUE(named(across(document), "A5").empty());
}

TEST(AccountsTest, BalanceOfAFundOverTheYear) {
  NormalizedDocument document;
  document.tables.push_back(small_table(
      "final_government_fund",
      "row_type|name|opening_balance|income|spent_total|spent_basic|spent_project|closing_balance",
      {"total|合计|5.00|20.00|18.00||18.00|7.00"}));
  Schema schema;
  schema.id = "final_government_fund";
  schema.row_sums = {{"closing_balance", {"opening_balance", "income"}, {"spent_total"}}};
  for (const char* closing : {"7.00", "8.00"}) {
    field_of(document.tables[0], 0, "closing_balance").value = closing;
    const Figures figures(document);
    IdentitySet identities(figures);
    add_identities_within(document, {schema}, figures, identities);
    ASSERT_EQ(identities.all().size(), 1u);
    EXPECT_EQ(identities.all()[0].id, "W19:closing_balance");
    std::vector<Amount> amounts;
    for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
    EXPECT_EQ(balance(identities.all()[0], amounts).result,
              std::string(closing) == "7.00" ? IdentityResult::Exact : IdentityResult::Broken);
  }
}

TEST(RevenueByFunctionTest, EachLineIsWhatIsSpentOnIt) {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("revenue_expenditure_summary",
                  "side|row_type|item|amount",
                  {"revenue|item|一、财政拨款收入|30.00", "revenue|total|收入总计|30.00"}));
  document.tables.push_back(
      small_table("revenue_summary_by_function",
                  "row_type|class_code|section_code|item_code|name|total|fiscal_appropriation",
                  {"item|208|05|05|养老|10.00|10.00",
                   "item|221|02|01|公积金|20.00|20.00",
                   "total||||合计|30.00|30.00"}));
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|total|basic|project",
                  {"item|208|05|05|养老|10.00|10.00|",
                   "item|221|02|01|公积金|21.00|21.00|",
                   "total||||合计|30.00|30.00|"}));
  const auto checks = named(across(document), "X17");
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].holds, "exact");  // 合计
  EXPECT_EQ(named(checks, "X17:2080505").front().holds, "exact");
  EXPECT_EQ(named(checks, "X17:2210201").front().holds, "broken");
  // Money that is carried over is spent without being received this year.
  document.tables[0] = small_table("revenue_expenditure_summary",
                                   "side|row_type|item|amount",
                                   {"revenue|item|一、财政拨款收入|30.00",
                                    "revenue|item|上年结转|5.00",
                                    "revenue|total|收入总计|35.00"});
  EXPECT_TRUE(named(across(document), "X17").empty());
}

TEST(EmptyTableTest, FundWithoutATableHasNoMoneyInTheSummaries) {
  NormalizedDocument document;
  document.tables.push_back(small_table("government_fund_expenditure", "row_type|name|total", {}));
  document.tables[0].declared_empty = true;
  document.tables.push_back(small_table("revenue_summary",
                                        "row_type|unit_name|total|government_fund_budget",
                                        {"total|合计|9.00|4.00"}));
  const auto checks = named(across(document), "X19");
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].holds, "broken");
  EXPECT_EQ(checks[0].right, "0.00");
  EXPECT_EQ(checks[0].cells.back(), "government_fund_expenditure:empty");
  document.tables[0].declared_empty = false;
  EXPECT_TRUE(named(across(document), "X19").empty());
}

}  // namespace
}  // namespace gouji
