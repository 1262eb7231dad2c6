#include "normalize/repair/code_repair.h"

#include <gtest/gtest.h>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

struct CodeCase {
  const char* name;
  const char* line;      ///< of table 3, its doubtful cell flagged
  const char* doubtful;  ///< column
  const char* repaired;  ///< "" : as read, flagged
};

class CodeRepairTest : public ::testing::TestWithParam<CodeCase> {};

NormalizedDocument document_with(const std::string& line) {
  const std::string columns = "row_type|class_code|section_code|item_code|name|total";
  NormalizedDocument document;
  document.tables.push_back(small_table("expenditure_summary",
                                        columns,
                                        {"item|208|01|01|行政运行|1.00",
                                         "item|214|01|01|行政运行|2.00",
                                         "item|208|05|05|养老保险缴费|3.00"}));
  document.tables.push_back(small_table("general_budget_expenditure", columns, {line}));
  return document;
}

TEST_P(CodeRepairTest, NameAndTheOtherPartsDecide) {
  NormalizedDocument document = document_with(GetParam().line);
  Field& field = field_of(document.tables[1], 0, GetParam().doubtful);
  const std::string read = field.value;
  field.status = CellStatus::Flagged;
  field.reasons = {"low_confidence", "grammar"};
  repair_codes(document, {});
  const bool open = std::string(GetParam().repaired).empty();
  EXPECT_EQ(field.value, open ? read : GetParam().repaired);
  EXPECT_EQ(field.status, open ? CellStatus::Flagged : CellStatus::Repaired);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    CodeRepairTest,
    ::testing::Values(
        CodeCase{"no_code_at_all", "item|大|05|05|养老保险缴费|3.00", "class_code", "208"},
        CodeCase{"one_digit", "item|203|05|05|养老保险缴费|3.00", "class_code", "208"},
        CodeCase{"section", "item|208|ù|05|养老保险缴费|3.00", "section_code", "05"},
        CodeCase{"two_codes_of_one_name", "item|大|01|01|行政运行|1.00", "class_code", ""},
        CodeCase{"two_codes_and_one_is_near", "item|244|01|01|行政运行|2.00", "class_code", "214"},
        CodeCase{"other_parts_differ", "item|大|05|06|养老保险缴费|3.00", "class_code", ""},
        CodeCase{"another_code_clearly", "item|771|05|05|养老保险缴费|3.00", "class_code", ""},
        CodeCase{"unknown_name", "item|大|05|05|职业年金缴费|3.00", "class_code", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CodeRepairTest, ClearlyReadCodeStaysWhateverTheNameSays) {
  NormalizedDocument document = document_with("item|210|05|05|养老保险缴费|3.00");
  const NormalizedDocument before = document;
  repair_codes(document, {});
  EXPECT_EQ(document, before);
}

TEST(CodeRepairTest, TheLexiconOnlySuggests) {
  NormalizedDocument document = document_with("item|大|02|01|住房公积金|3.00");
  Field& field = field_of(document.tables[1], 0, "class_code");
  field.status = CellStatus::Flagged;
  field.reasons = {"grammar"};
  Lexicons lexicons;
  lexicons.functional["2210201"] = {"住房公积金"};
  repair_codes(document, lexicons);
  EXPECT_EQ(field.status, CellStatus::Flagged);
  EXPECT_EQ(field.value, "大");
  EXPECT_EQ(field.suggestions, (std::vector<std::string>{"221"}));
}

}  // namespace
}  // namespace gouji
