#include "cli/batch/batch_plan.h"

#include <gtest/gtest.h>

#include "cli/files/atomic_file.h"
#include "core/sha256.h"
#include "tests/support/scratch_folder.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

class PlanBatch : public testing::Test {
 protected:
  PlanBatch() : tree_(folder_.path() / "out") {}

  std::vector<PlannedInput> plan(const std::vector<ManifestRow>& earlier = {},
                                 const std::string& fingerprint = "f") {
    return plan_batch(find_inputs({folder_.path() / "in"}, InputKind::Documents, tree_.root()),
                      InputKind::Documents,
                      earlier,
                      tree_,
                      fingerprint);
  }

  // As if the inputs of the plan had been read.
  std::vector<ManifestRow> finish(const std::vector<PlannedInput>& items) {
    std::vector<ManifestRow> rows;
    for (const PlannedInput& item : items) {
      if (item.to_do) {
        const fs::path staging = tree_.make_staging(item.row.document);
        write_file_atomically(staging / "tables.json", "{}");
        tree_.commit(staging,
                     {.row = item.row,
                      .fingerprint = item.fingerprint,
                      .parts = {},
                      .command = "",
                      .arguments = {},
                      .corrections = ""});
      }
      rows.push_back(item.row);
    }
    return rows;
  }

  ScratchFolder folder_;
  OutputTree tree_;
};

TEST_F(PlanBatch, TheSecondRunHasNothingToDo) {
  folder_.write("in/a.pdf", "1");
  auto first = plan();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_TRUE(first[0].to_do);
  EXPECT_EQ(first[0].row.sha256, sha256_of_bytes("1"));
  const auto rows = finish(first);
  EXPECT_FALSE(plan(rows)[0].to_do);
  EXPECT_TRUE(plan(rows, "other options")[0].to_do);
}

TEST_F(PlanBatch, TheSameContentTwice) {
  folder_.write("in/a.pdf", "1");
  folder_.write("in/b.pdf", "1");
  const auto items = plan();
  EXPECT_TRUE(items[0].to_do);
  EXPECT_FALSE(items[1].to_do);
  EXPECT_EQ(items[1].row.status, DocumentStatus::Duplicate);
  EXPECT_EQ(items[1].row.document, "a");
  EXPECT_EQ(items[1].row.error, "same content as a.pdf");
}

TEST_F(PlanBatch, ADuplicateStaysOneWhenItsNameSortsFirst) {
  folder_.write("in/b.pdf", "1");
  const auto rows = finish(plan());
  folder_.write("in/a.pdf", "1");
  const auto items = plan(rows);
  EXPECT_EQ(items[0].row.source, "a.pdf");
  EXPECT_EQ(items[0].row.status, DocumentStatus::Duplicate);
  EXPECT_EQ(items[1].row.status, DocumentStatus::Ok);
  EXPECT_EQ(items[1].row.document, "b");
}

TEST_F(PlanBatch, AChangedFileKeepsItsName) {
  folder_.write("in/x/a.pdf", "1");
  folder_.write("in/y/a.pdf", "2");
  const auto rows = finish(plan());
  EXPECT_EQ(rows[0].document, "a~" + sha256_of_bytes("1").substr(0, 8));
  folder_.write("in/x/a.pdf", "3");
  const auto items = plan(rows);
  EXPECT_TRUE(items[0].to_do);
  EXPECT_EQ(items[0].row.document, rows[0].document);
  EXPECT_FALSE(items[1].to_do);
}

TEST_F(PlanBatch, ALaterFileOfTheSameStemDoesNotRenameTheFirst) {
  folder_.write("in/x/a.pdf", "1");
  const auto rows = finish(plan());
  folder_.write("in/y/a.pdf", "2");
  const auto items = plan(rows);
  EXPECT_EQ(items[0].row.document, "a");
  EXPECT_EQ(items[1].row.document, "a~" + sha256_of_bytes("2").substr(0, 8));
}

TEST_F(PlanBatch, AFolderOfTheUsersIsLeftAlone) {
  folder_.write("in/a.pdf", "1");
  folder_.write("out/a/precious.txt", "");
  EXPECT_EQ(plan()[0].row.document, "a~" + sha256_of_bytes("1").substr(0, 8));
}

TEST_F(PlanBatch, AMissingFileIsFailedAndHarmsNothing) {
  folder_.write("in/a.pdf", "1");
  const auto items = plan_batch(
      find_inputs(
          {folder_.path() / "in", "/nonexistent/z.pdf"}, InputKind::Documents, tree_.root()),
      InputKind::Documents,
      {},
      tree_,
      "f");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_TRUE(items[0].to_do);
  EXPECT_EQ(items[1].row.status, DocumentStatus::Failed);
  EXPECT_EQ(items[1].row.error, "does not exist");
  EXPECT_EQ(items[1].row.sha256, "");
}

}  // namespace
}  // namespace gouji
