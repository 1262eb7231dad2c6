#include "extract/reading/print_key.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(PrintKey, WidthOfSignsIsNoDifference) {
  EXPECT_EQ(print_key("单位名称（科目）"), print_key("单位名称(科目)"));
  EXPECT_EQ(print_key("〈科目)"), print_key("（科目）"));
  EXPECT_EQ(print_key("公用 经费"), print_key("公用经费"));
  EXPECT_EQ(print_key("１２％"), "12%");
  EXPECT_EQ(print_key("∣a丨"), "|a|");
}

TEST(PrintKey, OtherSignsStayApart) {
  EXPECT_NE(print_key("5.12"), print_key("512"));
  EXPECT_NE(print_key("二"), print_key("＝"));
  EXPECT_NE(print_key("贵"), print_key("费"));
  EXPECT_EQ(print_key("～"), "~");
}

}  // namespace
}  // namespace gouji
