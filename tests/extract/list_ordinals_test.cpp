#include "extract/reading/list_ordinals.h"

#include <gmock/gmock.h>

#include "core/chinese_numerals.h"
#include "core/utf32.h"

#include "tests/extract/one_column.h"

namespace gouji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const KnownCells& known() {
  static const KnownCells kCells(
      {"二、外交支出", "三、国防支出", "七、债务还本支出", "国防支出", "一般公共服务支出"});
  return kCells;
}

std::vector<std::string> mended(RawTable table) {
  mend_ordinals(table, known());
  return texts_of(table);
}

TEST(ListOrdinals, LinesBetweenOthersCountOn) {
  const auto texts = mended(one_column({"十八、住房保障支出",
                                        "十九、粮油物资储备支出",
                                        "?十、国有资本经营预算支出",
                                        "?灾害防治及应急管理支出",
                                        "?压、其他支出",
                                        "二十三、债务还本支出",
                                        "二十四、债务付息支出"}));
  EXPECT_THAT(texts,
              ElementsAre("十八、住房保障支出",
                          "十九、粮油物资储备支出",
                          "二十、国有资本经营预算支出",
                          "二十一、灾害防治及应急管理支出",
                          "二十二、其他支出",
                          "二十三、债务还本支出",
                          "二十四、债务付息支出"));
}

TEST(ListOrdinals, WhatIsMendedIsFlaggedAndKeepsItsReadingAsARival) {
  RawTable table =
      one_column({"一、教育支出", "二、科学支出", "?卫生支出", "四、环保支出", "五、农林支出"});
  mend_ordinals(table, known());
  const RawCell& cell = table.cells[2];
  EXPECT_EQ(chosen_text(cell), "三、卫生支出");
  EXPECT_THAT(cell.reasons, ElementsAre("low_confidence"));
  ASSERT_EQ(cell.readings.size(), 2U);
  EXPECT_EQ(cell.readings[1].text, "卫生支出");
  EXPECT_THAT(table.cells[1].reasons, IsEmpty());
}

TEST(ListOrdinals, BeforeTheFirstOnlyFlaggedKnownLinesBelongToTheList) {
  const std::vector<std::string> rest = {
      "四、教育支出", "五、科学支出", "六、文化支出", "七、社会支出"};
  auto lines = rest;
  lines.insert(lines.begin(), {"支出合计", "?外交支出", "?国防支出"});
  EXPECT_THAT(
      mended(one_column(lines)),
      ElementsAre("支出合计", "二、外交支出", "三、国防支出", rest[0], rest[1], rest[2], rest[3]));
  lines = rest;
  lines.insert(lines.begin(), {"支出合计", "?外交支出", "?本年支出"});
  EXPECT_THAT(mended(one_column(lines)),
              ElementsAre("支出合计", "外交支出", "本年支出", rest[0], rest[1], rest[2], rest[3]));
}

TEST(ListOrdinals, TheListThatMoreLinesShowIsTheRightOne) {
  const KnownCells all({"六、己支出", "七、庚支出", "八、辛支出", "九、壬支出"});
  RawTable table = one_column({"一、甲支出",
                               "二、乙支出",
                               "三、丙支出",
                               "四、丁支出",
                               "五、戊支出",
                               "一、己支出",
                               "二、庚支出",
                               "三、辛支出",
                               "四、壬支出"});
  mend_ordinals(table, all);
  EXPECT_EQ(chosen_text(table.cells[4]), "五、戊支出");
  EXPECT_EQ(chosen_text(table.cells[5]), "一、己支出") << "a list of its own begins";
  table.cells[5].readings.front().text = "二、己支出";
  table.cells[6].readings.front().text = "三、庚支出";
  table.cells[7].readings.front().text = "四、辛支出";
  table.cells[8].readings.front().text = "五、壬支出";
  mend_ordinals(table, all);
  EXPECT_EQ(chosen_text(table.cells[5]), "六、己支出");
  EXPECT_EQ(chosen_text(table.cells[8]), "九、壬支出");
}

TEST(ListOrdinals, ANameThatBeginsWithANumeralKeepsIt) {
  const auto texts = mended(one_column(
      {"一、外交支出", "?一般公共服务支出", "三、国防支出", "四、教育支出", "五、科学支出"}));
  EXPECT_EQ(texts[1], "二、一般公共服务支出");
}

