#include "cli/files/output_tree.h"

#include <gtest/gtest.h>

#include <fstream>

#include "cli/files/atomic_file.h"
#include "core/diagnostic.h"
#include "tests/support/scratch_folder.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

DocumentRecord record_of(const std::string& document) {
  DocumentRecord record;
  record.row = {.document = document,
                .source = document + ".pdf",
                .sha256 = std::string(64, 'a'),
                .status = DocumentStatus::Ok,
                .error = "",
                .pages = 2,
                .tables = 1,
                .cells = 12,
                .repaired = 1,
                .flagged = 3,
                .failed_identities = 1};
  record.fingerprint = "f";
  record.parts = {
      {"", "budget", "301", "某单位", "2024", {{"revenue_summary", "revenue_summary", "万元"}}}};
  return record;
}

int entries(const fs::path& folder) {
  return static_cast<int>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(AtomicFile, AppearsOnlyWhenCommitted) {
  const ScratchFolder folder;
  {
    AtomicFile file(folder.path() / "a.csv");
    file.write("half");
  }
  EXPECT_EQ(entries(folder.path()), 0);
  write_file_atomically(folder.path() / "a.csv", "whole");
  EXPECT_EQ(read_file(folder.path() / "a.csv"), "whole");
  EXPECT_EQ(entries(folder.path()), 1);
}

TEST(AtomicFile, AFolderThatTakesNoFilesIsReported) {
  EXPECT_THROW(write_file_atomically("/proc/gouji.csv", "x"), InputError);
}

TEST(MakeFolder, AFileInTheWayIsReported) {
  const ScratchFolder folder;
  const fs::path file = folder.write("out", "");
  EXPECT_THROW(make_folder(file), InputError);
  EXPECT_THROW(make_folder(file / "below"), InputError);
}

TEST(DocumentRecord, ReadsBackWhatItWrote) {
  EXPECT_EQ(parse_record(record_json(record_of("a"))), record_of("a"));
}

TEST(OutputTree, CommitsAndRemembers) {
  const ScratchFolder folder;
  const fs::path out = folder.path() / "out";
  {
    OutputTree tree(out);
    const fs::path staging = tree.make_staging("a");
    write_file_atomically(staging / "tables.json", "1");
    tree.commit(staging, record_of("a"));
  }
  const OutputTree again(out);
  EXPECT_EQ(again.record("a"), record_of("a"));
  EXPECT_EQ(again.finished(), (std::map<std::string, std::string>{{"a", std::string(64, 'a')}}));
  EXPECT_FALSE(again.record("b").has_value());
}

TEST(OutputTree, ANewResultReplacesTheFormerOneAsAWhole) {
  const ScratchFolder folder;
  OutputTree tree(folder.path() / "out");
  for (const char* only : {"first.csv", "second.csv"}) {
    const fs::path staging = tree.make_staging("a");
    write_file_atomically(staging / "tables.json", "1");
    write_file_atomically(staging / only, "");
    tree.commit(staging, record_of("a"));
  }
  EXPECT_FALSE(fs::exists(folder.path() / "out/a/first.csv"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/a/second.csv"));
}

TEST(OutputTree, AFolderThatWasRemovedIsNotFinished) {
  const ScratchFolder folder;
  OutputTree tree(folder.path() / "out");
  const fs::path staging = tree.make_staging("a");
  write_file_atomically(staging / "tables.json", "1");
  tree.commit(staging, record_of("a"));
  fs::remove_all(folder.path() / "out/a");
  EXPECT_FALSE(tree.record("a").has_value());
}

TEST(OutputTree, ADamagedRecordIsNoRecord) {
  const ScratchFolder folder;
  OutputTree tree(folder.path() / "out");
  const fs::path staging = tree.make_staging("a");
  write_file_atomically(staging / "tables.json", "1");
  tree.commit(staging, record_of("a"));
  std::ofstream(folder.path() / "out/.gouji/done/a.json") << "{\"docu";
  EXPECT_FALSE(tree.record("a").has_value());
}

TEST(OutputTree, TwoRunsDoNotShareIt) {
  const ScratchFolder folder;
  const OutputTree first(folder.path());
  EXPECT_THROW(OutputTree{folder.path()}, InputError);
}

TEST(OutputTree, LeftoversOfAKilledRunAreCleared) {
  const ScratchFolder folder;
  folder.write(".gouji/work/0-a/tables.json", "half");
  folder.write(".gouji-17-0.tmp", "half");
  const OutputTree tree(folder.path());
  EXPECT_TRUE(fs::is_empty(folder.path() / ".gouji/work"));
  EXPECT_FALSE(fs::exists(folder.path() / ".gouji-17-0.tmp"));
}

}  // namespace
}  // namespace gouji
