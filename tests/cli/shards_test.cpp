// A batch divided among several processes, as machines that share a folder would do it.

#include <algorithm>
#include <fstream>
#include <set>

#include "cli/batch/shard_plan.h"
#include "tests/cli/program.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

class Shards : public Gouji {
 protected:
  // Names that clash, a copy, a file that cannot be read, one without tables.
  void write_inputs() {
    for (std::size_t i = 0; i < 4; ++i)
      scratch_.write("in/" + std::to_string(i) + ".pdf", pdf(kTable + std::string(i, ' ')));
    scratch_.write("in/x/same.pdf", pdf(kTable + std::string(10, ' ')));
    scratch_.write("in/y/same.pdf", pdf(kTable + std::string(11, ' ')));
    scratch_.write("in/copy.pdf", pdf(kTable));
    scratch_.write("in/prose.pdf", pdf(kProse));
    scratch_.write("in/empty.pdf", "");
    scratch_.write("meta.csv", "file,region_code\n1.pdf,510824\n");
  }

  Outcome plan(const std::string& out, int shards) {
    return run({"plan",
                in(""),
                "-o",
                out,
                "--shards",
                std::to_string(shards),
                "--meta",
                (scratch_.path() / "meta.csv").string()});
  }

  Outcome shard(const std::string& which, const std::string& out) {
    return run({"ingest", "--shard", which, "-o", out});
  }

  static bool alike(const std::string& a, const std::string& b) {
    const std::string diff = "diff -r -x run.jsonl " + quoted(a) + " " + quoted(b) + " >&2";
    return std::system(diff.c_str()) == 0;
  }
};

TEST_F(Shards, GiveWhatASingleRunGives) {
  write_inputs();
  const std::string single = out() + "-single";
  ASSERT_EQ(
      run({"ingest", in(""), "-o", single, "--meta", (scratch_.path() / "meta.csv").string()}).code,
      1);  // empty.pdf
  ASSERT_EQ(plan(out(), 3).code, 0);
  std::set<int> codes;
  for (const char* which : {"3/3", "1/3", "2/3"}) codes.insert(shard(which, out()).code);
  EXPECT_EQ(codes, (std::set<int>{0, 1}));
  EXPECT_FALSE(fs::exists(fs::path(out()) / "manifest.csv"));
  const Outcome combined = run({"combine", out()});
  EXPECT_EQ(combined.code, 1);
  EXPECT_NE(combined.err.find("is empty"), std::string::npos) << combined.err;
  EXPECT_TRUE(alike(single, out()));
  const auto lines = [](const fs::path& file) {
    const std::string text = read_file(file);
    return std::count(text.begin(), text.end(), '\n');
  };
  EXPECT_EQ(lines(fs::path(out()) / "run.jsonl"), lines(fs::path(single) / "run.jsonl"));
}

TEST_F(Shards, MayWorkAtTheSameTime) {
  write_inputs();
  const std::string one = out() + "-one";
  ASSERT_EQ(plan(one, 1).code, 0);
  shard("1/1", one);
  run({"combine", one});
  ASSERT_EQ(plan(out(), 3).code, 0);
  std::string together;
  for (const char* which : {"1/3", "2/3", "3/3"})
    together += quoted(GOUJI_BINARY) + " ingest --shard " + which + " -o " + quoted(out()) +
                " 2>/dev/null & ";
  std::system((together + "wait").c_str());
  EXPECT_EQ(run({"combine", out()}).code, 1);
  EXPECT_TRUE(alike(one, out()));
}

