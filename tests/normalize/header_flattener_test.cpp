#include "normalize/schema/header_flattener.h"

#include <gtest/gtest.h>

#include "tests/normalize/normalized.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {
namespace {

FlatHeader flatten(const RawTable& table) {
  return flatten_header(GridView(table), HeaderVocabulary(schemas()));
}

using Path = std::vector<std::string>;

TEST(FlattenHeader, ThreeLevels) {
  MadeTable made;
  made.rows = {{"项    目", "<", "<", "合计"},
               {"科目编码", "<", "单位名称（科目）", "^"},
               {"类", "款", "^", "^"},
               {"", "", "合 计", "12.00"}};
  const RawTable table = make_table(made);
  const FlatHeader header = flatten(table);
  EXPECT_EQ(header.head_rows, 0);
  EXPECT_EQ(header.first_data_row, 3);
  EXPECT_EQ(header.paths[0], (Path{"项目", "科目编码", "类"}));
  EXPECT_EQ(header.paths[2], (Path{"项目", "单位名称科目"}));
  EXPECT_EQ(header.paths[3], (Path{"合计"}));
}

TEST(FlattenHeader, MisreadRowsBetweenHeaderRowsBelongToIt) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"项日", "<", "<", "<", "总计", "当年财政拨款安排", "上年结转安排"},
               {"功能科目编码|语六", "<", "<", "<", "^", "^", "^"},
               {"类", "款", "项", "竹日名你", "^", "^", "^"},
               {"", "", "", "合计", "6.00", "5.00", "1.00"},
               {"208", "05", "05", "养老", "6.00", "5.00", "1.00"}};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 3);
  // 项 read as a figure, beside cells that reach down from the first row.
  made.rows[0] = {"项目", "<", "<", "科目名称", "总计", "当年财政拨款安排", "上年结转安排"};
  made.rows[1] = {"科目编码", "<", "<", "^", "^", "^", "^"};
  made.rows[2] = {"大", "款", "56", "^", "^", "^", "^"};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 3);
}

TEST(FlattenHeader, ARowBelowKnownHeaderCellsBelongsToThem) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"项目", "<", "<", "<", "<", "总计", "基本支出", "项目支出"},
               {"T11151113", "212151137", "一", "单位代码", "单位名称（科目）", "^", "^", "^"},
               {"208", "05", "05", "318003", "养老", "6.00", "5.00", "1.00"}};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 2);
}

TEST(FlattenHeader, LabelsThatRanTogetherWithTheirGroupAreTheLastLevel) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"fll\n类", "科目编码\n款", "一\n项", "单位名称（科目）", "金额"},
               {"208", "05", "05", "养老", "6.00"}};
  const FlatHeader header = flatten(make_table(made));
  EXPECT_EQ(header.first_data_row, 1);
  EXPECT_EQ(header.paths[0].back(), "类");
  EXPECT_EQ(header.paths[1], (Path{"科目编码", "款"}));
  EXPECT_EQ(header.paths[2].back(), "项");
}

TEST(FlattenHeader, EmptyTableEndsAtItsTotal) {
  MadeTable made;
  made.rows = {{"单位编码", "单位名称", "合计", "公务接待费"}, {"合计", "<", "", ""}};
  const RawTable table = make_table(made);
  EXPECT_EQ(flatten(table).first_data_row, 1);
}

TEST(FlattenHeader, NumberRowIsDropped) {
  MadeTable made;
  made.rows = {{"单位编码", "单位名称", "合计", "公务接待费"},
               {"1", "2", "3", "5"},
               {"301", "甲局", "2.00", "2.00"}};
  const RawTable table = make_table(made);
  const FlatHeader header = flatten(table);
  EXPECT_EQ(header.first_data_row, 2);
  EXPECT_EQ(header.numbers, (std::vector<int>{1, 2, 3, 5}));
  EXPECT_EQ(header.paths[2], (Path{"合计"}));
}

TEST(FlattenHeader, TitleRowsInsideTheGrid) {
  MadeTable made;
  made.rows = {{"单位收入总表", "<", "<", "<"},
               {"单位：301001-甲局", "<", "金额单位：万元", "<"},
               {"单位代码", "单位名称", "合计", "上年结转"},
               {"301001", "甲局", "5.00", ""}};
  const RawTable table = make_table(made);
  const FlatHeader header = flatten(table);
  EXPECT_EQ(header.head_rows, 2);
  EXPECT_EQ(header.first_data_row, 3);
}

