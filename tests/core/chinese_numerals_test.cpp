#include "core/chinese_numerals.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(ChineseNumerals, ReadsWhatListsCount) {
  EXPECT_EQ(chinese_number(U"一"), 1);
  EXPECT_EQ(chinese_number(U"十"), 10);
  EXPECT_EQ(chinese_number(U"十二"), 12);
  EXPECT_EQ(chinese_number(U"二十"), 20);
  EXPECT_EQ(chinese_number(U"九十九"), 99);
}

TEST(ChineseNumerals, AnythingElseIsNoNumber) {
  for (const std::u32string_view text : {U"", U"一一", U"十十", U"十二三", U"人", U"一般", U"零"})
    EXPECT_EQ(chinese_number(text), std::nullopt);
}

TEST(ChineseNumerals, WritesWhatItReads) {
  for (int number = 1; number <= 99; ++number)
    EXPECT_EQ(chinese_number(chinese_numerals(number)), number);
  EXPECT_EQ(chinese_numerals(28), U"二十八");
}

}  // namespace
}  // namespace gouji
