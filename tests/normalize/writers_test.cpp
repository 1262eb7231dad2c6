#include <gtest/gtest.h>

#include "normalize/output/csv_writer.h"
#include "normalize/output/document_writer.h"
#include "normalize/output/table_writer.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {
namespace {

TEST(CsvField, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(csv_field("合计"), "合计");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field(""), "");
}

NormalizedTable small_table() {
  NormalizedTable table;
  table.schema = "sums";
  table.columns = {"name", "amount"};
  table.titles = {"名称", "金额"};
  table.types = {ColumnType::Text, ColumnType::Amount};
  Row row;
  row.page = 4;
  row.row_id = "00ff";
  Field name;
  name.value = name.printed = "合计";
  Field amount;
  amount.value = "1087.96";
  amount.printed = "1,087,96";
  amount.status = CellStatus::Flagged;
  amount.reasons = {"grammar", "low_confidence"};
  amount.origins.push_back({4, 1, 2, 3, {1, 2, 11, 12}});
  row.fields = {name, amount};
  table.rows = {row};
  return table;
}

TEST(TableCsv, EndsWithLeafIdPageAndFlags) {
  EXPECT_EQ(table_csv(small_table(), {}),
            "name,amount,leaf,row_id,page,flags\n"
            "合计,1087.96,1,00ff,4,amount=grammar+low_confidence\n");
}

TEST(TableCsv, ChineseHeaderAndByteOrderMark) {
  CsvStyle style;
  style.bom = true;
  style.chinese_header = true;
  EXPECT_EQ(table_csv(small_table(), style).substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_EQ(table_csv(small_table(), style).substr(3, 13), "名称,金额");
}

TEST(CellLines, FlaggedCellsHaveACrop) {
  NormalizedDocument document;
  document.name = "d";
  document.tables = {small_table()};
  const auto lines = cell_lines(document, {}, /*with_crops=*/true);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[1].needs_review);
  EXPECT_EQ(lines[1].crop, "crops/sums_r1_c2.png");
  EXPECT_EQ(lines[1].fields[5], "1,087,96");
  EXPECT_EQ(lines[1].fields[6], "flagged");
  EXPECT_EQ(lines[1].fields.size(), cells_header().size());
}

TEST(RawGridCsv, MergedTextStandsTopLeft) {
  MadeTable made;
  made.rows = {{"收入", "<", "支出"}, {"项 目", "金额", "^"}};
  EXPECT_EQ(raw_grid_csv(make_table(made)), "收入,,支出\n项目,金额,\n");
  EXPECT_EQ(raw_grid_name(7, 1), "p007_t1");
}

TEST(DocumentJson, NamesWhatIsMissing) {
  NormalizedDocument document;
  document.announced = {{"五", "财政拨款支出预算表", "x", false, 2}};
  EXPECT_NE(document_json(document, {})
                .find("\"announced_but_not_found\": [\n    \"财政拨款支出预算表\""),
            std::string::npos);
}

}  // namespace
}  // namespace gouji
