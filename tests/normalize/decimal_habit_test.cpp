#include "normalize/rows/decimal_habit.h"

#include <gtest/gtest.h>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

/// Nine figures with two decimals, then one as given.
NormalizedDocument amounts(const std::string& last, const std::vector<std::string>& rivals) {
  std::vector<std::string> rows;
  for (int i = 1; i < 10; ++i) rows.push_back("项|" + std::to_string(i) + ".00");
  rows.push_back("项|" + last);
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_summary", "name|total", rows));
  Field& odd = field_of(document.tables[0], 9, "total");
  odd.engine = "first";
  for (const std::string& rival : rivals) odd.rivals.push_back({rival, 2, "second"});
  flag_odd_decimals(document, {});
  return document;
}

TEST(DecimalHabit, AFigureWithoutDecimalsIsFlagged) {
  NormalizedDocument document = amounts("134", {"1.84"});
  EXPECT_EQ(field_of(document.tables[0], 9, "total").status, CellStatus::Flagged);
  EXPECT_EQ(field_of(document.tables[0], 8, "total").status, CellStatus::Read);
}

TEST(DecimalHabit, AReadingOfTheSameDigitsWithTheUsualDecimalsIsTheBetterGuess) {
  NormalizedDocument document = amounts("134", {"13.4", "1.34"});
  const Field& odd = field_of(document.tables[0], 9, "total");
  EXPECT_EQ(odd.value, "1.34");
  EXPECT_EQ(odd.engine, "second");
  EXPECT_EQ(odd.rivals[1], (Candidate{"134", 0, "first"}));
  EXPECT_EQ(odd.status, CellStatus::Flagged);
  EXPECT_EQ(odd.reasons, (std::vector<std::string>{"decimals"}));
}

/// What the field holds that was read as `read`.
std::string guess(const std::string& read, const std::vector<std::string>& rivals = {}) {
  NormalizedDocument document = amounts(read, rivals);
  return field_of(document.tables[0], 9, "total").value;
}

TEST(DecimalHabit, ThePointStandsBeforeTheUsualDecimals) {
  EXPECT_EQ(guess("134", {"1.84"}), "1.34");
  EXPECT_EQ(guess("-151734"), "-1517.34");
}

TEST(DecimalHabit, ADigitTooManyIsDirtBehindTheFigure) {
  EXPECT_EQ(guess("369585.005"), "369585.00");
}

TEST(DecimalHabit, WhoLeavesOutZerosMayMeanWhatIsThere) {
  std::vector<std::string> rows;
  rows.reserve(21);
  for (int i = 0; i < 18; ++i) rows.push_back("项|" + std::to_string(10 + i) + ".25");
  for (const char* odd : {"7.2", "8.5", "134"}) rows.push_back(std::string("项|") + odd);
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_summary", "name|total", rows));
  flag_odd_decimals(document, {});
  const Field& whole = field_of(document.tables[0], 20, "total");
  EXPECT_EQ(whole.status, CellStatus::Flagged);
  EXPECT_EQ(whole.value, "134");
}

TEST(DecimalHabit, WhatIsCutOffIsNotGuessed) {
  NormalizedDocument document = amounts("13", {});
  Field& odd = field_of(document.tables[0], 9, "total");
  odd.value = "134";
  odd.reasons = {"cut_off"};
  flag_odd_decimals(document, {});
  EXPECT_EQ(odd.value, "134");
}

TEST(DecimalHabit, ALostDigitIsNotMadeUp) {
  EXPECT_EQ(guess("369585.5"), "369585.5");
}

TEST(DecimalHabit, WhatIsTooShortIsAnotherReadingOrDirt) {
  EXPECT_EQ(guess("4", {"7", "4.91"}), "4.91");
  EXPECT_EQ(guess("4", {"7", "491"}), "4.91");
  NormalizedDocument document = amounts("4", {});
  const Field& odd = field_of(document.tables[0], 9, "total");
  EXPECT_EQ(odd.value, "");
  EXPECT_EQ(odd.rivals, (std::vector<Candidate>{{"4", 0, "first"}}));
  EXPECT_EQ(odd.status, CellStatus::Flagged);
}

/// `figures` and how many of them are flagged.
int flagged_of(const std::vector<std::string>& figures) {
  std::vector<std::string> rows;
  rows.reserve(figures.size());
  for (const std::string& figure : figures) rows.push_back("项|" + figure);
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_summary", "name|total", rows));
  flag_odd_decimals(document, {});
  int flagged = 0;
  for (int i = 0; i < static_cast<int>(figures.size()); ++i)
    flagged += field_of(document.tables[0], i, "total").status == CellStatus::Flagged ? 1 : 0;
  return flagged;
}

TEST(DecimalHabit, WherePointsWereLostThoseWithoutAreFlagged) {
  EXPECT_EQ(flagged_of({"1.37", "2.54", "30.11", "5.00", "7.20", "8.88", "137", "254", "3011"}), 3);
}

TEST(DecimalHabit, WhoLeavesOutZerosHasNone) {
  EXPECT_EQ(flagged_of({"1.37", "2.54", "30.11", "5.05", "7.2", "8.8", "137", "254", "3011"}), 0);
}

TEST(DecimalHabit, ZerosSayNothing) {
  NormalizedDocument document = amounts("0", {});
  EXPECT_EQ(field_of(document.tables[0], 9, "total").status, CellStatus::Read);
}

TEST(DecimalHabit, ThePrintsOwnTextIsNotDoubted) {
  NormalizedDocument document = amounts("0", {});
  Field& odd = field_of(document.tables[0], 9, "total");
  odd.value = "134";
  odd.from_layer = true;
  flag_odd_decimals(document, {});
  EXPECT_EQ(odd.status, CellStatus::Read);
}

}  // namespace
}  // namespace gouji
