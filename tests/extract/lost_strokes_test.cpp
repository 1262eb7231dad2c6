#include "extract/reading/lost_strokes.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

const LostStrokes& lost() {
  static const LostStrokes kLost({"次/年", "元/人·天", "元/人", "人次", "人/次"});
  return kLost;
}

TEST(LostStrokes, MayBeWhereAPhraseLacksItsMarks) {
  for (const char* text : {"次年", "元人天", "元人·天", "元/人天", "元人"})
    EXPECT_TRUE(lost().may_be_in(text)) << text;
}

TEST(LostStrokes, AreNotInPhrasesOrOtherWords) {
  for (const char* text : {"次/年", "元/人·天", "人次", "年次", "万元", ""})
    EXPECT_FALSE(lost().may_be_in(text)) << text;
}

RawCell mended(const std::vector<std::string>& read) {
  RawTable table;
  table.text_source = TextSource::Ocr;
  RawCell cell;
  cell.agreed = true;
  for (const std::string& text : read) cell.readings.push_back({text, 0.7, "ppocr", 0.4});
  table.cells = {cell};
  mend_lost_strokes(table, lost());
  return table.cells[0];
}

TEST(LostStrokes, ThatTwoReadersLostAreFlaggedAndPutBackWhereOneSawThem) {
  const RawCell cell = mended({"元/人天", "元/人·天"});
  EXPECT_EQ(chosen_text(cell), "元/人·天");
  EXPECT_EQ(cell.readings.size(), 2U);
  EXPECT_FALSE(cell.agreed);
  EXPECT_EQ(cell.reasons, std::vector<std::string>{"low_confidence"});
}

TEST(LostStrokes, ThatNobodySawAreFlagged) {
  const RawCell cell = mended({"元/人天", "元人天"});
  EXPECT_EQ(chosen_text(cell), "元/人天");
  EXPECT_EQ(cell.reasons, std::vector<std::string>{"low_confidence"});
}

TEST(LostStrokes, OfSentencesAreTheirCommas) {
  const LostStrokes goals({"提高质量，严格执行预算，保障运转。"});
  EXPECT_TRUE(goals.may_be_in("提高质量，严格执行预算保障运转。"));
}

TEST(LostStrokes, WhereNoneIsLostTheCellStays) {
  EXPECT_TRUE(mended({"次/年"}).reasons.empty());
  EXPECT_TRUE(mended({"万元"}).agreed);
}

}  // namespace
}  // namespace gouji
