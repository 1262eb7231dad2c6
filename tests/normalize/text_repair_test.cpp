#include "normalize/text_repair.h"

#include <gtest/gtest.h>

#include "normalize/text_distance.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

Lexicons lexicons() {
  return load_lexicons(std::filesystem::path(GOUJI_SOURCE_DIR) / "data" / "lexicon");
}

NormalizedDocument targets(const std::vector<std::string>& rows) {
  NormalizedDocument document;
  document.unit_name = "苍溪县社会保险事务中心";
  document.tables.push_back(small_table("project_performance_targets",
                                        "unit_name|project_name|budget_amount|level1|level2|level3|"
                                        "nature|value|measure_unit|direction",
                                        rows));
  return document;
}

TEST(LexiconsTest, ShippedListsAreRead) {
  const Lexicons shipped = lexicons();
  EXPECT_EQ(shipped.functional.at("2080505").front(), "机关事业单位基本养老保险缴费支出");
  EXPECT_EQ(shipped.economic.at("30113").front(), "住房公积金");
  EXPECT_GT(shipped.divisions.size(), 3000u);
  EXPECT_EQ(shipped.indicators.size(), 4u);
}

TEST(TextDistanceTest, LookAlikesAreNearer) {
  EXPECT_EQ(glyph_distance("县民政局", "县民政局"), 0);
  EXPECT_LT(glyph_distance("末来", "未来"), glyph_distance("东来", "未来"));
  EXPECT_EQ(glyph_distance("可持續發展", "可持续发展"), 0);
}

TEST(TextDistanceTest, TwoAboutAsNearAreNone) {
  EXPECT_EQ(nearest_text("一级效益指标", {"经济效益指标", "社会效益指标"}, 3), "");
  EXPECT_EQ(nearest_text("经济效率指标", {"经济效益指标", "社会效益指标"}, 1), "经济效益指标");
}

TEST(TextRepairTest, UnitOfAnotherCountyBecomesTheDocumentsOwn) {
  NormalizedDocument document = targets({"奇台县社会保险事务中心|扩面|1.88|产出指标"});
  repair_text(document, lexicons());
  const Field& field = field_of(document.tables[0], 0, "unit_name");
  EXPECT_EQ(field.value, "苍溪县社会保险事务中心");
  EXPECT_EQ(field.printed, "奇台县社会保险事务中心");
  EXPECT_EQ(field.status, CellStatus::Repaired);
  EXPECT_EQ(field.reasons, (std::vector<std::string>{"unit_name"}));
}

TEST(TextRepairTest, ClearlyReadUnitStays) {
  NormalizedDocument document = targets({"=苍溪县社会保险事业中心|扩面|1.88|产出指标"});
  repair_text(document, lexicons());
  EXPECT_EQ(field_of(document.tables[0], 0, "unit_name").value, "苍溪县社会保险事业中心");
  EXPECT_EQ(field_of(document.tables[0], 0, "unit_name").status, CellStatus::Read);
}

struct ClosedCase {
  const char* name;
  const char* printed;
  const char* value;  // "" : flagged, as printed
};

class ClosedSetTest : public ::testing::TestWithParam<ClosedCase> {};

TEST_P(ClosedSetTest, OfficialFormOrFlag) {
  NormalizedDocument document =
      targets({"苍溪县社会保险事务中心|扩面|1.88|效益指标|" + std::string(GetParam().printed)});
  repair_text(document, lexicons());
  const Field& field = field_of(document.tables[0], 0, "level2");
  if (std::string(GetParam().value).empty()) {
    EXPECT_EQ(field.status, CellStatus::Flagged);
    EXPECT_EQ(field.value, GetParam().printed);
  } else {
    EXPECT_EQ(field.status, CellStatus::Repaired);
    EXPECT_EQ(field.value, GetParam().value);
  }
}

