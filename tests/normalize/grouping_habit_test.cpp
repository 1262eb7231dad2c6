#include "normalize/rows/grouping_habit.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

Field read_figure(const std::string& printed, const std::string& value) {
  Field field;
  field.printed = printed;
  field.value = value;
  field.agreed = true;
  field.status = CellStatus::Confirmed;
  return field;
}

// One column of read amounts: `clear` times the figure that can be read in one way only, then the
// doubtful one.
NormalizedDocument document_of(const std::string& unit,
                               const Field& clear,
                               int times,
                               const Field& doubtful) {
  NormalizedTable table;
  table.amount_unit = unit;
  table.columns = {"total"};
  table.types = {ColumnType::Amount};
  for (int i = 0; i < times; ++i) table.rows.push_back({{clear}, true, "", 1});
  table.rows.push_back({{doubtful}, true, "", 1});
  NormalizedDocument document;
  document.tables.push_back(table);
  return document;
}

Field settled(NormalizedDocument document) {
  settle_grouping_points(document, {});
  return document.tables[0].rows.back().fields[0];
}

TEST(GroupingHabit, PointIsACommaWhereWholeAmountsAreGrouped) {
  Field doubtful = read_figure("174.400", "174.400");
  doubtful.rivals = {{"174400", 1.2, "small"}, {"174.40", 4.0, "ppocr"}};
  const Field field = settled(document_of("元", read_figure("453,100", "453100"), 8, doubtful));
  EXPECT_EQ(field.value, "174400");
  EXPECT_EQ(field.status, CellStatus::Read) << "the readers agreed upon the digits only";
  ASSERT_EQ(field.rivals.size(), 1U);
  EXPECT_EQ(field.rivals[0].value, "174.40");
}

TEST(GroupingHabit, SecondSeparatorToo) {
  const Field clear = read_figure("453,100", "453100");
  EXPECT_EQ(settled(document_of("元", clear, 8, read_figure("7,378.300", "7378.300"))).value,
            "7378300");
  EXPECT_EQ(settled(document_of("元", clear, 8, read_figure("7.378.300", "7378.300"))).value,
            "7378300");
}

TEST(GroupingHabit, FigureWithOtherDecimalsStays) {
  const Field clear = read_figure("453,100", "453100");
  for (const char* printed : {"174.40", "0.400", "7378.300"}) {
    const Field field = settled(document_of("元", clear, 8, read_figure(printed, printed)));
    EXPECT_EQ(field.value, printed);
    EXPECT_EQ(field.status, CellStatus::Confirmed);
  }
}

TEST(GroupingHabit, DocumentWithDecimalsIsLeftAlone) {
  const Field field = settled(
      document_of("元", read_figure("453.10", "453.10"), 8, read_figure("174.400", "174.400")));
  EXPECT_EQ(field.value, "174.400");
  EXPECT_EQ(field.status, CellStatus::Confirmed);
}

TEST(GroupingHabit, TooFewFiguresToTellAreFlagged) {
  const Field field = settled(
      document_of("元", read_figure("453,100", "453100"), 2, read_figure("174.400", "174.400")));
  EXPECT_EQ(field.value, "174.400");
  EXPECT_EQ(field.status, CellStatus::Flagged);
  EXPECT_EQ(field.reasons, std::vector<std::string>{"decimals"});
}

TEST(GroupingHabit, ThreeDecimalsOfTenThousandsAreLeftAlone) {
  const Field doubtful = read_figure("174.400", "174.400");
  const Field field = settled(document_of("万元", doubtful, 20, doubtful));
  EXPECT_EQ(field.value, "174.400");
  EXPECT_EQ(field.status, CellStatus::Confirmed);
}

TEST(GroupingHabit, ThreeDecimalsOfTenThousandsBesideSomeGroupsAreFlagged) {
  NormalizedDocument document =
      document_of("万元", read_figure("453,100", "453100"), 9, read_figure("174.400", "174.400"));
  for (int i = 0; i < 20; ++i) document.tables[0].rows.push_back(document.tables[0].rows.back());
  EXPECT_EQ(settled(document).status, CellStatus::Flagged);
}

TEST(GroupingHabit, TextLayerIsThePrint) {
  Field doubtful = read_figure("174.400", "174.400");
  doubtful.from_layer = true;
  EXPECT_EQ(settled(document_of("元", read_figure("453,100", "453100"), 8, doubtful)).value,
            "174.400");
}

}  // namespace
}  // namespace gouji
