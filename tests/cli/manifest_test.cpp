#include "cli/files/manifest.h"

#include <gtest/gtest.h>

#include "cli/files/csv_reader.h"
#include "core/diagnostic.h"
#include "tests/support/scratch_folder.h"

namespace gouji {
namespace {

std::vector<CsvRecord> records(const std::filesystem::path& file) {
  std::vector<CsvRecord> all;
  CsvReader reader(file);
  for (CsvRecord record; reader.next(record);) all.push_back(record);
  return all;
}

TEST(CsvReader, QuotesBreaksAndBom) {
  const ScratchFolder folder;
  const auto file = folder.write("a.csv",
                                 "\xef\xbb\xbf"
                                 "a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\n,\nlast");
  EXPECT_EQ(records(file),
            (std::vector<CsvRecord>{{"a", "b"}, {"x, \"y\"", "1\n2"}, {"", ""}, {"last"}}));
}

TEST(CsvReader, AQuoteThatNeverEnds) {
  const ScratchFolder folder;
  const auto file = folder.write("a.csv", "a\n\"b");
  EXPECT_THROW(records(file), InputError);
}

TEST(Manifest, IsSortedAndReadsBack) {
  const ScratchFolder folder;
  const ManifestRow b{.document = "b",
                      .source = "b\n1.pdf",
                      .sha256 = "bb",
                      .status = DocumentStatus::NoTables,
                      .error = "no table, on any page",
                      .pages = 3};
  const ManifestRow a{.document = "a",
                      .source = "x/a.pdf",
                      .sha256 = "aa",
                      .pages = 2,
                      .tables = 13,
                      .cells = 700,
                      .repaired = 1,
                      .flagged = 4,
                      .failed_identities = 2};
  const std::string text = manifest_csv({b, a}, MetaTable(), /*bom=*/false);
  EXPECT_EQ(text,
            "document,source,sha256,status,error,pages,tables,cells,repaired,flagged,"
            "failed_identities\n"
            "a,x/a.pdf,aa,ok,,2,13,700,1,4,2\n"
            "b,\"b\n1.pdf\",bb,no_tables,\"no table, on any page\",3,0,0,0,0,0\n");
  EXPECT_EQ(read_manifest(folder.write("manifest.csv", text)), (std::vector<ManifestRow>{a, b}));
}

TEST(Manifest, SomebodyElsesFileIsRefused) {
  const ScratchFolder folder;
  EXPECT_THROW(read_manifest(folder.write("manifest.csv", "name,size\n")), InputError);
  EXPECT_TRUE(read_manifest(folder.path() / "none.csv").empty());
}

TEST(MetaTable, IsCarriedIntoTheManifest) {
  const ScratchFolder folder;
  const MetaTable meta(folder.write("m.csv",
                                    "file,source_url,region_code\n"
                                    "a.pdf,http://a,510824\n"
                                    "x/b.pdf,http://b,510800\n"
                                    "c.pdf,http://c,1\n"));
  EXPECT_EQ(meta.columns(), (std::vector<std::string>{"source_url", "region_code"}));
  EXPECT_EQ(meta.values("deep/a.pdf"), (std::vector<std::string>{"http://a", "510824"}));
  EXPECT_EQ(meta.values("x/b.pdf"), (std::vector<std::string>{"http://b", "510800"}));
  EXPECT_EQ(meta.values("b.pdf"), (std::vector<std::string>{"", ""}));
  EXPECT_EQ(meta.unused({"deep/a.pdf", "x/b.pdf"}), std::vector<std::string>{"c.pdf"});
}

TEST(MetaTable, BadFilesAreRefused) {
  const ScratchFolder folder;
  EXPECT_THROW(MetaTable(folder.write("1.csv", "name,url\n")), InputError);
  EXPECT_THROW(MetaTable(folder.write("2.csv", "file,status\n")), InputError);
  EXPECT_THROW(MetaTable(folder.write("3.csv", "file,a\nx\n")), InputError);
  EXPECT_THROW(MetaTable(folder.write("4.csv", "file,a\nx,1\nx,2\n")), InputError);
  EXPECT_THROW(MetaTable(folder.path() / "none.csv"), InputError);
}

}  // namespace
}  // namespace gouji
