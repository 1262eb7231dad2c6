#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "normalize/identities/identities_within.h"
#include "normalize/reconcile.h"
#include "normalize/repair/confusion.h"
#include "normalize/repair/repairer.h"
#include "tests/support/small_document.h"
#include "tests/support/truth_document.h"

namespace gouji {
namespace {

/// 合计 30.00 = 10.00 + 20.00 by rows and by columns; every figure stands in two identities or
/// more.
NormalizedDocument small_budget() {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|unit_code|total|basic|project",
                  {"total||||合计||=1234.56|=1000.06|=234.50",
                   "item|208|01|01|行政运行|1|=1000.06|=1000.06|",
                   "item|208|01|07|业务管理|1|=134.50||=134.50",
                   "item|208|01|09|经办机构|1|=100.00||=100.00"}));
  return document;
}

Field& cell(NormalizedDocument& document, int row, const std::string& column) {
  return field_of(document.tables[0], row, column);
}

void misread(Field& field, const std::string& value, const std::vector<std::string>& rivals) {
  field.value = field.printed = value;
  field.agreed = false;
  for (const std::string& rival : rivals) field.rivals.push_back({rival, 2, "second"});
}

std::vector<Check> run(NormalizedDocument& document) {
  return reconcile(document, row_sum_schemas(), {}, {});
}

bool any_broken(const std::vector<Check>& checks) {
  return std::any_of(checks.begin(), checks.end(), [](const Check& check) {
    return check.kind == "hard" && check.holds == "broken";
  });
}

void hide(Field& field) {
  field.value = field.printed = "";
  field.agreed = false;
  field.status = CellStatus::Flagged;
  field.reasons = {"seal"};
}

TEST(HiddenBlanksTest, ABlankUnderASealIsClearedWhereTheSumIsWholeWithoutIt) {
  NormalizedDocument document = small_budget();
  hide(cell(document, 1, "project"));
  run(document);
  EXPECT_EQ(cell(document, 1, "project").status, CellStatus::Read);
  EXPECT_TRUE(cell(document, 1, "project").reasons.empty());
}

TEST(HiddenBlanksTest, AFigureThatASealHidesStaysFlagged) {
  NormalizedDocument document = small_budget();
  hide(cell(document, 2, "project"));
  run(document);
  EXPECT_EQ(cell(document, 2, "project").status, CellStatus::Flagged);
}

TEST(RepairerTest, RivalThatTwoSumsDemandIsTaken) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "184.50", {"134.50"});
  EXPECT_FALSE(any_broken(run(document)));
  EXPECT_EQ(cell(document, 2, "project").value, "134.50");
  EXPECT_EQ(cell(document, 2, "project").printed, "184.50");
  EXPECT_EQ(cell(document, 2, "project").status, CellStatus::Repaired);
  ASSERT_FALSE(cell(document, 2, "project").suggestions.empty());
  EXPECT_NE(cell(document, 2, "project").suggestions[0].find("W1:total"), std::string::npos);
}

TEST(RepairerTest, FigureThatNoReaderGaveNeedsTwoIdentities) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "184.50", {"194.50"});
  run(document);
  EXPECT_EQ(cell(document, 2, "project").value, "134.50");
  EXPECT_EQ(cell(document, 2, "project").status, CellStatus::Repaired);
}

TEST(RepairerTest, LostPointIsOneConfusion) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "13450", {});
  run(document);
  EXPECT_EQ(cell(document, 2, "project").value, "134.50");
}

TEST(RepairerTest, FigureInTheWrongColumnGoesBack) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 3, "basic"), "100.00", {});
  misread(cell(document, 3, "project"), "", {});
  run(document);
  EXPECT_EQ(cell(document, 3, "basic").value, "");
  EXPECT_EQ(cell(document, 3, "project").value, "100.00");
}

TEST(RepairerTest, OneSumAloneCannotSayWhichFigureIsWrong) {
  NormalizedDocument document;
  document.tables.push_back(small_table("general_budget_three_public",
                                        "row_type|unit_code|unit_name|total|overseas|reception",
                                        {"item|1|民政局|8.00|2.00|1.00"}));
  run(document);
  for (const char* column : {"total", "overseas", "reception"}) {
    EXPECT_EQ(field_of(document.tables[0], 0, column).status, CellStatus::Flagged) << column;
    EXPECT_EQ(field_of(document.tables[0], 0, column).reasons,
              (std::vector<std::string>{"identity"}));
  }
  EXPECT_EQ(field_of(document.tables[0], 0, "total").value, "8.00");
}

TEST(RepairerTest, ALikelyMisprintOfTheOtherSideLeavesASingleRivalOpen) {
  // 合计 = 接待 alone: the reader's rival 68.78 would mend the row, and so would a misprinted 合计.
  for (const char* total : {"=68.78", "=90.28"}) {
    NormalizedDocument document;
    document.tables.push_back(small_table("general_budget_three_public",
                                          "row_type|unit_code|unit_name|total|overseas|reception",
                                          {std::string("item|1|民政局|") + total + "||58.78"}));
    Field& reception = field_of(document.tables[0], 0, "reception");
    reception.rivals = {{total + 1, 2, "second"}};
    run(document);
    const bool alike = std::string(total) == "=68.78";
    EXPECT_EQ(reception.status, alike ? CellStatus::Flagged : CellStatus::Repaired) << total;
    EXPECT_EQ(reception.value, alike ? "58.78" : "90.28");
  }
}

