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

}  // namespace
}  // namespace gouji
