#include "normalize/schema/lone_titles.h"

#include <gtest/gtest.h>

#include "tests/normalize/damaged_forms.h"

namespace gouji {
namespace {

/// Pages with these lines; the table of 单位支出总表 stands on page 2.
std::vector<int> pages_of_lone_titles(const std::vector<std::vector<std::string>>& pages) {
  RawDocument raw =
      usual_expenditure_scan({{"208", "02", "07", "301001", "区划", "1.00", "1.00", ""}});
  RawPage table = raw.pages.front();
  raw.pages.clear();
  for (const auto& lines : pages) {
    RawPage page;
    if (raw.pages.size() == 1) page = table;
    page.number = static_cast<int>(raw.pages.size()) + 1;
    for (RawTable& grid : page.tables) grid.page = page.number;
    for (const std::string& line : lines) page.lines.push_back({line, {}});
    raw.pages.push_back(page);
  }
  std::vector<int> found;
  for (const LoneTitle& title : normalize(raw).lone_titles) found.push_back(title.page);
  return found;
}

using Pages = std::vector<int>;

TEST(LoneTitles, ATitleWithoutItsTableIsFound) {
  EXPECT_EQ(pages_of_lone_titles(
                {{"甲县民政局"}, {"单位支出总表"}, {"2024年单位收入总表", "金额单位：万元"}}),
            Pages{3});
}

TEST(LoneTitles, ATableMayBeginOnTheNextPage) {
  EXPECT_EQ(pages_of_lone_titles({{"单位支出总表"}, {}, {}}), Pages{});
}

TEST(LoneTitles, APageOfContentsNamesMany) {
  EXPECT_EQ(pages_of_lone_titles({{"单位收支总表", "单位收入总表", "单位支出总表"}, {}}), Pages{});
}

TEST(LoneTitles, ContentsMayNameOneTable) {
  EXPECT_EQ(pages_of_lone_titles({{"目 录", "一、单位预算收入总表", "第三部分 情况说明"}, {}, {}}),
            Pages{});
}

TEST(LoneTitles, SentencesAreNoTitles) {
  EXPECT_EQ(pages_of_lone_titles({{"见单位收入总表。"}, {}, {"详见各单位的收入总表"}}), Pages{});
  EXPECT_EQ(pages_of_lone_titles({{}, {}, {"三、单位收入总表情况说明"}}), Pages{});
}

// 收入总表 of another form.
TEST(LoneTitles, APageWithATableHasNone) {
  EXPECT_EQ(pages_of_lone_titles({{}, {"2024年单位收入总表"}, {}}), Pages{});
}

}  // namespace
}  // namespace gouji
