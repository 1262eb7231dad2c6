#include "normalize/schema/schema_loader.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

const char* const kGood = R"(id: sums
number: "7"
titles: [合计表]
rows:
  totals: [合计]
  subtotal_rule: codes
columns:
  - {id: row_type, type: label, title: 行}
  - id: total
    type: amount
    title: 合计
    headers: ["本年 / 合 计", 合计]
  - {id: part, type: amount, title: 部分, headers: [部分], optional: true}
  - {id: code, type: code, title: 代码, headers: [代码], digits: 3, fill_down: true}
row_sums:
  - {total: total, parts: [part]}
)";

TEST(ParseSchema, ReadsAllParts) {
  const Schema schema = parse_schema(kGood, "sums.yaml");
  EXPECT_EQ(schema.id, "sums");
  EXPECT_EQ(schema.subtotal_rule, SubtotalRule::Codes);
  ASSERT_EQ(schema.columns.size(), 4u);
  EXPECT_EQ(schema.columns[1].aliases, (std::vector<std::string>{"本年/合计", "合计"}));
  EXPECT_TRUE(schema.columns[2].optional);
  EXPECT_EQ(schema.columns[3].digits, 3);
  EXPECT_TRUE(schema.columns[3].fill_down);
  ASSERT_EQ(schema.row_sums.size(), 1u);
}

const char* const kImplied = R"(id: targets
titles: [绩效目标表]
columns:
  - {id: nature, type: closed, title: 性质, headers: [性质], words: [≥, ≤],
     implied: [{column: direction, text: 反向指标, word: ≤}]}
  - {id: direction, type: closed, title: 方向, headers: [方向], words: [正向指标, 反向指标]}
)";

TEST(ParseSchema, ReadsImpliedWords) {
  const Schema schema = parse_schema(kImplied, "targets.yaml");
  EXPECT_EQ(schema.columns[0].implied, (std::vector<ImpliedWord>{{"direction", "反向指标", "≤"}}));
}

TEST(ParseSchema, ImpliedWordsNameAColumnAndAWordThatThereAre) {
  for (const auto& [from, to] :
       {std::pair("column: direction", "column: directions"), std::pair("word: ≤", "word: ＝")}) {
    std::string yaml = kImplied;
    yaml.replace(yaml.find(from), std::string(from).size(), to);
    try {
      parse_schema(yaml, "targets.yaml");
      ADD_FAILURE() << "accepted: " << to;
    } catch (const InputError& error) {
      EXPECT_EQ(error.where(), "line 5");
    }
  }
}

struct BadCase {
  const char* name;
  const char* yaml;
  const char* where;
};

class BadSchema : public testing::TestWithParam<BadCase> {};

TEST_P(BadSchema, NamesTheLine) {
  try {
    parse_schema(GetParam().yaml, "bad.yaml");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.file(), "bad.yaml");
    EXPECT_EQ(error.where(), GetParam().where);
    EXPECT_FALSE(error.hint().empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Faults,
    BadSchema,
    testing::Values(
        BadCase{"NotYaml", "id: [a\n", "line 2"},
        BadCase{"NotAMap", "- a\n", "line 1"},
        BadCase{"NoTitles", "id: a\ncolumns: []\n", "line 1"},
        BadCase{"UnknownKey", "id: a\ntitle: [b]\n", "line 2"},
        BadCase{"UnknownType",
                "id: a\ntitles: [b]\ncolumns:\n  - id: c\n    type: money\n    title: d\n",
                "line 5"},
        BadCase{"ClosedWithoutWords",
                "id: a\ntitles: [b]\ncolumns:\n"
                "  - {id: c, type: closed, title: d, headers: [d]}\n",
                "line 4"},
        BadCase{"SumOfText",
                "id: a\ntitles: [b]\ncolumns:\n  - {id: c, type: text, title: d, headers: [d]}\n"
                "row_sums:\n  - {total: c, parts: [c]}\n",
                "line 6"}),
    [](const auto& test) { return test.param.name; });

TEST(LoadSchemas, ShippedSchemasAreGood) {
  const auto folder = std::filesystem::path(GOUJI_SOURCE_DIR) / "schemas";
  EXPECT_TRUE(lint_schemas(folder).empty());
  EXPECT_GE(load_schemas(folder).size(), 13u);
}

TEST(LoadSchemas, MissingFolderIsAnInputError) {
  EXPECT_THROW(load_schemas("/nonexistent/schemas"), InputError);
  EXPECT_EQ(lint_schemas("/nonexistent/schemas").size(), 1u);
}

}  // namespace
}  // namespace gouji
