#include "normalize/rows/gaps.h"

#include <gtest/gtest.h>

#include "normalize/rows/field_builder.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

const char* const kColumns = "project_name|level1|nature|measure_unit";

Schema targets() {
  Schema schema;
  schema.id = "project_performance_targets";
  for (const char* id : {"project_name", "level1", "nature", "measure_unit"}) {
    Column column;
    column.id = id;
    if (column.id == "level1" || column.id == "nature") column.type = ColumnType::Closed;
    column.fill_down = column.id == "project_name";
    schema.columns.push_back(column);
  }
  return schema;
}

/// "ROW:COLUMN" of every flagged field.
std::vector<std::string> flagged(const std::vector<std::string>& rows, bool layer = false) {
  NormalizedTable table = small_table("project_performance_targets", kColumns, rows);
  table.types = {ColumnType::Text, ColumnType::Closed, ColumnType::Closed, ColumnType::Text};
  for (Row& row : table.rows) row.fields[0].from_layer = layer;
  flag_gaps(table, targets());
  std::vector<std::string> places;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Field& field = table.rows[r].fields[c];
      if (field.status != CellStatus::Flagged) continue;
      EXPECT_EQ(field.reasons, std::vector<std::string>{"gap"});
      places.push_back(std::to_string(r) + ":" + table.columns[c]);
    }
  return places;
}

using Places = std::vector<std::string>;

TEST(Gaps, WhatMostRowsSayIsMissedWhereARowDoesNot) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|效益指标||", "|产出指标|≥|次"}),
            (Places{"1:nature", "2:project_name"}));
}

TEST(Gaps, AColumnThatMostRowsLeaveEmptyIsNotMissed) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|效益指标||", "公用|产出指标||"}), Places{});
}

TEST(Gaps, ALineWithoutAnyKnownWordIsNoIndicator) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|产出指标|≥|人", "合计|||"}), Places{});
}

TEST(Gaps, TextLayersSayWhatThePrintSays) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|产出指标|≥|人", "公用|效益指标||"}, true),
            Places{});
}

/// The reasons of a unit's field that says `text`.
std::vector<std::string> reasons_of(const std::string& text, bool layer = false) {
  NormalizedTable table =
      small_table("project_performance_targets",
                  kColumns,
                  {"公用|产出指标|≥|人", text + "|产出指标|≥|人", "公用|产出指标|≥|人"});
  table.types = {ColumnType::Text, ColumnType::Closed, ColumnType::Closed, ColumnType::Text};
  table.rows[1].fields[0].from_layer = layer;
  flag_gaps(table, targets());
  return table.rows[1].fields[0].reasons;
}

TEST(Gaps, ANameOfOneCharacterIsAPieceOfOne) {
  EXPECT_EQ(reasons_of("心"), std::vector<std::string>{"cut_off"});
  EXPECT_EQ(reasons_of("中心"), std::vector<std::string>{});
  EXPECT_EQ(reasons_of("心", true), std::vector<std::string>{});
}

/// "ROW:COLUMN" of every empty amount that is flagged; the last row's amounts are in doubt or not.
Places amount_gaps(const std::vector<std::string>& rows, bool worn) {
  Schema schema;
  for (const char* id : {"total", "basic", "project"}) {
    Column column;
    column.id = id;
    column.type = ColumnType::Amount;
    schema.columns.push_back(column);
  }
  NormalizedTable table = small_table("expenditure_summary", "total|basic|project", rows);
  table.types.assign(3, ColumnType::Amount);
  if (worn)
    for (Field& field : table.rows.back().fields) flag(field, "low_confidence");
  flag_gaps(table, schema);
  Places places;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.rows[r].fields[c].status == CellStatus::Flagged &&
          table.rows[r].fields[c].value.empty())
        places.push_back(std::to_string(r) + ":" + table.columns[c]);
  return places;
}

TEST(Gaps, AnAmountThatNearlyAllRowsOfAWornTableHaveIsMissed) {
  const std::vector<std::string> rows = {"1.00|1.00|",
                                         "2.00||2.00",
                                         "3.00|3.00|",
                                         "4.00||4.00",
                                         "|5.00|",
                                         "||",
                                         "6.00||6.00",
                                         "7.00|3.00|4.00"};
  EXPECT_EQ(amount_gaps(rows, true), Places{"4:total"});
  EXPECT_EQ(amount_gaps(rows, false), Places{});
}

// The rest of a project whose name and budget stand on the page before.
TEST(Gaps, AnAmountWhoseCellRunsOverRowsIsMissedInWhatIsLeftOfThem) {
  Schema schema;
  Column budget;
  budget.id = "budget_amount";
  budget.type = ColumnType::Amount;
  budget.fill_down = true;
  schema.columns.push_back(budget);
  NormalizedTable table =
      small_table("project_performance_targets", "budget_amount", {"", "1.00", "1.00", "2.00"});
  table.types = {ColumnType::Amount};
  flag_gaps(table, schema);
  EXPECT_EQ(table.rows[0].fields[0].reasons, std::vector<std::string>{"gap"});
  EXPECT_NE(table.rows[1].fields[0].status, CellStatus::Flagged);
}

}  // namespace
}  // namespace gouji