TEST(ListOrdinals, ListsThatDoNotCountOnStayAsTheyAre) {
  EXPECT_THAT(mended(one_column({"一、收入", "其中：拨款", "二、结转", "其中：基金", "?三、合计"})),
              ElementsAre("一、收入", "其中：拨款", "二、结转", "其中：基金", "三、合计"));
  EXPECT_THAT(mended(one_column({"一、教育", "?科学支出", "三、文化支出"})),
              ElementsAre("一、教育", "科学支出", "三、文化支出"));
  EXPECT_THAT(mended(one_column({"一、教育", "三、文化支出", "七、环保支出", "九、农林支出"})),
              ElementsAre("一、教育", "三、文化支出", "七、环保支出", "九、农林支出"));
}

TEST(ListOrdinals, SurelyReadLinesAndTotalsStayAsTheyAre) {
  EXPECT_THAT(
      mended(one_column(
          {"一、教育", "二、文化", "三、环保支出", "?本年收入合计", "上年结转", "六、农林"})),
      ElementsAre("一、教育", "二、文化", "三、环保支出", "本年收入合计", "上年结转", "六、农林"));
}

TEST(ListOrdinals, AListGoesOnBelowATotal) {
  const auto texts = mended(one_column({"二十六、债务还本支出",
                                        "二十七、债务付息支出",
                                        "?十八、债务发行费用支出",
                                        "本年支出合计",
                                        "二十九、事业单位结余分配",
                                        "?三十、结转下年",
                                        "支出总计"}));
  EXPECT_THAT(texts,
              ElementsAre("二十六、债务还本支出",
                          "二十七、债务付息支出",
                          "二十八、债务发行费用支出",
                          "本年支出合计",
                          "二十九、事业单位结余分配",
                          "三十、结转下年",
                          "支出总计"));
}

TEST(ListOrdinals, APublisherMayCountTheTotal) {
  for (const char* flag : {"", "?"}) {
    const auto texts = mended(one_column({"一、教育支出",
                                          "二、外交支出",
                                          "三、国防支出",
                                          "四、债务还本支出",
                                          "本年支出合计",
                                          std::string(flag) + "六、国防支出"}));
    EXPECT_EQ(texts[5], "六、国防支出") << flag;
  }
}

// A seal's trace stands as a line of its own, and what is below it counts on as well.
TEST(ListOrdinals, DirtBetweenTheLinesMovesNoneOfThem) {
  std::vector<std::string> lines;
  for (int number = 1; number <= 20; ++number) {
    if (number == 10) lines.emplace_back("?11");
    lines.push_back(to_utf8(chinese_numerals(number)) + "、教育支出");
  }
  lines[2] = "二、教育支出";  // as if it were one of those below
  const auto texts = mended(one_column(lines));
  EXPECT_EQ(texts[1], "二、教育支出");
  EXPECT_EQ(texts[8], "九、教育支出");
  EXPECT_EQ(texts[10], "十、教育支出");
}

TEST(ListOrdinals, AMarkAtTheBeginningTellsOfALostNumeral) {
  const auto texts = mended(
      one_column({"一、教育支出", "、科学支出", "三、文化支出", "四、社会支出", "五、环保支出"}));
  EXPECT_EQ(texts[1], "二、科学支出") << "though nothing flagged it";
}

TEST(ListOrdinals, OutsideAListALostNumeralIsTheOneAfterThoseAbove) {
  const KnownCells cells({"一、本年支出", "二、结转下年", "一般公共服务支出"});
  RawTable table =
      one_column({"、本年支出", "·般公共服务支出", "外交支出", "、结转下年", "、无人知道的话"});
  mend_ordinals(table, cells);
  EXPECT_EQ(chosen_text(table.cells[0]), "一、本年支出");
  EXPECT_EQ(chosen_text(table.cells[1]), "一般公共服务支出");
  EXPECT_EQ(chosen_text(table.cells[3]), "二、结转下年");
  EXPECT_EQ(chosen_text(table.cells[4]), "、无人知道的话");
  for (const std::size_t line : {0U, 1U, 3U, 4U})
    EXPECT_THAT(table.cells[line].reasons, ElementsAre("low_confidence")) << line;
  EXPECT_THAT(table.cells[2].reasons, IsEmpty());
}

TEST(ListOrdinals, ATextLayerSaysWhatItSays) {
  RawTable table =
      one_column({"一、教育支出", "二、科学支出", "卫生支出", "四、环保支出", "五、农林支出"});
  table.text_source = TextSource::Layer;
  const RawTable before = table;
  mend_ordinals(table, known());
  EXPECT_EQ(table, before);
}

}  // namespace
}  // namespace gouji
