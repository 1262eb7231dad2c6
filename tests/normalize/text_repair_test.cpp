#include "normalize/repair/text_repair.h"

#include <gtest/gtest.h>

#include "normalize/repair/text_distance.h"
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

TEST(LexiconsTest, NamesOfTheDocumentsYearComeFirst) {
  const Lexicons shipped = lexicons();
  EXPECT_EQ(shipped.subject_names("2013804", "2023").front(), "市场主体管理");
  EXPECT_EQ(shipped.subject_names("2013804", "2024").front(), "经营主体管理");
  EXPECT_EQ(shipped.subject_names("2013804", "").front(), "经营主体管理");
  EXPECT_EQ(shipped.subject_names("210", "2026").back(), "医疗卫生与计划生育支出");
  EXPECT_TRUE(shipped.subject_names("2990000", "2024").empty());
}

TEST(NamesByCodeTest, AnUnsureNameIsSettledByTheNamesOfItsYear) {
  for (const auto& [year, expected] :
       {std::pair{"2023", "市场主体管理"}, std::pair{"2025", "经营主体管理"}}) {
    NormalizedDocument document;
    document.year = year;
    document.tables.push_back(small_table("expenditure_summary",
                                          "row_type|class_code|section_code|item_code|name",
                                          {"item|201|38|04|管理"}));
    Field& name = field_of(document.tables[0], 0, "name");
    name.status = CellStatus::Flagged;
    name.reasons = {"low_confidence"};
    repair_text(document, lexicons());
    EXPECT_EQ(name.value, "管理");
    ASSERT_FALSE(name.suggestions.empty());
    EXPECT_EQ(name.suggestions.front(), expected);
  }
}

TEST(NamesByCodeTest, AKnownNameClearsDoubtsOfTheReadingOnly) {
  for (const auto& [reason, status] :
       {std::pair{"cut_off", CellStatus::Confirmed}, std::pair{"merged", CellStatus::Flagged}}) {
    NormalizedDocument document;
    document.tables.push_back(small_table("expenditure_summary",
                                          "row_type|class_code|section_code|item_code|name",
                                          {"item|221|02|01|住房公积金"}));
    Field& name = field_of(document.tables[0], 0, "name");
    name.status = CellStatus::Flagged;
    name.reasons = {reason};
    repair_text(document, lexicons());
    EXPECT_EQ(name.status, status) << reason;
  }
}

struct LevelCase {
  const char* name;
  const char* first;
  const char* second;
  double confidence;     ///< of both
  const char* repaired;  ///< first level after repair
  CellStatus status;
};

class LevelTest : public ::testing::TestWithParam<LevelCase> {};

