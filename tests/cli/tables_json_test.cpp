#include "cli/files/tables_json.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji {
namespace {

RawDocument sample() {
  RawCell title{.row = 0,
                .column = 0,
                .row_span = 1,
                .column_span = 2,
                .box = {70.5, 100.25, 300, 120},
                .readings = {{"合 计\n\"元\"", 0.9731, "ppocr", 0.0312},
                             {"台计", 0.5, "tesseract-chi", 3.25}},
                .agreed = false,
                .reasons = {"disagree", "under_seal"}};
  RawCell left{.row = 1, .column = 0, .box = {70.5, 120, 180, 140}, .readings = {}, .reasons = {}};
  RawCell right{.row = 1,
                .column = 1,
                .box = {180, 120, 300, 140},
                .readings = {{"24,107.98", 1, "text_layer", 0}},
                .agreed = true,
                .reasons = {}};
  RawTable table{.page = 3,
                 .index = 1,
                 .rows = 2,
                 .columns = 2,
                 .box = {70.5, 100.25, 300, 140},
                 .x_edges = {70.5, 180, 300},
                 .y_edges = {100.25, 120, 140},
                 .cells = {title, left, right},
                 .head_lines = {{"单位：万元", {250, 90, 300, 99.99}}},
                 .foot_lines = {{"注：无", {70, 141, 100, 150}}},
                 .text_source = TextSource::Ocr};
  RawPage page{.number = 3,
               .width_pt = 841.89,
               .height_pt = 595.28,
               .turn_degrees = 90,
               .scan = true,
               .dpi = 200,
               .skew_degrees = -0.35,
               .lines = {{"表1", {70, 60, 90, 70}}},
               .tables = {table}};
  return {
      .name = "预算.pdf",
      .sha256 = std::string(64, '0'),
      .page_count = 19,
      .pages = {page,
                RawPage{.number = 4, .width_pt = 595, .height_pt = 842, .lines = {}, .tables = {}}},
      .diagnostics = {{Severity::Warning, 4, "the page is empty"}}};
}

TEST(TablesJson, ReadsBackWhatItWrote) {
  EXPECT_EQ(parse_tables_json("t", tables_json(sample())), sample());
}

TEST(TablesJson, EmptyDocument) {
  EXPECT_EQ(parse_tables_json("t", tables_json({})), RawDocument{});
}

TEST(TablesJson, BoxesAreRoundedToAHundredthOfAPoint) {
  RawDocument document = sample();
  document.pages[0].tables[0].box = {70.4999999, 100.2512, -0.0001, 140.005001};
  const RawDocument back = parse_tables_json("t", tables_json(document));
  EXPECT_EQ(back.pages[0].tables[0].box, (PageRect{70.5, 100.25, 0, 140.01}));
  EXPECT_EQ(tables_json(back), tables_json(parse_tables_json("t", tables_json(back))));
  EXPECT_EQ(tables_json(document).find("-0.0,"), std::string::npos);
}

TEST(TablesJson, IsKnownByItsContent) {
  EXPECT_TRUE(is_tables_json(tables_json({})));
  EXPECT_FALSE(is_tables_json("{\"format\":\"other\"}"));
  EXPECT_FALSE(is_tables_json("| a | b |"));
  EXPECT_FALSE(is_tables_json(""));
}

TEST(TablesJson, TextThatIsNotUtf8IsReplaced) {
  RawDocument document;
  document.name = "a\xff.pdf";
  EXPECT_EQ(parse_tables_json("t", tables_json(document)).name, "a\xef\xbf\xbd.pdf");
}

struct BadCase {
  const char* name;
  const char* from;
  const char* to;
};

class BadTablesJson : public testing::TestWithParam<BadCase> {};

TEST_P(BadTablesJson, IsRefused) {
  std::string text = tables_json(sample());
  const std::size_t at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string(GetParam().from).size(), GetParam().to);
  EXPECT_THROW(parse_tables_json("t", text), InputError);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    BadTablesJson,
    testing::Values(BadCase{"OtherFormat", "gouji-tables", "other"},
                    BadCase{"OtherVersion", "\"version\":1", "\"version\":2"},
                    BadCase{"CellOutside", "\"row\":1", "\"row\":2"},
                    BadCase{"NegativeRow", "\"row\":1", "\"row\":-1"},
                    BadCase{"RowWithAFraction", "\"row\":1", "\"row\":1.5"},
                    BadCase{"RowThatWouldBeCutToOne", "\"row\":1", "\"row\":4294967297"},
                    BadCase{"RowBeyondAnyNumber", "\"row\":1", "\"row\":1e300"},
                    BadCase{"RowOf64Bits", "\"row\":1", "\"row\":18446744073709551615"},
                    BadCase{"SpanTooLong", "\"column_span\":2", "\"column_span\":2147483647"},
                    BadCase{"HugeGrid", "\"rows\":2", "\"rows\":2000000000"},
                    BadCase{"EdgesMissing", "[70.5,180.0,300.0]", "[70.5,180.0]"},
                    BadCase{"BoxOfThree", "[70.0,60.0,90.0,70.0]", "[70.0,60.0,90.0]"},
                    BadCase{"NoName", "\"name\"", "\"nom\""},
                    BadCase{"Truncated", "\"pages\"", "\""}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace gouji
