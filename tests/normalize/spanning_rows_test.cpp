#include "normalize/rows/spanning_rows.h"

#include <gtest/gtest.h>

#include "tests/normalize/damaged_forms.h"

namespace gouji {
namespace {

/// What the rows of a cell over two of them have, parted by a bar.
std::string shares(const std::string& text, ColumnType type, bool fill_down = false) {
  Column column;
  column.type = type;
  column.fill_down = fill_down;
  RawCell cell;
  cell.row = 3;
  cell.row_span = 2;
  cell.readings = {{text, 0.5, "ppocr", 1}};
  return chosen_text(line_of_row(cell, 3, column)) + "|" +
         chosen_text(line_of_row(cell, 4, column));
}

TEST(SpanningRows, AFigureForEachRowIsEachRowsOwn) {
  EXPECT_EQ(shares("20\n13", ColumnType::Amount), "20|13");
  EXPECT_EQ(shares("20\n—\n13", ColumnType::Text), "20|13");
  EXPECT_EQ(shares("0.00\n-一 -一-一，--\n0.00", ColumnType::Amount), "0.00|0.00");
  EXPECT_EQ(shares("≥\n_\n＝", ColumnType::Closed), "≥|＝");
}

TEST(SpanningRows, WordsOfTwoLinesMayBeOneName) {
  EXPECT_EQ(shares("城市\n维护", ColumnType::Text), "城市\n维护|城市\n维护");
}

TEST(SpanningRows, OtherNumbersOfLinesTellNothing) {
  EXPECT_EQ(shares("20", ColumnType::Amount), "20|20");
  EXPECT_EQ(shares("1\n2\n3", ColumnType::Amount), "1\n2\n3|1\n2\n3");
}

TEST(SpanningRows, AFigureInACellThatFormsPrintOverRowsMayBeWrapped) {
  EXPECT_EQ(shares("12,345,\n678.90", ColumnType::Amount, true), "12,345,\n678.90|12,345,\n678.90");
  EXPECT_EQ(shares("12.00\n——\n13.00", ColumnType::Amount, true), "12.00|13.00");
}

TEST(SpanningRows, SharesAreFlagged) {
  const NormalizedDocument document =
      expenditure({{"208", "02", "07", "301001", "区划", "1.00\n—\n2.00", "1.00", ""},
                   {"208", "02", "08", "301001", "社工", "^", "2.00", ""}});
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(rows_of(document.tables[0], {"total"}), (Lines{"1.00", "2.00"}));
  for (const std::size_t row : {0u, 1u})
    EXPECT_EQ(field_at(document.tables[0], row, "total").status, CellStatus::Flagged);
}

}  // namespace
}  // namespace gouji
