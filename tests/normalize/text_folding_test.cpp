#include "normalize/repair/text_folding.h"

#include <gtest/gtest.h>

#include "core/similarity.h"

namespace gouji {
namespace {

TEST(DisplayText, RemovesSpacesBetweenIdeographs) {
  EXPECT_EQ(display_text("合 计"), "合计");
  EXPECT_EQ(display_text("机关事业单位基本\n养老保险缴费"), "机关事业单位基本养老保险缴费");
}

TEST(DisplayText, KeepsOneSpaceBetweenWords) {
  EXPECT_EQ(display_text("Capital  Budget"), "Capital Budget");
  EXPECT_EQ(display_text("Capital\nBudget"), "Capital Budget");
}

TEST(DisplayText, JoinsWrappedFigures) {
  EXPECT_EQ(display_text("3100\n10"), "310010");
}

TEST(DisplayText, KeepsWidthAndPunctuation) {
  EXPECT_EQ(display_text("维修（护）费"), "维修（护）费");
  EXPECT_EQ(display_text("＝"), "＝");
  EXPECT_EQ(display_text("“三公”经费"), "“三公”经费");
}

TEST(DisplayText, FoldsRadicals) {
  EXPECT_EQ(display_text("\u2F3E"), "户");
  EXPECT_EQ(display_text("\u2ED3期"), "长期");
}

TEST(Fold, FoldsWidthTraditionalFormsAndSpace) {
  EXPECT_EQ(fold("可持續 影響指標"), "可持续影响指标");
  EXPECT_EQ(fold("单位：ＡＢＣ"), "单位:abc");
}

TEST(MatchKey, DropsPunctuation) {
  EXPECT_EQ(match_key("一般公共预算“三公”经费（表）"), "一般公共预算三公经费表");
}

TEST(Similarity, CountsEdits) {
  EXPECT_EQ(edit_distance(U"合计", U"合计"), 0);
  EXPECT_EQ(edit_distance(U"单位收入总表", U"位收人总表"), 2);
  EXPECT_DOUBLE_EQ(similarity(U"合计", U"小计"), 0.5);
}

TEST(Similarity, FindsATitleInsideALine) {
  EXPECT_GT(contained_similarity(U"单位收支总表", U"剑阁县民政局年单位收支总表"), 0.75);
  EXPECT_LT(contained_similarity(U"单位收支总表", U"一般公共预算支出表"), 0.6);
}

}  // namespace
}  // namespace gouji
