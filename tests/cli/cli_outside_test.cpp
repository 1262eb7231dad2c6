// The program from outside, as its user meets it: arguments in, exit code, messages and files out.

#include "cli/files/csv_reader.h"
#include "tests/cli/program.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

TEST_F(Gouji, HelpFitsOneScreen) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"--help"}, {"ingest", "--help"}}) {
    const Outcome help = run(words);
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(help.err, "");
    EXPECT_NE(help.out.find("Usage: gouji"), std::string::npos);
    EXPECT_LE(std::count(help.out.begin(), help.out.end(), '\n'), 40);
    EXPECT_EQ(help.out.find("\n  worker"), std::string::npos);
  }
  EXPECT_EQ(run({"--version"}).out.substr(0, 6), "gouji ");
}

TEST_F(Gouji, KeepsAPictureOfEachStage) {
  scratch_.write("in/a.pdf", pdf(kTable));
  const fs::path stages = scratch_.path() / "stages";
  EXPECT_EQ(run({"tables", in("a.pdf"), "-o", out(), "--keep-stages", stages.string()}).code, 0);
  for (const char* name : {"p001-1-upright.png", "p001-2-rulings.png", "p001-3-grid.png"})
    EXPECT_GT(fs::file_size(stages / "a" / name), 500u) << name;
}

TEST_F(Gouji, WrongUsage) {
  scratch_.write("in/a.pdf", pdf(kProse));
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"nonsense"},
      {"ingest"},
      {"ingest", in("a.pdf")},
      {"ingest", in("a.pdf"), "-o", out(), "--dpi", "5"},
      {"ingest", in("a.pdf"), "-o", out(), "--ocr", "maybe"},
      {"ingest", in("a.pdf"), "-o", out(), "--pages", "9-4"},
      {"ingest", in("a.pdf"), "-o", out(), "--pages", "0"},
      {"ingest", in("a.pdf"), "-o", out(), "--meta", "/nonexistent.csv"},
      {"check", "/nonexistent"},
      {"schemas", "show", "nonsense"}};
  for (const auto& words : wrong) {
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.code, 2) << (words.empty() ? "" : words.back());
    EXPECT_NE(outcome.err, "");
  }
  EXPECT_FALSE(fs::exists(out()));
}

void expect_explained(const ManifestRow& row, const std::string& messages) {
  EXPECT_EQ(row.status, DocumentStatus::Failed) << row.document;
  EXPECT_NE(row.error, "") << row.document;
  EXPECT_EQ(row.error.find("twice"), std::string::npos) << row.document << ": " << row.error;
  EXPECT_NE(messages.find(row.error.substr(0, 20)), std::string::npos);
}

TEST_F(Gouji, BadInputsAreExplainedAndHarmNothing) {
  scratch_.write("in/empty.pdf", "");
  scratch_.write("in/text.pdf", "just some text, no PDF");
  scratch_.write("in/cut.pdf", pdf(kTable).substr(0, 150));
  scratch_.write("in/locked.pdf",
                 pdf(kTable,
                     "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
                     "<0102030405060708091011121314151617181920212223242526272829303132> /U "
                     "<0102030405060708091011121314151617181920212223242526272829303132> >> "
                     "/ID [<00><00>] "));
  scratch_.write("in/broken.png", "\x89PNG\r\n\x1a\nrubbish");
  scratch_.write("in/good.pdf", pdf(kTable));
  const Outcome outcome = run({"tables", in(""), "/nonexistent/none.pdf", "-o", out()});
  EXPECT_EQ(outcome.code, 1);
  int failed = 0;
  for (const ManifestRow& row : manifest()) {
    if (row.document == "good") {
      EXPECT_EQ(row.status, DocumentStatus::Ok);
      continue;
    }
    ++failed;
    expect_explained(row, outcome.err);
  }
  EXPECT_EQ(failed, 6);
  EXPECT_EQ(read_file(fs::path(out()) / "good/raw/p001_t1.csv"),
            "alpha,\"1,234.50\"\nbeta,20.00\ngamma,\"1,254.50\"\n");
}

