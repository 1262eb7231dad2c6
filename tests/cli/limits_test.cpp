// Documents that want too much: what is said of them, and that others are not harmed.

#include "tests/cli/program.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

class Limits : public Gouji {
 protected:
  /// The row of this document after `tables` with these options.
  ManifestRow row_of(const std::string& document, std::vector<std::string> options) {
    std::vector<std::string> words{"tables", in(""), "-o", out()};
    words.insert(words.end(), options.begin(), options.end());
    outcome_ = run(words);
    for (const ManifestRow& row : manifest())
      if (row.document == document) return row;
    ADD_FAILURE() << "no row of " << document << "\n" << outcome_.err;
    return {};
  }

  Outcome outcome_;
};

/// A PDF whose pages have these contents.
std::string pages(const std::vector<std::string>& contents) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
  std::string kids;
  for (const std::string& content : contents) {
    const std::string number = std::to_string(objects.size() + 1);
    kids += number + " 0 R ";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " +
                      std::to_string(objects.size() + 2) +
                      " 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont "
                      "/Helvetica >> >> >> >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "\nendstream");
  }
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(contents.size()) + " >>";
  std::string file = "%PDF-1.4\n";
  for (std::size_t i = 0; i < objects.size(); ++i)
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  return file + "trailer\n<< /Root 1 0 R >>\n%%EOF\n";  // without xref, which is rebuilt
}

TEST_F(Limits, MorePagesThanAllowedAreRefused) {
  scratch_.write("in/long.pdf", pages({kTable, kTable, kTable, kTable}));
  scratch_.write("in/short.pdf", pages({kTable, kTable, kTable}));
  const ManifestRow row = row_of("long", {"--max-pages", "3"});
  EXPECT_EQ(outcome_.code, 1);
  EXPECT_EQ(row.status, DocumentStatus::Failed);
  EXPECT_EQ(row.error,
            "has 4 pages to read, more than 3 are refused (raise --max-pages, or choose some with "
            "--pages)");
  EXPECT_EQ(manifest()[1].status, DocumentStatus::Ok);
  EXPECT_EQ(row_of("long", {"--max-pages", "3", "--pages", "2-4"}).status, DocumentStatus::Ok);
}

TEST_F(Limits, APageOfTooMuchContentIsLostAloneAndNamed) {
  scratch_.write("in/a.pdf", pages({kTable, kTable + std::string(2 << 20, ' '), kTable}));
  const ManifestRow row = row_of("a", {"--max-stream-mb", "1"});
  EXPECT_EQ(outcome_.code, 0);
  EXPECT_EQ(row.status, DocumentStatus::Ok);
  EXPECT_EQ(row.tables, 2);
  EXPECT_EQ(row.error,
            "page 2 is lost: the page's content unpacks to more than 1 MB (raise --max-stream-mb, "
            "or print the page to a new PDF)");
  EXPECT_NE(outcome_.err.find("warning: a: page 2"), std::string::npos) << outcome_.err;
  EXPECT_EQ(row_of("a", {}).error, "");
}

// Each form draws the next one twice: thirty of them would draw a thousand million lines.
TEST_F(Limits, FormsThatDrawEachOtherEndByCount) {
  std::string file = pdf("/X Do");
  file.replace(file.find("/Resources <<"), 13, "/Resources << /XObject << /X 10 0 R >>");
  for (int i = 10; i < 40; ++i)
    file +=
        std::to_string(i) +
        " 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << "
        "/X " +
        std::to_string(i + 1) +
        " 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream\nendobj\n";
  file +=
      "40 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 15 >>\nstream\n0 0 m "
      "9 "
      "9 l S    \nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
  file.erase(file.find("startxref"), 9);  // rebuilt, with the forms
  scratch_.write("in/a.pdf", file);
  const ManifestRow row = row_of("a", {});
  EXPECT_EQ(row.status, DocumentStatus::Failed);
  EXPECT_NE(row.error.find("page 1: the page's content has more than 20 million operations"),
            std::string::npos)
      << row.error;
}

TEST_F(Limits, TimeNamesItsOption) {
  scratch_.write("in/a.pdf", pdf(kTable));
  for (const char* option : {"--timeout-page", "--timeout-document"}) {
    const ManifestRow row = row_of("a", {option, "0.0001"});
    EXPECT_EQ(row.status, DocumentStatus::Failed);
    EXPECT_NE(row.error.find(option), std::string::npos) << row.error;
    EXPECT_NE(row.error.find("before the first page"), std::string::npos) << row.error;
    EXPECT_NE(row.error.find("twice"), std::string::npos) << row.error;
  }
}

// A library that is refused memory may go on without it: the page would be blank and the table
// lost.
TEST_F(Limits, MemoryNamesItsOptionAndLosesNothingInSilence) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "NOT TESTED: there is no limit of memory under sanitizers";
#endif
  scratch_.write("in/a.pdf", pdf(kTable));
  for (const char* megabytes : {"5", "10", "15", "20", "30"}) {
    const ManifestRow row = row_of("a", {"--memory-mb", megabytes});
    EXPECT_EQ(row.status, DocumentStatus::Failed) << megabytes;
    EXPECT_NE(row.error.find("--memory-mb"), std::string::npos) << row.error;
  }
}

TEST_F(Limits, AFullDiskIsNoFaultOfTheDocument) {
  scratch_.write("in/a.pdf", pdf(kTable));
  scratch_.write("in/b.pdf", pdf(kTable + std::string(" ")));
  // A file that may not grow, as on a full disk: the shell's unit is 512 or 1024 bytes.
  const Outcome full =
      run({"tables", in(""), "-o", out(), "--jobs", "1"}, "trap '' XFSZ; ulimit -f 2; exec ");
  EXPECT_EQ(full.code, 1);
  EXPECT_NE(full.err.find("cannot be written: File too large"), std::string::npos) << full.err;
  EXPECT_FALSE(fs::exists(fs::path(out()) / "a"));
  const std::string calm = out() + "-calm";
  ASSERT_EQ(run({"tables", in(""), "-o", calm}).code, 0);
  ASSERT_EQ(run({"tables", in(""), "-o", out()}).code, 0);
  const std::string diff = "diff -r -x run.jsonl " + quoted(calm) + " " + quoted(out());
  EXPECT_EQ(std::system(diff.c_str()), 0);
}

TEST_F(Limits, LogLinesAreJsonWhenAsked) {
  scratch_.write("in/a.pdf", "");
  const Outcome outcome = run({"tables", in(""), "-o", out(), "--log-format", "json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("\"level\":\"error\",\"document\":\"a\",\"text\":\"is empty"),
            std::string::npos)
      << outcome.err;
}

}  // namespace
}  // namespace gouji
