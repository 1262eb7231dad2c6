#include "normalize/corrections/corrected_document.h"

#include <gtest/gtest.h>

#include "tests/normalize/normalized.h"
#include "tests/normalize/raw_table_maker.h"

namespace gouji {
namespace {

RawDocument income() {
  MadeTable made;
  made.head_lines = {"单位收入总表"};
  made.rows = {{"单位代码", "单位名称", "合计", "上年结转", "一般公共预算拨款收入"},
               {"", "合计", "6.00", "", "36.00"},
               {"301", "甲局", "36.00", "", "36.00"}};
  made.text_source = TextSource::Ocr;
  RawDocument raw = make_document({made});
  raw.sha256 = "abc";
  return raw;
}

/// Cells are 20 points wide and high: the total of the first line.
Correction total(CorrectionAction action, const std::string& value) {
  Correction correction;
  correction.sha256 = "abc";
  correction.page = 1;
  correction.box = {41, 22, 60, 41};
  correction.table = "revenue_summary";
  correction.row = 1;
  correction.column = "total";
  correction.printed = "6.00";
  correction.action = action;
  correction.value = value;
  correction.line = 2;
  return correction;
}

CleanDocument clean(const std::vector<Correction>& corrections) {
  return clean_document(income(), schemas(), {}, {}, corrections);
}

const Field& field(const CleanDocument& done, int row, const std::string& column) {
  const NormalizedTable& table = done.document.tables.at(0);
  return table.rows.at(static_cast<std::size_t>(row))
      .fields.at(static_cast<std::size_t>(table.column(column)));
}

TEST(CorrectedDocument, AValueIsFoundByItsPlaceAndPinned) {
  Correction correction = total(CorrectionAction::Set, "1,136.00");
  correction.printed = "what another reader saw";
  const CleanDocument done = clean({correction});
  EXPECT_TRUE(done.unused.empty());
  EXPECT_EQ(field(done, 0, "total").value, "1136.00");
  EXPECT_EQ(field(done, 0, "total").status, CellStatus::Corrected);
  EXPECT_EQ(field(done, 0, "total").printed, "6.00");
}

TEST(CorrectedDocument, ElseByItsText) {
  Correction correction = total(CorrectionAction::Set, "36.00");
  correction.box = {300, 300, 320, 320};
  EXPECT_EQ(field(clean({correction}), 0, "total").status, CellStatus::Corrected);
  correction.printed = "7.00";
  const CleanDocument done = clean({correction});
  ASSERT_EQ(done.unused.size(), 1u);
  EXPECT_EQ(done.unused[0].line, 2);
  EXPECT_NE(done.unused[0].what.find("7.00"), std::string::npos);
  EXPECT_FALSE(done.document.diagnostics.empty());
}

TEST(CorrectedDocument, WhatIsNoAmountIsRefused) {
  const CleanDocument done = clean({total(CorrectionAction::Set, "甲局")});
  ASSERT_EQ(done.unused.size(), 1u);
  EXPECT_NE(field(done, 0, "total").status, CellStatus::Corrected);
}

TEST(CorrectedDocument, AcceptedAndIllegible) {
  const CleanDocument accepted = clean({total(CorrectionAction::Accept, "6.00")});
  EXPECT_EQ(field(accepted, 0, "total").value, "6.00");
  EXPECT_EQ(field(accepted, 0, "total").status, CellStatus::Corrected);
  const CleanDocument illegible = clean({total(CorrectionAction::Illegible, "")});
  EXPECT_EQ(field(illegible, 0, "total").status, CellStatus::Flagged);
  EXPECT_EQ(field(illegible, 0, "total").value, "");
}

TEST(CorrectedDocument, TheLastOneCountsAndOtherDocumentsDoNot) {
  Correction other = total(CorrectionAction::Set, "9.00");
  other.sha256 = "another";
  const CleanDocument done =
      clean({total(CorrectionAction::Set, "5.00"), total(CorrectionAction::Set, "36.00"), other});
  EXPECT_EQ(field(done, 0, "total").value, "36.00");
  EXPECT_TRUE(done.unused.empty());
}

TEST(CorrectedDocument, RowsComeAndGo) {
  Correction gone = total(CorrectionAction::DeleteRow, "");
  EXPECT_EQ(clean({gone}).document.tables.at(0).rows.size(), 1u);
  Correction added =
      total(CorrectionAction::InsertRow, "unit_code=302;unit_name=乙局;丙局;total=1.00");
  added.box = {0, 60, 100, 80};
  const CleanDocument done = clean({added});
  ASSERT_EQ(done.document.tables.at(0).rows.size(), 3u);
  EXPECT_EQ(field(done, 2, "unit_name").value, "乙局;丙局");
  EXPECT_EQ(field(done, 2, "unit_code").value, "302");
  EXPECT_EQ(field(done, 2, "total").value, "1.00");
  EXPECT_EQ(field(done, 2, "row_type").value, "item");
}

TEST(ParseCorrections, BadLinesAreNamedAndTheRestIsRead) {
  const std::vector<std::string> good{
      "abc", "1", "1.5", "2", "3", "4", "t", "5", "total", "6.00", "set", "7", "li", ""};
  std::vector<std::string> bad = good;
  bad[2] = "nan";
  const Corrections read =
      parse_corrections("c.csv", {{1, corrections_header()}, {2, bad}, {3, good}});
  ASSERT_EQ(read.all.size(), 1u);
  EXPECT_EQ(read.all[0].box, (PageRect{1.5, 2, 3, 4}));
  ASSERT_EQ(read.faults.size(), 1u);
  EXPECT_EQ(read.faults[0].line, 2);
  EXPECT_THROW(parse_corrections("c.csv", {{1, {"a", "b"}}}), InputError);
}

}  // namespace
}  // namespace gouji
