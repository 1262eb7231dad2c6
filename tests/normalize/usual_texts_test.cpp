#include "normalize/usual_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gouji {
namespace {

using testing::Contains;
using testing::Not;

Schema salaries() {
  Schema schema;
  schema.totals = {"合计"};
  Column column;
  column.title = "一般公共预算安排";
  column.aliases = {"本年拨款/小计"};
  schema.columns = {column};
  return schema;
}

Lexicons lexicons() {
  Lexicons l;
  l.functional = {{"205", {"教育支出"}}, {"2050201", {"学前教育"}}};
  l.usual_cells = {{"item", {"事业收入"}}, {"measure_unit", {"人次"}}};
  l.closed_sets = {{"nature", {"≥", "定性"}}};
  return l;
}

TEST(UsualCells, AreNamesHeadersAndClosedSets) {
  const auto cells = usual_cells({salaries()}, lexicons());
  for (const char* cell :
       {"合计", "一般公共预算安排", "本年拨款", "小计", "学前教育", "人次", "定性"})
    EXPECT_THAT(cells, Contains(cell));
  EXPECT_THAT(cells, Not(Contains("本年拨款/小计")));
}

TEST(UsualCells, LinesOfSummariesComeWithOrdinalsToo) {
  const auto cells = usual_cells({}, lexicons());
  for (const char* cell : {"教育支出", "五、教育支出", "二十一、教育支出", "十、事业收入"})
    EXPECT_THAT(cells, Contains(cell));
  EXPECT_THAT(cells, Not(Contains("五、学前教育")));
  EXPECT_THAT(cells, Not(Contains("五、人次")));
}

TEST(UsualCells, OneCharacterIsNoPhrase) {
  EXPECT_THAT(usual_cells({}, lexicons()), Not(Contains("≥")));
}

}  // namespace
}  // namespace gouji