TEST(RepairerTest, ATotalPrintedWithoutItsPointLeavesASingleRivalOpen) {
  // The total 1580 has no decimals, others of its table have: 15.80 is as likely as the rival 1580.
  NormalizedDocument document;
  document.tables.push_back(small_table(
      "general_budget_three_public",
      "row_type|unit_code|unit_name|total|overseas|reception",
      {"item|1|民政局|=1580||15.80", "item|2|教育局|=2.50||=2.50", "item|3|水利局|=7.25||=7.25"}));
  Field& reception = field_of(document.tables[0], 0, "reception");
  reception.rivals = {{"1580", 2, "second"}};
  run(document);
  EXPECT_EQ(reception.value, "15.80");
  EXPECT_EQ(reception.status, CellStatus::Flagged);
}

TEST(RepairerTest, ThePublishersErrorStaysAndIsReported) {
  NormalizedDocument document = small_budget();
  cell(document, 0, "total").value = "1284.56";  // read by two readers alike
  const auto checks = run(document);
  EXPECT_TRUE(any_broken(checks));
  EXPECT_EQ(cell(document, 0, "total").value, "1284.56");
  EXPECT_EQ(cell(document, 0, "total").status, CellStatus::Flagged);
  EXPECT_EQ(cell(document, 0, "basic").status, CellStatus::Confirmed);
  EXPECT_EQ(cell(document, 0, "project").status, CellStatus::Confirmed);
}

TEST(RepairerTest, ExactIdentityConfirmsWhatOneReaderRead) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "134.50", {"184.50"});
  cell(document, 2, "project").status = CellStatus::Flagged;
  cell(document, 2, "project").reasons = {"low_confidence"};
  run(document);
  EXPECT_EQ(cell(document, 2, "project").status, CellStatus::Confirmed);
  EXPECT_TRUE(cell(document, 2, "project").reasons.empty());
}

TEST(RepairerTest, SmallFigureInsideRoundingIsNotConfirmed) {
  NormalizedDocument document;
  std::vector<std::string> rows = {"total|||合计|16.03"};
  for (int i = 0; i < 16; ++i) rows.push_back("item|3|" + std::to_string(10 + i) + "|项|=1.00");
  rows.push_back("item|3|99|奖励金|0.03");
  document.tables.push_back(small_table(
      "general_budget_expenditure", "row_type|class_code|section_code|name|total", rows));
  field_of(document.tables[0], 17, "total").rivals = {{"0.02", 2, "second"}};
  run(document);
  EXPECT_EQ(field_of(document.tables[0], 17, "total").status, CellStatus::Read);
}

TEST(RepairerTest, ASumOfFiguresThatAllLostTheirPointClearsNone) {
  NormalizedDocument document;
  document.tables.push_back(small_table(
      "expenditure_summary",
      "row_type|class_code|section_code|item_code|name|unit_code|total|basic|project",
      {"item|208|01|07|业务管理|1|134|134|0.00", "item|208|01|09|经办机构|1|200.00|200|"}));
  const auto doubt = [&](int row, const std::string& column) {
    cell(document, row, column).status = CellStatus::Flagged;
    cell(document, row, column).reasons = {"decimals"};
  };
  doubt(0, "total");
  doubt(0, "basic");
  doubt(1, "basic");
  run(document);
  EXPECT_EQ(cell(document, 0, "total").status, CellStatus::Flagged);
  EXPECT_EQ(cell(document, 0, "basic").status, CellStatus::Flagged);
  EXPECT_EQ(cell(document, 1, "basic").status, CellStatus::Confirmed);  // 200.00 vouches for it
}

TEST(RepairerTest, OtherDoubtsAreNotCleared) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "134.50", {});
  cell(document, 2, "project").status = CellStatus::Flagged;
  cell(document, 2, "project").reasons = {"cut_off"};
  run(document);
  EXPECT_EQ(cell(document, 2, "project").status, CellStatus::Flagged);
}

TEST(RepairerTest, EverySingleConfusionOfATotalIsRepaired) {
  int tried = 0;
  for (const std::string& wrong : single_confusions("1234.56", 4)) {
    NormalizedDocument document = small_budget();
    misread(cell(document, 0, "total"), wrong, {});
    run(document);
    const Field& field = cell(document, 0, "total");
    // Sums within rounding cannot tell the last place; then a person looks.
    EXPECT_TRUE(field.value == "1234.56" || field.value == wrong) << wrong << " " << field.value;
    EXPECT_TRUE(field.status == CellStatus::Repaired || field.value == wrong) << wrong;
    ++tried;
  }
  EXPECT_GT(tried, 20);
}

