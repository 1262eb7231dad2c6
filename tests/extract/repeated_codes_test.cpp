#include "extract/reading/repeated_codes.h"

#include <gmock/gmock.h>

#include "tests/extract/one_column.h"

namespace gouji {
namespace {

using testing::ElementsAre;

std::vector<std::string> mended(RawTable table) {
  mend_repeated_codes(table);
  return texts_of(table);
}

TEST(RepeatedCodes, WornCellsSayWhatTheirColumnRepeats) {
  EXPECT_THAT(mended(one_column({"单位编码", "347004", "347004", "?47004", "347004", "?14704"})),
              ElementsAre("单位编码", "347004", "347004", "347004", "347004", "347004"));
}

TEST(RepeatedCodes, AColumnThatIsWornAllOverHasWholeCodes) {
  EXPECT_THAT(mended(one_column({"?347004", "?47004", "?347004", "?34704", "?14°004", "?347004"})),
              ElementsAre("347004", "347004", "347004", "347004", "347004", "347004"));
  // One digit told apart.
  EXPECT_THAT(mended(one_column({"?347004", "?347005", "?347004", "?347006", "?347004"})),
              testing::Contains("347005"));
}

TEST(RepeatedCodes, TheyStayFlaggedAndKeepWhatWasRead) {
  RawTable table = one_column({"347004", "347004", "347004", "?47004"});
  mend_repeated_codes(table);
  EXPECT_THAT(table.cells[3].reasons, ElementsAre("low_confidence"));
  ASSERT_EQ(table.cells[3].readings.size(), 2U);
  EXPECT_EQ(table.cells[3].readings[1].text, "47004");
}

TEST(RepeatedCodes, WhatIsCutOffIsNotGuessed) {
  RawTable table = one_column({"347004", "347004", "347004", "?47004"});
  table.cells[3].reasons = {"cut_off"};
  EXPECT_THAT(mended(table), testing::Contains("47004"));
}

TEST(RepeatedCodes, SureCellsAndOtherPrintStay) {
  EXPECT_THAT(mended(one_column({"347004", "347004", "347004", "?其他", "?2013.60", "?99"})),
              ElementsAre("347004", "347004", "347004", "其他", "2013.60", "99"));
  EXPECT_THAT(mended(one_column({"347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347004",
                                 "347005"})),
              testing::Contains("347005"));
}

TEST(RepeatedCodes, AColumnOfManyCodesTellsNothing) {
  EXPECT_THAT(
      mended(one_column({"2010301", "2010302", "2010301", "2010350", "?2010399", "2010301"})),
      testing::Contains("2010399"));
}

TEST(RepeatedCodes, ShortCodesAndFewCellsTellNothing) {
  EXPECT_THAT(mended(one_column({"301", "301", "301", "301", "?302"})), testing::Contains("302"));
  EXPECT_THAT(mended(one_column({"347004", "347004", "?347005"})), testing::Contains("347005"));
}

TEST(RepeatedCodes, ATextLayerSaysWhatItSays) {
  RawTable table = one_column({"347004", "347004", "347004", "?47004"});
  table.text_source = TextSource::Layer;
  EXPECT_THAT(mended(table), testing::Contains("47004"));
}

}  // namespace
}  // namespace gouji
