#include "cli/batch/input_finder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/scratch_folder.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> sources(const std::vector<FoundInput>& found) {
  std::vector<std::string> names;
  names.reserve(found.size());
  for (const FoundInput& input : found) names.push_back(input.source);
  return names;
}

std::vector<std::string> documents_in(const std::vector<fs::path>& arguments,
                                      const fs::path& out = "/nonexistent/out") {
  return sources(find_inputs(arguments, InputKind::Documents, out));
}

using Names = std::vector<std::string>;

TEST(FindInputs, FoldersAreSearchedByContentAndEnding) {
  const ScratchFolder folder;
  folder.write("b/2.PDF", "");
  folder.write("b/no-ending", "junk\n%PDF-1.4");
  folder.write("a.jpeg", "");
  folder.write("scan", "\x89PNG\r\n\x1a\n");
  folder.write("truth.csv", "a,b\n");
  folder.write("tables.txt", "text");
  EXPECT_EQ(documents_in({folder.path()}), (Names{"a.jpeg", "b/2.PDF", "b/no-ending", "scan"}));
}

TEST(FindInputs, HiddenEntriesAreNotSearched) {
  const ScratchFolder folder;
  folder.write(".git/a.pdf", "");
  folder.write(".a.pdf", "");
  folder.write("b.pdf", "");
  EXPECT_EQ(documents_in({folder.path()}), Names{"b.pdf"});
}

TEST(FindInputs, EarlierResultsAreNotSearched) {
  const ScratchFolder folder;
  folder.write("in/a.pdf", "");
  folder.write("out/manifest.csv", "document,source,sha256,status\n");
  folder.write("out/a/crops/p1.png", "");
  folder.write("other/manifest.csv", "name\n");
  folder.write("other/b.pdf", "");
  EXPECT_EQ(documents_in({folder.path()}), (Names{"in/a.pdf", "other/b.pdf"}));
}

TEST(FindInputs, ResultsInTheInputFolderItself) {
  const ScratchFolder folder;
  folder.write("a.pdf", "");
  folder.write("manifest.csv", "document,source,sha256,status\n");
  folder.write("a/tables.json", "{}");
  folder.write("a/crops/p1.png", "");
  EXPECT_EQ(documents_in({folder.path()}, folder.path()), Names{"a.pdf"});
}

TEST(FindInputs, AnUnfinishedOutputFolderIsNotSearched) {
  const ScratchFolder folder;
  folder.write("a.pdf", "");
  folder.write("out/x/crops/p1.png", "");
  EXPECT_EQ(documents_in({folder.path()}, folder.path() / "out"), Names{"a.pdf"});
}

TEST(FindInputs, AFileIsTakenAsGiven) {
  const ScratchFolder folder;
  const fs::path file = folder.write("x/notes.txt", "text");
  EXPECT_EQ(documents_in({file}), Names{"notes.txt"});
}

TEST(FindInputs, WhatIsNotThereIsAProblem) {
  const auto found = find_inputs({"/nonexistent/a.pdf"}, InputKind::Documents, "/nonexistent/out");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].source, "a.pdf");
  EXPECT_EQ(found[0].problem, "does not exist");
}

TEST(FindInputs, LoopsOfLinksEnd) {
  const ScratchFolder folder;
  folder.write("a/b/x.pdf", "");
  fs::create_directory_symlink(folder.path() / "a", folder.path() / "a/b/loop");
  fs::create_symlink(folder.path() / "a/self.pdf", folder.path() / "a/self.pdf");
  EXPECT_EQ(documents_in({folder.path()}), Names{"a/b/x.pdf"});
}

TEST(FindInputs, TheOrderOfTheArgumentsDoesNotMatter) {
  const ScratchFolder folder;
  const fs::path a = folder.write("p/a.pdf", "");
  const fs::path b = folder.write("q/b.pdf", "");
  const fs::path q = folder.path() / "q";
  const auto forward = find_inputs({a, b, q}, InputKind::Documents, "/nonexistent/out");
  EXPECT_EQ(forward, find_inputs({q, b, a}, InputKind::Documents, "/nonexistent/out"));
  EXPECT_EQ(sources(forward), (Names{"a.pdf", "b.pdf"}));
}

TEST(FindInputs, HandOverLooksIntoResults) {
  const ScratchFolder folder;
  folder.write("manifest.csv", "document,source,sha256,status\n");
  folder.write("a/tables.json", "{}");
  folder.write("a/document.json", "{}");
  folder.write("b/table.md", "| a |\n");
  EXPECT_EQ(sources(find_inputs({folder.path()}, InputKind::HandOver, "/nonexistent/out")),
            (Names{"a/tables.json", "b/table.md"}));
}

}  // namespace
}  // namespace gouji
