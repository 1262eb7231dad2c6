#include "normalize/rows/best_guess.h"

#include <gtest/gtest.h>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

std::vector<Schema> schemas() {
  Schema schema;
  schema.id = "project_performance_targets";
  Column column;
  column.id = "level1";
  column.type = ColumnType::Closed;
  column.words = {"产出指标", "效益指标", "满意度指标", "成本指标"};
  schema.columns.push_back(column);
  return {schema};
}

std::string guessed(const std::string& read,
                    CellStatus status = CellStatus::Flagged,
                    std::vector<Candidate> rivals = {}) {
  NormalizedDocument document;
  document.tables.push_back(small_table("project_performance_targets", "level1", {read}));
  Field& field = field_of(document.tables[0], 0, "level1");
  field.status = status;
  field.rivals = std::move(rivals);
  guess_closed_words(document, schemas());
  EXPECT_EQ(field.printed, read);
  EXPECT_EQ(field.status, status);
  return field.value;
}

TEST(BestGuessTest, AFlaggedFieldShowsTheNearestWordOfItsColumn) {
  EXPECT_EQ(guessed("产出指"), "产出指标");
  EXPECT_EQ(guessed("成本："), "成本指标");
  EXPECT_EQ(guessed("效"), "效益指标");
}

TEST(BestGuessTest, WhatIsAsNearToAnotherWordStays) {
  EXPECT_EQ(guessed("效出指标"), "效出指标");
  EXPECT_EQ(guessed("指标"), "指标");
  EXPECT_EQ(guessed("4乐"), "4乐");
}

TEST(BestGuessTest, AnotherReadingThatIsAWordComesBeforeTheNearestWord) {
  EXPECT_EQ(guessed("3", CellStatus::Flagged, {{"2", 0.5, ""}, {"成本指标", 2, ""}}), "成本指标");
  EXPECT_EQ(guessed("效", CellStatus::Flagged, {{"成本指标", 2, ""}, {"产出指标", 1, ""}}),
            "产出指标");
  EXPECT_EQ(guessed("效益指标", CellStatus::Flagged, {{"成本指标", 0.1, ""}}), "效益指标");
}

TEST(BestGuessTest, AFieldThatIsNotInDoubtStays) {
  EXPECT_EQ(guessed("产出指", CellStatus::Read), "产出指");
}

std::string guessed_sign(const std::string& sign,
                         const std::string& direction,
                         CellStatus status = CellStatus::Flagged) {
  std::vector<Schema> all = schemas();
  Column nature;
  nature.id = "nature";
  nature.type = ColumnType::Closed;
  nature.words = {"≥", "≤", "＝"};
  nature.implied = {{"direction", "反向指标", "≤"}};
  all[0].columns.push_back(nature);
  NormalizedDocument document;
  document.tables.push_back(
      small_table("project_performance_targets", "nature|direction", {sign + "|" + direction}));
  field_of(document.tables[0], 0, "nature").status = status;
  guess_closed_words(document, all);
  EXPECT_EQ(field_of(document.tables[0], 0, "nature").status, status);
  return field_of(document.tables[0], 0, "nature").value;
}

TEST(BestGuessTest, AWordThatNobodyReadIsWhatTheRowImplies) {
  EXPECT_EQ(guessed_sign("", "反向指标"), "≤");
  EXPECT_EQ(guessed_sign("4", "反向指标"), "≤");
  EXPECT_EQ(guessed_sign("", "正向指标"), "") << "≥ or ＝";
}

TEST(BestGuessTest, WhatIsReadOrEmptyStaysWhateverTheRowImplies) {
  EXPECT_EQ(guessed_sign("≥", "反向指标"), "≥");
  EXPECT_EQ(guessed_sign("", "反向指标", CellStatus::Read), "");
}

}  // namespace
}  // namespace gouji
