#include "cli/worker/document_output.h"

#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"
#include "tests/support/small_document.h"

namespace gouji {
namespace {

ManifestRow row_of(const NormalizedDocument& document) {
  const ScratchFolder folder;
  return write_clean_output(folder.path(), {}, document, {}, {}, {}, [](const Diagnostic&) {}).row;
}

NormalizedDocument one_table() {
  NormalizedDocument document;
  document.tables.push_back(
      small_table("revenue_summary", "row_type|name|total", {"total|合计|3.00"}));
  return document;
}

TEST(WriteCleanOutput, TheManifestSaysWhichTablesAreLost) {
  NormalizedDocument document = one_table();
  document.unmatched = {{5, 1}, {5, 2}, {17, 1}};
  document.announced = {{"1", "部门收入总表", "revenue_summary", true},
                        {"2", "部门支出总表", "expenditure_summary", false}};
  document.lone_titles = {{9, "收支总表"}};
  const ManifestRow row = row_of(document);
  EXPECT_EQ(row.status, DocumentStatus::Ok);
  EXPECT_EQ(row.error,
            "no schema fits 3 of the grids (pages 5, 17); see raw/; "
            "announced but not found: 部门支出总表; "
            "titles without a table: 收支总表 (page 9)");
}

TEST(WriteCleanOutput, NothingIsSaidOfADocumentWithAllItsTables) {
  NormalizedDocument document = one_table();
  document.announced = {{"1", "部门收入总表", "revenue_summary", true}};
  EXPECT_EQ(row_of(document).error, "");
}

}  // namespace
}  // namespace gouji
