#include "extract/reading/misread_places.h"

#include <gmock/gmock.h>

#include "tests/extract/one_column.h"

namespace gouji {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kKnown = {"荥经县", "阆中市", "开平区", "泸县"};

std::vector<std::string> mended(RawTable table, const std::vector<std::string>& lines) {
  RawTable* const tables[] = {&table};
  mend_misread_places(tables, lines, kKnown);
  return texts_of(table);
}

TEST(MisreadPlaces, AreThePlacesThatTheDocumentPrints) {
  EXPECT_THAT(mended(one_column({"荣经县医疗保障局", "?阀中市农业局", "阆中市农业局"}),
                     {"单位:349011-荥经县医疗保障局"}),
              ElementsAre("荥经县医疗保障局", "阆中市农业局", "阆中市农业局"));
}

TEST(MisreadPlaces, AreFlaggedAndKeepWhatWasRead) {
  RawTable table = one_column({"荣经县医疗保障局", "荥经县医疗保障局"});
  RawTable* const tables[] = {&table};
  mend_misread_places(tables, {}, kKnown);
  EXPECT_THAT(table.cells[0].reasons, ElementsAre("low_confidence"));
  ASSERT_EQ(table.cells[0].readings.size(), 2U);
  EXPECT_EQ(table.cells[0].readings[1].text, "荣经县医疗保障局");
  EXPECT_THAT(table.cells[1].reasons, testing::IsEmpty());
}

TEST(MisreadPlaces, OtherWordsAndPlacesThatAreNotPrintedStay) {
  // 开发区 is near 开平区, which nothing in the document says; 全县 is too short to tell.
  EXPECT_THAT(mended(one_column({"开发区管理", "全县绿化", "荣经县医疗保障局"}), {"泸县"}),
              ElementsAre("开发区管理", "全县绿化", "荣经县医疗保障局"));
}

TEST(MisreadPlaces, AKnownPlaceIsNotMisread) {
  const std::vector<std::string> known = {"南江县", "通江县"};
  RawTable table = one_column({"南江县水利局", "通江县水利局"});
  RawTable* const tables[] = {&table};
  mend_misread_places(tables, {}, known);
  EXPECT_THAT(texts_of(table), ElementsAre("南江县水利局", "通江县水利局"));
}

TEST(MisreadPlaces, ATextLayerSaysWhatItSays) {
  RawTable table = one_column({"荣经县医疗保障局", "荥经县医疗保障局"});
  table.text_source = TextSource::Layer;
  EXPECT_THAT(mended(table, {}), ElementsAre("荣经县医疗保障局", "荥经县医疗保障局"));
}

}  // namespace
}  // namespace gouji