TEST(RepairerTest, ReconcileOffOnlyChecks) {
  NormalizedDocument document = small_budget();
  misread(cell(document, 2, "project"), "184.50", {"134.50"});
  const NormalizedDocument before = document;
  NormalizeOptions options;
  options.reconcile = false;
  EXPECT_TRUE(any_broken(reconcile(document, row_sum_schemas(), {}, options)));
  EXPECT_EQ(document, before);
}

TEST(LostFiguresTest, BlankThatTwoSumsDemandIsShownWithTheirAmount) {
  NormalizedDocument document = small_budget();
  for (const char* column : {"total", "project"}) {
    Field& field = cell(document, 2, column);
    field.value = field.printed = "";
    field.agreed = false;
  }
  run(document);
  for (const char* column : {"total", "project"}) {
    const Field& field = cell(document, 2, column);
    EXPECT_EQ(field.status, CellStatus::Flagged) << column;
    EXPECT_EQ(field.value, "");
    ASSERT_FALSE(field.suggestions.empty());
    EXPECT_EQ(field.suggestions.front(), "134.50 (W5)");
  }
  EXPECT_NE(cell(document, 2, "basic").status, CellStatus::Flagged);
}

TEST(LostFiguresTest, BlanksOfATextLayerAreThePrintsOwn) {
  NormalizedDocument document = small_budget();
  cell(document, 2, "total").value = "";
  cell(document, 2, "project").value = "";
  for (Row& row : document.tables[0].rows)
    for (Field& field : row.fields) field.from_layer = !field.value.empty();
  run(document);
  EXPECT_NE(cell(document, 2, "total").status, CellStatus::Flagged);
}

/// 400 rows that do not add up, and columns that tie them all together.
NormalizedDocument four_hundred_broken() {
  NormalizedDocument document;
  std::vector<std::string> rows = {"total||||合计||9999.99|5555.55|4444.44"};
  for (int i = 0; i < 400; ++i)
    rows.push_back("item|208|01|" + std::to_string(10 + i % 89) + "|项|1|" + std::to_string(7 + i) +
                   ".77|" + std::to_string(3 + 2 * i) + ".33|1.11");
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|unit_code|total|basic|project",
                  rows));
  return document;
}

TEST(RepairerTest, HundredsOfBrokenIdentitiesEndInFlags) {
  NormalizedDocument document = four_hundred_broken();
  const auto checks = run(document);
  const auto broken = std::count_if(checks.begin(), checks.end(), [](const Check& check) {
    return check.kind == "hard" && check.holds == "broken";
  });
  EXPECT_GE(broken, 400);
  for (std::size_t r = 0; r < document.tables[0].rows.size(); ++r) {
    int flagged = 0;
    for (const Field& field : document.tables[0].rows[r].fields) {
      EXPECT_NE(field.status, CellStatus::Repaired);
      flagged += static_cast<int>(field.status == CellStatus::Flagged);
    }
    // The 合计 adds up across: its row is not broken.
    EXPECT_EQ(flagged > 0, r > 0) << r;
  }
}

/// The misread 基本 opens the 合计 to two explanations until its own row and column settle it.
TEST(RepairerTest, WhatARepairSettlesServesTheNextInTheSameRun) {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("expenditure_summary",
                  "row_type|class_code|section_code|item_code|name|unit_code|total|basic|project",
                  {"total||||合计||=34092.42|=17892.05|=16200.37",
                   "item|208|01|01|项0|1|=10789.37|=7481.81|=3307.56",
                   "item|208|01|02|项1|1|=9343.84|=3514.61|=5829.23",
                   "item|208|01|03|项2|1|=196.68|=196.68|",
                   "item|208|01|04|项3|1|=5535.37|=4931.73|=603.64",
                   "item|208|01|05|项4|1|=8227.16|=1767.22|=6459.94"}));
  misread(cell(document, 1, "basic"), "74811.81", {});
  misread(cell(document, 0, "total"), "34092.40", {"34092.42"});
  run(document);
  EXPECT_EQ(cell(document, 1, "basic").value, "7481.81");
  EXPECT_EQ(cell(document, 0, "total").value, "34092.42");
  const NormalizedDocument once = document;
  run(document);
  EXPECT_EQ(document, once);
}

TEST(RepairerTest, TheSearchEndsAtItsLimitOfSteps) {
  const NormalizedDocument document = four_hundred_broken();
  const Figures figures(document);
  IdentitySet identities(figures);
  add_identities_within(document, row_sum_schemas(), figures, identities);
  std::vector<FigureReadings> readings(figures.all().size());
  for (std::size_t f = 0; f < readings.size(); ++f)
    readings[f].texts = {figures.print(static_cast<int>(f), figures.all()[f].amount)};
  ReconcileOptions options;
  for (const int steps : {50, 5000}) {
    options.max_steps = steps;
    const RepairPlan plan = plan_repairs(figures, readings, identities.all(), options);
    EXPECT_LE(plan.steps, steps + 1);  // one group: all rows share the columns
    EXPECT_TRUE(plan.bounded);
    EXPECT_TRUE(plan.repairs.empty());
    std::set<int> doubted;
    for (const Doubt& doubt : plan.doubts) doubted.insert(doubt.figure);
    EXPECT_GE(doubted.size(), 400u);
  }
}

}  // namespace
}  // namespace gouji
