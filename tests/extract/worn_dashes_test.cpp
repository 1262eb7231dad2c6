#include "extract/reading/worn_dashes.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji {
namespace {

/// One column: a cell of '-' holds a dash, of '!' an unsure figure, of '5' a sure one, of ' '
/// nothing. Which of them are flagged then, as '!'.
std::string doubted(const std::string& column, const std::string& dash = "-") {
  std::vector<RawCell> cells(column.size());
  for (std::size_t i = 0; i < column.size(); ++i) {
    cells[i].row = static_cast<int>(i);
    if (column[i] != ' ') cells[i].readings.resize(1);
    if (column[i] == '-') cells[i].readings[0].text = dash;
    if (column[i] == '5') cells[i].readings[0].text = "5.00";
    if (column[i] == '!') cells[i].reasons.emplace_back("unreadable");
  }
  doubt_worn_dashes({}, cells);
  std::string flags;
  for (const RawCell& cell : cells) flags += cell.reasons.empty() ? '.' : '!';
  return flags;
}

TEST(WornDashes, AreInColumnsOfUnsureFigures) {
  EXPECT_EQ(doubted("!!-!!5 "), "!!!!!..");
  EXPECT_EQ(doubted("!!-!!5 ", "——"), "!!!!!..");
}

TEST(WornDashes, AreNotWhereFiguresAreSure) {
  EXPECT_EQ(doubted("555-!5-5-"), "....!....");
  EXPECT_EQ(doubted("--!!--"), "..!!..");
}

TEST(WornDashes, OtherTextStays) {
  EXPECT_EQ(doubted("!!-!!", "-1"), "!!.!!");
}

}  // namespace
}  // namespace gouji
