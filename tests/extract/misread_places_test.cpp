#include "extract/reading/misread_places.h"

#include <gmock/gmock.h>

#include "tests/extract/one_column.h"

namespace gouji {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kKnown = {"荥经县", "阆中市", "开平区", "泸县", "开县"};

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

TEST(MisreadPlaces, ShortOnesAreToldByTheWordsBehindThem) {
  EXPECT_THAT(
      mended(one_column({"沪县司法局机关", "沪县绿化", "全县司法局", "县司法局", "开县司法局"}),
             {"单位:泸县司法局机关"}),
      ElementsAre("泸县司法局机关", "沪县绿化", "全县司法局", "县司法局", "开县司法局"));
}

TEST(MisreadPlaces, ALostCharacterIsToldByTheWordsBehind) {
  EXPECT_THAT(mended(one_column({"阆市农业局", "中市农业局", "阆市水利", "阆中市农业局"}), {}),
              ElementsAre("阆中市农业局", "阆中市农业局", "阆市水利", "阆中市农业局"));
}

TEST(MisreadPlaces, AboveATableTheyStandBehindASign) {
  RawTable table = one_column({"荥经县医疗保障局"});
  table.head_lines = {{"单位：349011-荣经县医疗保障局", {}}, {"金额单位：万元", {}}};
  RawTable* const tables[] = {&table};
  mend_misread_places(tables, {}, kKnown);
  EXPECT_EQ(table.head_lines[0].text, "单位：349011-荥经县医疗保障局");
  EXPECT_EQ(table.head_lines[1].text, "金额单位：万元");
}

}  // namespace
}  // namespace gouji
