#include "normalize/rows/sign_habit.h"

#include <gtest/gtest.h>

#include "normalize/rows/field_builder.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

NormalizedDocument amounts(const std::vector<std::string>& rows) {
  NormalizedDocument document;
  document.tables.push_back(small_table("revenue_summary", "name|total", rows));
  return document;
}

Field& total_of(NormalizedDocument& document, int row) {
  return field_of(document.tables[0], row, "total");
}

TEST(SignHabit, AFlaggedFigureLosesItsMinus) {
  NormalizedDocument document = amounts({"甲|43.48", "乙|-43.48"});
  flag(total_of(document, 1), "low_confidence");
  doubt_lone_minus(document);
  EXPECT_EQ(total_of(document, 1).value, "43.48");
  EXPECT_EQ(total_of(document, 1).rivals.back().value, "-43.48");
  EXPECT_EQ(total_of(document, 1).status, CellStatus::Flagged);
}

TEST(SignHabit, WhoPrintsNegativeAmountsMayPrintMore) {
  NormalizedDocument document = amounts({"甲|-5.00", "乙|-43.48"});
  flag(total_of(document, 1), "low_confidence");
  doubt_lone_minus(document);
  EXPECT_EQ(total_of(document, 0).value, "-5.00");
  EXPECT_EQ(total_of(document, 1).value, "-43.48");
}

TEST(SignHabit, ATextLayerSaysWhatItSays) {
  NormalizedDocument document = amounts({"甲|43.48", "乙|-43.48"});
  flag(total_of(document, 1), "low_confidence");
  total_of(document, 1).from_layer = true;
  doubt_lone_minus(document);
  EXPECT_EQ(total_of(document, 1).value, "-43.48");
}

}  // namespace
}  // namespace gouji