TEST_F(Gouji, APageWithoutTablesIsNotSilent) {
  scratch_.write("in/prose.pdf", pdf(kProse));
  const Outcome outcome = run({"ingest", in("prose.pdf"), "-o", out()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("no tables"), std::string::npos);
  ASSERT_EQ(manifest().size(), 1u);
  EXPECT_EQ(manifest()[0].status, DocumentStatus::NoTables);
  EXPECT_NE(manifest()[0].error, "");
}

TEST_F(Gouji, NoInputAtAllIsNotSilent) {
  fs::create_directories(in("empty"));
  const Outcome outcome = run({"ingest", in("empty"), "-o", out()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("no PDF"), std::string::npos);
}

TEST_F(Gouji, AnOutputFolderThatCannotBeWritten) {
  scratch_.write("in/a.pdf", pdf(kProse));
  for (const std::string& bad : {in("a.pdf"), in("a.pdf/below"), std::string("/proc/gouji")}) {
    const Outcome outcome = run({"ingest", in("a.pdf"), "-o", bad});
    EXPECT_EQ(outcome.code, 2) << bad;
    EXPECT_NE(outcome.err.find("cannot be written"), std::string::npos) << outcome.err;
  }
}

TEST_F(Gouji, TheSecondRunDoesNothingAndChangesNothing) {
  scratch_.write("in/a.pdf", pdf(kTable));
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  const std::string manifest_before = read_file(fs::path(out()) / "manifest.csv");
  const std::string log_before = read_file(fs::path(out()) / "run.jsonl");
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  EXPECT_EQ(read_file(fs::path(out()) / "manifest.csv"), manifest_before);
  EXPECT_EQ(read_file(fs::path(out()) / "run.jsonl"), log_before);
}

TEST_F(Gouji, TheCopyOfADocumentIsNamedAsOne) {
  scratch_.write("in/a.pdf", pdf(kTable));
  scratch_.write("in/b.pdf", pdf(kTable));
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  ASSERT_EQ(manifest().size(), 2u);
  EXPECT_EQ(manifest()[1].source, "b.pdf");
  EXPECT_EQ(manifest()[1].status, DocumentStatus::Duplicate);
}

TEST_F(Gouji, ADocumentOverItsTimeFailsAlone) {
  scratch_.write("in/a.pdf", pdf(kTable));
  const Outcome outcome = run({"tables", in(""), "-o", out(), "--timeout-document", "0.0001"});
  EXPECT_EQ(outcome.code, 1);
  ASSERT_EQ(manifest().size(), 1u);
  EXPECT_NE(manifest()[0].error.find("--timeout-document"), std::string::npos);
  EXPECT_NE(manifest()[0].error.find("twice"), std::string::npos);
}

TEST_F(Gouji, OddNames) {
  const std::string long_name = std::string(251, 'x') + ".pdf";
  scratch_.write("in/two\nlines.pdf", pdf(kTable + std::string(" ")));
  scratch_.write("in/combined.pdf", pdf(kTable + std::string("  ")));
  scratch_.write("in/预算 公开.pdf", pdf(kTable + std::string("   ")));
  scratch_.write("in/" + long_name, pdf(kTable + std::string("    ")));
  scratch_.write("in/-o.pdf", pdf(kTable + std::string("     ")));
  scratch_.write("in/\xff.pdf", pdf(kTable + std::string("      ")));
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  for (const char* document : {"two_lines", "预算 公开", "-o", "\xef\xbf\xbd"})
    EXPECT_TRUE(fs::exists(fs::path(out()) / document / "raw/p001_t1.csv")) << document;
  EXPECT_TRUE(fs::exists(fs::path(out()) / std::string(120, 'x') / "raw/p001_t1.csv"));
  EXPECT_FALSE(fs::exists(fs::path(out()) / "combined"));
}

TEST_F(Gouji, TheResultDoesNotDependOnJobs) {
  for (std::size_t i = 0; i < 4; ++i)
    scratch_.write("in/" + std::to_string(i) + ".pdf", pdf(kTable + std::string(i, ' ')));
  const std::string one = out() + "1";
  const std::string three = out() + "3";
  ASSERT_EQ(run({"ingest", in(""), "-o", one, "--jobs", "1"}).code, 0);
  ASSERT_EQ(run({"ingest", in(""), "-o", three, "--jobs", "3"}).code, 0);
  const std::string diff = "diff -r -x run.jsonl " + quoted(one) + " " + quoted(three);
  EXPECT_EQ(std::system(diff.c_str()), 0);
}

TEST_F(Gouji, NormalizeGivesWhatIngestGave) {
  scratch_.write("in/a.pdf", pdf(kTable));
  ASSERT_EQ(run({"ingest", in(""), "-o", out()}).code, 0);
  const std::string again = out() + "2";
  ASSERT_EQ(run({"normalize", out(), "-o", again}).code, 0);
  for (const char* file : {"a/tables.json", "a/raw/p001_t1.csv", "a/document.json", "a/checks.csv"})
    EXPECT_EQ(read_file(fs::path(out()) / file), read_file(fs::path(again) / file)) << file;
}

TEST_F(Gouji, NormalizeReadsMarkdownAndRefusesTheRest) {
  scratch_.write("in/a.md", "# 单位收入总表\n\n| 单位代码 | 合计 |\n|---|---|\n| 301 | 5.00 |\n");
  scratch_.write("in/b.txt", "");
  scratch_.write("in/c.md", pdf(kTable));
  const Outcome outcome = run({"normalize", in(""), "-o", out()});
  EXPECT_EQ(outcome.code, 1);
  ASSERT_EQ(manifest().size(), 3u);
  EXPECT_TRUE(fs::exists(fs::path(out()) / "a/raw/p001_t1.csv"));
  EXPECT_EQ(manifest()[1].status, DocumentStatus::Failed);
  EXPECT_EQ(manifest()[2].status, DocumentStatus::Failed);
}

/// A document of which one figure was read wrongly, and a file that corrects it; the other lines of
/// the file fit nothing.
class Corrections : public Gouji {
 protected:
  void SetUp() override {
    scratch_.write(
        "in/a.md",
        "# 单位收入总表\n\n| 单位代码 | 单位名称 | 合计 | 上年结转 | 一般公共预算拨款收入 |\n"
        "|---|---|---|---|---|\n| | 合计 | 6.00 | | 36.00 |\n| 301 | 甲局 | 36.00 | | 36.00 |\n");
    ASSERT_EQ(run({"normalize", in(""), "-o", out()}).code, 0);
    const std::string sha256 = manifest().at(0).sha256;
    const std::string place = ",1,,,,,revenue_summary,1,total,6.00,";
    const std::string good = sha256 + place + "set,\"1,136.00\",li,\n";
    const std::string elsewhere = sha256 + ",9,,,,,revenue_summary,7,total,77.00,set,1,li,\n";
    const std::string no_action = sha256 + place + "burn,,,\n";
    const std::string no_document = "beef" + place + "set,1,,\n";
    const fs::path file = scratch_.write(
        "mine.csv",
        "sha256,page,x0,y0,x1,y1,table,row,column,printed,action,value,author,time\n" + good +
            elsewhere + no_action + no_document);
    applied_ = run({"apply", out(), "--corrections", file.string()});
    ASSERT_EQ(applied_.code, 0) << applied_.err;
  }

  std::string table() const { return read_file(fs::path(out()) / "a/tables/revenue_summary.csv"); }

  Outcome applied_;
};

TEST_F(Corrections, AreWorkedIn) {
  EXPECT_NE(table().find("合计,1136.00"), std::string::npos) << table();
  const std::string cells = read_file(fs::path(out()) / "a/cells.csv");
  EXPECT_NE(cells.find("total,1136.00,6.00,corrected,"), std::string::npos) << cells;
  const std::string combined = read_file(fs::path(out()) / "combined/revenue_summary.csv");
  EXPECT_NE(combined.find("1136.00"), std::string::npos);
}

TEST_F(Corrections, ThatFitNothingAreNamed) {
  for (const char* word : {"line 3", "77.00", "line 4", "burn", "line 5", "beef"})
    EXPECT_NE(applied_.err.find(word), std::string::npos) << word << "\n" << applied_.err;
}

TEST_F(Corrections, StayWhenAppliedOrNormalizedAgain) {
  const std::string before = table();
  EXPECT_EQ(run({"apply", out()}).code, 0);
  EXPECT_EQ(table(), before);
  EXPECT_EQ(run({"normalize", in(""), "-o", out()}).code, 0);
  EXPECT_EQ(table(), before);
}

TEST_F(Corrections, GoWithTheirFile) {
  fs::remove(fs::path(out()) / "corrections.csv");
  EXPECT_EQ(run({"normalize", in(""), "-o", out()}).code, 0);
  EXPECT_EQ(table().find("1136.00"), std::string::npos);
}

TEST_F(Gouji, AnUnknownCommandIsNamed) {
  const Outcome outcome = run({"nonsense"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("'nonsense'"), std::string::npos);
  EXPECT_NE(outcome.err.find("ingest"), std::string::npos);
}

TEST_F(Gouji, MetaIsCarriedAlong) {
  scratch_.write("in/a.pdf", pdf(kTable));
  const fs::path meta = scratch_.write("meta.csv", "file,region_code\na.pdf,510824\n");
  ASSERT_EQ(run({"tables", in(""), "-o", out(), "--meta", meta.string()}).code, 0);
  CsvReader reader(fs::path(out()) / "manifest.csv");
  CsvRecord header;
  CsvRecord row;
  ASSERT_TRUE(reader.next(header) && reader.next(row));
  EXPECT_EQ(header.back(), "region_code");
  EXPECT_EQ(row.back(), "510824");
}

}  // namespace
}  // namespace gouji