/// A first level under a seal beside a second level that is read.
TEST_P(LevelTest, FirstLevelFollowsFromTheSecond) {
  NormalizedDocument document = targets({std::string("苍溪县社会保险事务中心|扩面|1.88|") +
                                         GetParam().first + "|" + GetParam().second});
  Field& first = field_of(document.tables[0], 0, "level1");
  first.status = CellStatus::Flagged;
  first.reasons = {"seal"};
  first.confidence = GetParam().confidence;
  field_of(document.tables[0], 0, "level2").confidence = GetParam().confidence;
  repair_text(document, lexicons());
  EXPECT_EQ(first.value, GetParam().repaired);
  EXPECT_EQ(first.status, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    Levels,
    LevelTest,
    ::testing::Values(
        LevelCase{"same", "产出指标", "质量指标", 0.7, "产出指标", CellStatus::Confirmed},
        LevelCase{"two_glyphs_left", "成本", "经济成本指标", 0.7, "成本指标", CellStatus::Repaired},
        LevelCase{"one_glyph_left", "产乐", "数量指标", 0.4, "产出指标", CellStatus::Repaired},
        LevelCase{"nothing_left", "-", "数据", 0.4, "-", CellStatus::Flagged}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ClosedSetTest, EmptyWordInAColumnThatIsAlwaysFilledIsShown) {
  std::vector<std::string> rows(12, "苍溪县社会保险事务中心|扩面|1.88|产出指标|数量指标|人数|≥|5");
  rows[4] = "苍溪县社会保险事务中心|扩面|1.88|产出指标||人数|≥|5";
  NormalizedDocument document = targets(rows);
  repair_text(document, lexicons());
  for (int r = 0; r < 12; ++r)
    EXPECT_EQ(field_of(document.tables[0], r, "level2").status == CellStatus::Flagged, r == 4);
  EXPECT_EQ(field_of(document.tables[0], 4, "level2").reasons, (std::vector<std::string>{"empty"}));
}

TEST(ClosedSetTest, EmptyWordsOfAFaintColumnAreShown) {
  std::vector<std::string> rows(12, "苍溪县社会保险事务中心|扩面|1.88|产出指标|数量指标|人数|≥|5");
  for (const std::size_t r : {1u, 4u, 7u, 10u})
    rows[r] = "苍溪县社会保险事务中心|扩面|1.88|产出指标|数量指标|人数||5";
  NormalizedDocument clear = targets(rows);
  repair_text(clear, lexicons());
  EXPECT_EQ(field_of(clear.tables[0], 4, "nature").status, CellStatus::Read)
      << "a form may leave natures out";
  NormalizedDocument faint = targets(rows);
  for (const int r : {0, 2, 3, 5, 6}) {
    Field& nature = field_of(faint.tables[0], r, "nature");
    nature.status = CellStatus::Flagged;
    nature.reasons = {"readers_disagree"};
    nature.value = "二";
  }
  repair_text(faint, lexicons());
  for (const int r : {1, 4, 7, 10})
    EXPECT_EQ(field_of(faint.tables[0], r, "nature").reasons, (std::vector<std::string>{"empty"}));
}

TEST(ClosedSetTest, EmptyWordsOfAWornTableAreShown) {
  std::vector<std::string> rows(12, "苍溪县社会保险事务中心|扩面|1.88|产出指标|数量指标|人数||5");
  rows[3] = "苍溪县社会保险事务中心|扩面|1.88|产出指标|数量指标|人数|定性|好";
  NormalizedDocument worn = targets(rows);
  for (int r = 0; r < 12; ++r)
    for (const char* id : {"unit_name", "project_name", "level1", "level2", "level3"}) {
      Field& word = field_of(worn.tables[0], r, id);
      word.value = "人";
      word.status = CellStatus::Flagged;
      word.reasons = {"low_confidence"};
    }
  NormalizedDocument clear = targets(rows);
  repair_text(worn, lexicons());
  repair_text(clear, lexicons());
  for (int r = 0; r < 12; ++r) {
    if (r == 3) continue;
    EXPECT_EQ(field_of(worn.tables[0], r, "nature").reasons, (std::vector<std::string>{"empty"}));
    EXPECT_EQ(field_of(clear.tables[0], r, "nature").status, CellStatus::Read);
  }
}

TEST(TextRepairTest, NumberAndNameInOneCellAreDivided) {
  NormalizedDocument document;
  document.unit_code = "303007";
  document.unit_name = "江安县档案馆";
  document.tables.push_back(small_table("revenue_summary",
                                        "row_type|unit_code|unit_name|total",
                                        {"total||合计|1.00", "item||303007江安县档案馆|1.00"}));
  repair_text(document, {});
  EXPECT_EQ(field_of(document.tables[0], 1, "unit_code").value, "303007");
  EXPECT_EQ(field_of(document.tables[0], 1, "unit_name").value, "江安县档案馆");
  EXPECT_EQ(field_of(document.tables[0], 0, "unit_code").value, "");
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

TEST(ClosedSetTest, AnotherWordThatWasReadWithoutDoubtIsShownAndNotChanged) {
  NormalizedDocument document =
      targets({"苍溪县社会保险事务中心|扩面|1.88|效益指标|可持续发展指标"});
  repair_text(document, lexicons());
  const Field& field = field_of(document.tables[0], 0, "level2");
  EXPECT_EQ(field.value, "可持续发展指标");
  EXPECT_EQ(field.status, CellStatus::Flagged);
  EXPECT_EQ(field.suggestions, (std::vector<std::string>{"可持续影响指标"}));
}

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

TEST(ProjectMatchTest, ADoubtfulNameIsShownAndNotCopied) {
  NormalizedDocument document =
      with_projects({"item|213|05|99|中华雇入城疼建设|5.00"}, {"单位|t1公和城建设城网|5.00"});
  field_of(document.tables[1], 0, "name").status = CellStatus::Flagged;
  Field& name = field_of(document.tables[0], 0, "project_name");
  name.status = CellStatus::Flagged;
  repair_text(document, {});
  EXPECT_EQ(name.value, "t1公和城建设城网");
  EXPECT_EQ(name.status, CellStatus::Flagged);
  EXPECT_EQ(name.suggestions, (std::vector<std::string>{"中华雇入城疼建设"}));
}

TEST(ProjectMatchTest, OneNameReadInTwoTablesWasReadRight) {
  NormalizedDocument document = with_projects({"item|208|01|07|县社保中心驻村帮扶经费|5.00"},
                                              {"单位|县社保中心驻村帮扶经费|5.00"});
  Field& name = field_of(document.tables[0], 0, "project_name");
  name.status = CellStatus::Flagged;
  name.reasons = {"low_confidence"};
  repair_text(document, {});
  EXPECT_EQ(name.status, CellStatus::Confirmed);
  EXPECT_TRUE(name.reasons.empty());
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
