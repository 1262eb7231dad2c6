#include "normalize/repair/subject_codes.h"

#include <gmock/gmock.h>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

using ::testing::ElementsAre;

Lexicons names() {
  Lexicons lexicons;
  lexicons.economic = {{"30206", {"电费"}},
                       {"30221", {"维修费"}},
                       {"30224", {"被装购置费"}},
                       {"31002", {"办公设备购置"}}};
  return lexicons;
}

NormalizedDocument document_of(const std::vector<std::string>& rows) {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("final_general_budget_basic", "class_code|section_code|name|total", rows));
  return document;
}

TEST(SubjectCodesTest, ACodeBesideTheNameOfASiblingIsFlagged) {
  NormalizedDocument document = document_of({"302|=21|被装购置费|1.00"});
  flag_codes_of_other_names(document, names());
  const Field& code = field_of(document.tables[0], 0, "section_code");
  EXPECT_EQ(code.status, CellStatus::Flagged);
  EXPECT_EQ(code.value, "21");
  EXPECT_THAT(code.reasons, ElementsAre("name"));
  EXPECT_THAT(code.suggestions, ElementsAre("24"));
  EXPECT_EQ(field_of(document.tables[0], 0, "name").status, CellStatus::Read);
}

TEST(SubjectCodesTest, OwnNamesAndNamesOfOtherClassesAreLeftAlone) {
  NormalizedDocument document = document_of(
      {"302|24|被装购置费|1.00", "302|06|办公设备购置|2.00", "302|09|门面租金|3.00", "|||6.00"});
  const NormalizedDocument before = document;
  flag_codes_of_other_names(document, names());
  EXPECT_EQ(document.tables, before.tables);
}

TEST(SubjectCodesTest, PrintOfATextLayerIsThePublishersOwn) {
  NormalizedDocument document = document_of({"302|21|被装购置费|1.00"});
  field_of(document.tables[0], 0, "section_code").from_layer = true;
  flag_codes_of_other_names(document, names());
  EXPECT_EQ(field_of(document.tables[0], 0, "section_code").status, CellStatus::Read);
}

}  // namespace
}  // namespace gouji