TEST_F(Shards, WhatIsNotDoneIsNamedAndCanBeDoneLater) {
  write_inputs();
  ASSERT_EQ(plan(out(), 3).code, 0);
  shard("1/3", out());
  shard("3/3", out());
  const Outcome early = run({"combine", out()});
  EXPECT_EQ(early.code, 1);
  EXPECT_NE(early.err.find("run shard 2 again"), std::string::npos) << early.err;
  shard("2/3", out());
  const Outcome late = run({"combine", out()});
  EXPECT_EQ(late.err.find("not done"), std::string::npos) << late.err;
  EXPECT_EQ(manifest().size(), 9u);
  // Once more changes nothing.
  const std::string before = read_file(fs::path(out()) / "manifest.csv");
  EXPECT_EQ(run({"combine", out()}).code, 1);
  EXPECT_EQ(read_file(fs::path(out()) / "manifest.csv"), before);
}

TEST_F(Shards, AShardThatIsRunAgainDoesOnlyWhatFailed) {
  write_inputs();
  ASSERT_EQ(plan(out(), 1).code, 0);
  shard("1/1", out());
  const fs::path log = fs::path(out()) / ".gouji/shards/1/run.jsonl";
  const std::string first = read_file(log);
  shard("1/1", out());
  const std::string added = read_file(log).substr(first.size());
  EXPECT_EQ(std::count(added.begin(), added.end(), '\n'), 1) << added;
  EXPECT_NE(added.find("\"empty\""), std::string::npos) << added;
}

TEST_F(Shards, WrongUsageIsExplained) {
  write_inputs();
  EXPECT_EQ(shard("1/3", out()).code, 2);
  ASSERT_EQ(plan(out(), 3).code, 0);
  for (const char* which : {"0/3", "4/3", "1", "a/b", "1/3x"})
    EXPECT_EQ(shard(which, out()).code, 2) << which;
  const Outcome other = shard("1/4", out());
  EXPECT_EQ(other.code, 2);
  EXPECT_NE(other.err.find("3 shards"), std::string::npos) << other.err;
  EXPECT_EQ(run({"ingest", in(""), "--shard", "1/3", "-o", out()}).code, 2);
  EXPECT_EQ(run({"ingest", "--shard", "1/3", "-o", out(), "--dpi", "300"}).code, 2);
  EXPECT_EQ(run({"combine", in("")}).code, 2);
}

TEST_F(Shards, OneShardIsWorkedOnByOneProcess) {
  write_inputs();
  ASSERT_EQ(plan(out(), 3).code, 0);
  shard("1/3", out());
  const std::string lock = quoted(out() + "/.gouji/shards/1/lock");
  const Outcome outcome =
      run({"ingest", "--shard", "1/3", "-o", out()}, "exec flock -n " + lock + " ");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("shard 1"), std::string::npos) << outcome.err;
}

TEST_F(Gouji, TwoRunsOnOneFolderTheSecondSaysSo) {
  scratch_.write("in/a.pdf", pdf(kTable));
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  const std::string lock = quoted(out() + "/.gouji/lock");
  const Outcome outcome = run({"tables", in(""), "-o", out()}, "exec flock -n " + lock + " ");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("another run of gouji"), std::string::npos) << outcome.err;
}

TEST(Divide, GivesEachShardAboutTheSame) {
  std::vector<PlannedInput> planned;
  for (const std::uintmax_t megabytes : {8u, 1u, 5u, 1u, 4u, 1u})
    planned.push_back({.input = {"/x", "x", ""},
                       .row = {},
                       .fingerprint = "",
                       .bytes = megabytes * 1'000'000,
                       .to_do = true,
                       .corrections = ""});
  planned.push_back(planned.front());
  planned.back().to_do = false;
  const std::vector<ShardItem> items = divide(planned, 2);
  std::vector<int> shards;
  shards.reserve(items.size());
  for (const ShardItem& item : items) shards.push_back(item.shard);
  // 8 to the first, 5 and 4 to the second, then the small ones where there is less: with what any
  // document counts, 8.2 and 9.4, then 9.4 and 9.4, then 10.6 and 9.4.
  EXPECT_EQ(shards, (std::vector<int>{1, 1, 2, 1, 2, 2, 0}));
}

}  // namespace
}  // namespace gouji
