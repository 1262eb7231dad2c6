#include "extract/reading/lost_stops.h"

#include <gmock/gmock.h>

#include "tests/extract/one_column.h"

namespace gouji {
namespace {

using testing::ElementsAre;

const std::string kSentence = "做好项目审计工作，按规定使用资金";

std::vector<std::string> ended(RawTable table) {
  RawTable* const tables[] = {&table};
  add_lost_stops(tables);
  return texts_of(table);
}

TEST(LostStops, FlaggedSentencesEndWithAStop) {
  EXPECT_THAT(ended(one_column({"?" + kSentence, "?完成年度任务", "?" + kSentence + "。"})),
              ElementsAre(kSentence + "。", "完成年度任务", kSentence + "。"));
}

TEST(LostStops, WhatWasReadWithoutBecomesARival) {
  RawTable table = one_column({"?" + kSentence, "合计"});
  RawTable* const tables[] = {&table};
  add_lost_stops(tables);
  ASSERT_EQ(table.cells[0].readings.size(), 2U);
  EXPECT_EQ(table.cells[0].readings[1].text, kSentence);
}

TEST(LostStops, ADocumentThatEndsItsSentencesWithoutStopsKeepsThemSo) {
  EXPECT_THAT(ended(one_column({kSentence, "?" + kSentence})), ElementsAre(kSentence, kSentence));
  EXPECT_THAT(ended(one_column({kSentence + "。", kSentence, "?" + kSentence})),
              ElementsAre(kSentence + "。", kSentence, kSentence + "。"));
}

TEST(LostStops, ASentenceMayGoOnOnTheNextPage) {
  RawTable first = one_column({"合计", "?" + kSentence}),
           next = one_column({"?" + kSentence, "合计"});
  RawTable* const tables[] = {&first, &next};
  add_lost_stops(tables);
  EXPECT_EQ(chosen_text(first.cells[1]), kSentence);
  EXPECT_EQ(chosen_text(next.cells[0]), kSentence + "。");
}

TEST(LostStops, ATextLayerSaysWhatItSays) {
  RawTable table = one_column({"?" + kSentence, "合计"});
  table.text_source = TextSource::Layer;
  EXPECT_THAT(ended(table), ElementsAre(kSentence, "合计"));
}

}  // namespace
}  // namespace gouji
