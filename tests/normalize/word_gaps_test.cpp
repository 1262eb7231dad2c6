#include "normalize/rows/word_gaps.h"

#include <gtest/gtest.h>

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
  flag_word_gaps(table, targets());
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

TEST(WordGaps, WhatMostRowsSayIsMissedWhereARowDoesNot) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|效益指标||", "|产出指标|≥|次"}),
            (Places{"1:nature", "2:project_name"}));
}

TEST(WordGaps, AColumnThatMostRowsLeaveEmptyIsNotMissed) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|效益指标||", "公用|产出指标||"}), Places{});
}

TEST(WordGaps, ALineWithoutAnyKnownWordIsNoIndicator) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|产出指标|≥|人", "合计|||"}), Places{});
}

TEST(WordGaps, TextLayersSayWhatThePrintSays) {
  EXPECT_EQ(flagged({"公用|产出指标|≥|人", "公用|产出指标|≥|人", "公用|效益指标||"}, true),
            Places{});
}

}  // namespace
}  // namespace gouji
