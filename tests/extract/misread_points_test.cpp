#include "extract/reading/misread_points.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(MisreadPoints, GoFromTheEndsOfChineseText) {
  EXPECT_EQ(without_misread_points("运转保障率."), "运转保障率");
  EXPECT_EQ(without_misread_points(".工资福利支出"), "工资福利支出");
  EXPECT_EQ(without_misread_points("·基本工资"), "基本工资");
  EXPECT_EQ(without_misread_points("票据印制县级配套（2022)."), "票据印制县级配套（2022)");
}

TEST(MisreadPoints, StayWhereTheyArePrint) {
  for (const char* text : {"1.办公费",
                           "12.5",
                           "规范使用资金。",
                           "元/人·天",
                           ".",
                           "No.",
                           "A.",
                           "提高12.5个百分点，保障单位日常运转，规范使用资金。"})
    EXPECT_EQ(without_misread_points(text), text);
}

TEST(MisreadPoints, AreCommasAndFullStopsOfASentence) {
  EXPECT_EQ(without_misread_points("提高预算编制质量·严格执行预算.\n保障单位日常运转."),
            "提高预算编制质量，严格执行预算，\n保障单位日常运转。");
  EXPECT_EQ(without_misread_points("保障所需经费及时到位.2025年底前完成建设内容。"),
            "保障所需经费及时到位，2025年底前完成建设内容。");
}

TEST(MisreadPoints, AreDirtBehindAMark) {
  EXPECT_EQ(without_misread_points("提高预算编制质量，.严格执行预算，保障运转。."),
            "提高预算编制质量，严格执行预算，保障运转。");
}

TEST(MisreadPoints, AreDirtInAName) {
  EXPECT_EQ(without_misread_points("灾害防治及应急.管理支出"), "灾害防治及应急管理支出");
  EXPECT_EQ(without_misread_points("其他政府办公厅（室）·及相关机构事\n务支出"),
            "其他政府办公厅（室）及相关机构事\n务支出");
}

TEST(MisreadPoints, AreTheMarkBehindAnOrdinal) {
  EXPECT_EQ(without_misread_points("十一.节能环保支出"), "十一、节能环保支出");
}

}  // namespace
}  // namespace gouji