TEST(FlattenHeader, OneWordMisreadAsFigures) {
  MadeTable made;
  made.rows = {{"单位名称（科目）", "合计", "A31", "基本支出", "项目支出"},
               {"合计", "9.00", "5.00", "4.00", "5.00"}};
  const RawTable table = make_table(made);
  EXPECT_EQ(flatten(table).first_data_row, 1);
}

// Not one word of the lower rows is known: they divide the groups above them.
TEST(FlattenHeader, MisreadRowsUnderAGroupBelongToIt) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"项目", "<", "<", "C:t", "芋而政技", "<", "<", "上年结转"},
               {"4日编的", "<", "科1名", "^", "2人了", "般公共找获", "<", "^"},
               {"6", "款", "^", "^", "^", "小!", "基本之出", "^"},
               {"合计", "<", "<", "9.00", "8.00", "8.00", "8.00", "1.00"},
               {"301", "01", "基本工资", "9.00", "8.00", "8.00", "8.00", "1.00"}};
  const FlatHeader header = flatten(make_table(made));
  EXPECT_EQ(header.first_data_row, 3);
  EXPECT_EQ(header.paths[6].size(), 3u);
}

TEST(FlattenHeader, AmountsUnderAGroupAreData) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"科目编码", "<", "科目名称", "合计", "基本支出"},
               {"301", "01", "基本工资", "9.00", "8.00"}};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 1);
}

TEST(FlattenHeader, LabelsInTheTotalRow) {
  MadeTable made;
  made.rows = {{"项目", "<", "<", "<", "合计", "基本支出"},
               {"科目编码", "<", "<", "科目名称", "^", "^"},
               {"类", "款", "项", "合计", "9.00", "9.00"}};
  const RawTable table = make_table(made);
  const FlatHeader header = flatten(table);
  EXPECT_EQ(header.first_data_row, 2);
  EXPECT_EQ(header.paths[1].back(), "款");
}

TEST(FlattenHeader, MisreadFirstRowThatGroupsColumnsIsAHeader) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"784", "<", "<", "<", "总计", "当年财政拨款安排", "<", "<", "上年结转安排"},
               {"科目编码", "<", "单位代码", "科目名称", "^", "合计", "基本支出", "项目支出", "^"},
               {"类", "款", "^", "^", "^", "^", "^", "^", "^"},
               {"301", "01", "347009", "基本工资", "6.00", "5.00", "5.00", "", "1.00"}};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 3);
}

TEST(FlattenHeader, FirstRowOfAContinuedTableIsData) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"合计", "<", "<", "", "7,378,300", "453,100"},
               {"301", "01", "347009", "基本工资", "227,210", ""},
               {"301", "02", "347009", "津贴补贴", "237,240", ""}};
  EXPECT_EQ(flatten(make_table(made)).first_data_row, 0);
}

// There is a table of this title.
TEST(FlattenHeader, AnItemThatIsNamedLikeATableIsData) {
  MadeTable made;
  made.text_source = TextSource::Ocr;
  made.rows = {{"", "", "国有资本经营预算支出", "", ""},
               {"", "", "其他支出", "", ""},
               {"收入总计", "5883481.00", "支出总计", "5883481.00", ""}};
  const FlatHeader header = flatten(make_table(made));
  EXPECT_EQ(header.head_rows, 0);
  EXPECT_EQ(header.first_data_row, 0);
}

TEST(IsNumberRow, NeedsAscendingNumbers) {
  MadeTable made;
  made.rows = {{"1", "2", "3"}, {"3", "2", "1"}, {"栏次", "1", "2"}, {"1", "2", "3=1+2"}};
  const RawTable table = make_table(made);
  const GridView grid(table);
  EXPECT_TRUE(is_number_row(grid, 0));
  EXPECT_FALSE(is_number_row(grid, 1));
  EXPECT_TRUE(is_number_row(grid, 2));
  EXPECT_TRUE(is_number_row(grid, 3));
}

}  // namespace
}  // namespace gouji