INSTANTIATE_TEST_SUITE_P(Words,
                         ClosedSetTest,
                         ::testing::Values(ClosedCase{"one_glyph", "经济效率指标", "经济效益指标"},
                                           ClosedCase{"tie", "一级效益指标", ""},
                                           ClosedCase{"tie_of_costs", "一级成本指标", ""},
                                           ClosedCase{"far", "数据", ""}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(TextRepairTest, CompanionsOfAStandardIndicator) {
  NormalizedDocument document = targets(
      {"苍溪县社会保险事务中心|公用经费|1.88|效益指标|社会效益指标|运转保障率|-|100|%|正向指标"});
  Field& nature = field_of(document.tables[0], 0, "nature");
  nature.status = CellStatus::Flagged;
  nature.reasons = {"closed_set"};
  repair_text(document, lexicons());
  EXPECT_EQ(nature.value, "＝");
  EXPECT_EQ(nature.status, CellStatus::Repaired);
}

NormalizedDocument with_projects(const std::vector<std::string>& lines,
                                 const std::vector<std::string>& rows) {
  NormalizedDocument document = targets(rows);
  document.tables.push_back(small_table("general_budget_project_expenditure",
                                        "row_type|class_code|section_code|item_code|name|amount",
                                        lines));
  return document;
}

TEST(ProjectMatchTest, AmountAndLikenessGiveTheName) {
  NormalizedDocument document = with_projects(
      {"item|208|01|07|县社保中心档案整理经费|5.00", "item|213|05|99|县社保中心驻村帮扶经费|5.00"},
      {"单位|总社保中心社村帮扶经费|5.00"});
  repair_text(document, {});
  EXPECT_EQ(field_of(document.tables[0], 0, "project_name").value, "县社保中心驻村帮扶经费");
  EXPECT_EQ(field_of(document.tables[0], 0, "budget_amount").value, "5.00");
}

TEST(ProjectMatchTest, ProjectsOnlyInOneTableAreLeftAlone) {
  NormalizedDocument document =
      with_projects({"item|208|01|07|县社保中心档案整理经费|5.00"}, {"单位|定额公用经费|19.77"});
  const NormalizedDocument before = document;
  repair_text(document, {});
  EXPECT_EQ(document, before);
}

TEST(ProjectMatchTest, LostDigitBetweenMatchedNeighbours) {
  NormalizedDocument document =
      with_projects({"item|208|01|07|档案整理|5.00",
                     "item|208|01|07|社保统办|36.00",
                     "item|208|01|07|政策宣传|13.00"},
                    {"单位|档案整理|5.00", "单位|失业保险|6.00", "单位|政策宣传|13.00"});
  repair_text(document, {});
  EXPECT_EQ(field_of(document.tables[0], 1, "budget_amount").value, "36.00");
  EXPECT_EQ(field_of(document.tables[0], 1, "budget_amount").status, CellStatus::Repaired);
  EXPECT_EQ(field_of(document.tables[0], 1, "project_name").status, CellStatus::Flagged);
}

TEST(NamesByCodeTest, RivalThatAnotherTablePrintsIsTaken) {
  NormalizedDocument document;
  for (const char* name : {"=经营主体管理", "经营王体管理"})
    document.tables.push_back(small_table("expenditure_summary",
                                          "row_type|class_code|section_code|item_code|name",
                                          {"item|201|38|04|" + std::string(name)}));
  document.tables[1].schema = "general_budget_expenditure";
  field_of(document.tables[1], 0, "name").rivals = {{"经营主体管理", 1, "second"}};
  repair_text(document, lexicons());
  EXPECT_EQ(field_of(document.tables[1], 0, "name").value, "经营主体管理");
  EXPECT_EQ(field_of(document.tables[1], 0, "name").status, CellStatus::Repaired);
}

TEST(NamesByCodeTest, UnitsOwnNameForACodeStays) {
  NormalizedDocument document;
  document.tables.push_back(small_table("general_budget_basic_expenditure",
                                        "row_type|class_code|section_code|name",
                                        {"item|302|06|=办公设备购置费"}));
  const NormalizedDocument before = document;
  repair_text(document, lexicons());
  EXPECT_EQ(document, before);
}

}  // namespace
}  // namespace gouji
