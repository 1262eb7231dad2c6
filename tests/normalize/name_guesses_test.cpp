#include "normalize/repair/name_guesses.h"

#include <gtest/gtest.h>

#include "tests/support/small_document.h"

namespace gouji {
namespace {

const char* const kLines = "row_type|class_code|section_code|item_code|name";

NormalizedTable lines(const std::vector<std::string>& rows) {
  NormalizedTable table = small_table("expenditure_summary", kLines, rows);
  table.types = {
      ColumnType::Label, ColumnType::Code, ColumnType::Code, ColumnType::Code, ColumnType::Text};
  return table;
}

/// What a flagged name beside 2080505 becomes, where other tables print `others`.
std::string subject(const std::string& read,
                    const std::vector<std::string>& others,
                    const Lexicons& lexicons = {},
                    CellStatus status = CellStatus::Flagged,
                    CellStatus code = CellStatus::Read) {
  NormalizedDocument document;
  document.tables.push_back(lines({"item|208|05|05|" + read}));
  for (const std::string& other : others)
    document.tables.push_back(lines({"item|208|05|05|" + other}));
  Field& field = field_of(document.tables[0], 0, "name");
  field.status = status;
  field_of(document.tables[0], 0, "item_code").status = code;
  guess_names(document, lexicons);
  EXPECT_EQ(field.status, status);
  EXPECT_EQ(field.printed, read);
  return field.value;
}

TEST(NameGuesses, AFlaggedNameIsTheOnePrintedForItsCode) {
  EXPECT_EQ(subject("和都", {"养老保险", "养老保险"}), "养老保险");
  EXPECT_EQ(subject("和都", {"养老保险", "职业年金"}), "和都") << "which?";
  EXPECT_EQ(subject("和都", {"养老保险"}, {}, CellStatus::Read), "和都");
}

TEST(NameGuesses, BesideADoubtfulCodeANameStaysThatIsMoreLikeAnother) {
  Lexicons lexicons;
  lexicons.functional["2080505"] = {"养老保险"};
  lexicons.functional["2080506"] = {"职业年金"};
  const auto beside_doubtful = [&](const std::string& read) {
    return subject(read, {}, lexicons, CellStatus::Flagged, CellStatus::Flagged);
  };
  EXPECT_EQ(beside_doubtful("和都"), "养老保险") << "both stay flagged";
  EXPECT_EQ(beside_doubtful("养老条陵"), "养老保险");
  EXPECT_EQ(beside_doubtful("职业年釜"), "职业年釜");
  EXPECT_EQ(subject("职业年釜", {}, lexicons), "养老保险") << "the code is sure";
}

TEST(NameGuesses, ASumWithoutCodeHasTheClassOfTheLineBelow) {
  Lexicons lexicons;
  lexicons.economic["301"] = {"工资福利支出"};
  lexicons.economic["302"] = {"商品和服务支出"};
  NormalizedDocument document;
  document.tables.push_back(small_table("fiscal_appropriation_by_economic_class",
                                        "row_type|class_code|section_code|unit_code|name",
                                        {"subtotal||||和",
                                         "item|301|01|325014|=基本工资",
                                         "subtotal||||工资福利去出",
                                         "item|302|01|325014|=办公费"}));
  for (const int r : {0, 2}) field_of(document.tables[0], r, "name").status = CellStatus::Flagged;
  guess_names(document, lexicons);
  EXPECT_EQ(field_of(document.tables[0], 0, "name").value, "工资福利支出");
  EXPECT_EQ(field_of(document.tables[0], 2, "name").value, "工资福利去出") << "more like another";
}

TEST(NameGuesses, WhatTwoReadersReadStaysThoughItsCodeHasAnotherName) {
  NormalizedDocument document;
  document.tables = {lines({"item|208|05|05|职业年金"}), lines({"item|208|05|05|养老保险"})};
  Field& field = field_of(document.tables[0], 0, "name");
  field.status = CellStatus::Flagged;
  field.agreed = true;
  guess_names(document, {});
  EXPECT_EQ(field.value, "职业年金");
}

TEST(NameGuesses, WithoutOneItIsTheLexicons) {
  Lexicons lexicons;
  lexicons.functional["2080505"] = {"养老保险", "基本养老"};
  EXPECT_EQ(subject("和都", {}, lexicons), "养老保险");
  EXPECT_EQ(subject("基本养老", {}, lexicons), "基本养老") << "a name that it has, too";
  EXPECT_EQ(subject("和都", {"基本养老"}, lexicons), "基本养老") << "as printed";
}

/// The name of a flagged project of this amount.
std::string project(const std::string& amount) {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("general_budget_project_expenditure",
                  "row_type|name|amount",
                  {"subtotal|教育|9.00", "item|绿化|4.00", "item|培训|2.50", "item|取暖|2.50"}));
  document.tables.push_back(
      small_table("project_performance_targets", "project_name|budget_amount", {"山托|" + amount}));
  for (NormalizedTable& table : document.tables)
    table.types.assign(table.columns.size(), ColumnType::Text);
  field_of(document.tables[1], 0, "project_name").status = CellStatus::Flagged;
  guess_names(document, {});
  return field_of(document.tables[1], 0, "project_name").value;
}

TEST(NameGuesses, AFlaggedProjectIsTheOnlyOneOfItsAmount) {
  EXPECT_EQ(project("4.00"), "绿化");
  EXPECT_EQ(project("2.50"), "山托") << "two";
  EXPECT_EQ(project("9.00"), "山托") << "no project";
  EXPECT_EQ(project(""), "山托");
}

/// The flagged units of a table below lines that name units, one table for each.
std::string unit(const std::vector<std::string>& read, const std::vector<std::string>& above) {
  NormalizedDocument document;
  document.unit_name = above.front();
  for (const std::string& name : above) {
    document.tables.push_back(small_table("project_performance_targets", "unit_name", read));
    NormalizedTable& table = document.tables.back();
    table.types = {ColumnType::Text};
    table.unit_name = name;
    for (Row& row : table.rows) row.fields[0].status = CellStatus::Flagged;
  }
  guess_names(document, {});
  return document.tables.back().rows.back().fields[0].value;
}

TEST(NameGuesses, TheFlaggedUnitOfATableIsTheOneAboveIt) {
  EXPECT_EQ(unit({"生", "生"}, {"甲县供销合作社联合社", "甲县供销台作社联合社"}),
            "甲县供销合作社联合社");
  EXPECT_EQ(unit({"生"}, {"甲县供销合作社联合社", "乙镇中心小学"}), "乙镇中心小学")
      << "documents of several units";
  EXPECT_EQ(unit({"甲校", "乙校"}, {"甲县教育局"}), "乙校") << "tables of several units";
}

}  // namespace
}  // namespace gouji
