#include "extract/reading/lost_stops.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using testing::ElementsAre;

const std::string kSentence = "做好项目审计工作，按规定使用资金";

/// A scan's table of one column; '?' before a text flags it.
RawTable column(const std::vector<std::string>& texts) {
  RawTable table;
  table.rows = static_cast<int>(texts.size());
  table.columns = 1;
  table.text_source = TextSource::Ocr;
  for (int row = 0; row < table.rows; ++row) {
    const std::string& text = texts[static_cast<std::size_t>(row)];
    const bool flagged = text.front() == '?';
    RawCell cell;
    cell.row = row;
    cell.readings = {{text.substr(flagged ? 1 : 0), 0.5, "ppocr", 0.7}};
    if (flagged) cell.reasons = {"low_confidence"};
    table.cells.push_back(cell);
  }
  return table;
}

std::vector<std::string> texts_of(const RawTable& table) {
  std::vector<std::string> texts;
  for (const RawCell& cell : table.cells) texts.push_back(chosen_text(cell));
  return texts;
}

std::vector<std::string> ended(RawTable table) {
  RawTable* const tables[] = {&table};
  add_lost_stops(tables);
  return texts_of(table);
}

TEST(LostStops, FlaggedSentencesEndWithAStop) {
  EXPECT_THAT(ended(column({"?" + kSentence, "?完成年度任务", "?" + kSentence + "。"})),
              ElementsAre(kSentence + "。", "完成年度任务", kSentence + "。"));
}

TEST(LostStops, WhatWasReadWithoutBecomesARival) {
  RawTable table = column({"?" + kSentence, "合计"});
  RawTable* const tables[] = {&table};
  add_lost_stops(tables);
  ASSERT_EQ(table.cells[0].readings.size(), 2U);
  EXPECT_EQ(table.cells[0].readings[1].text, kSentence);
}

TEST(LostStops, ADocumentThatEndsItsSentencesWithoutStopsKeepsThemSo) {
  EXPECT_THAT(ended(column({kSentence, "?" + kSentence})), ElementsAre(kSentence, kSentence));
  EXPECT_THAT(ended(column({kSentence + "。", kSentence, "?" + kSentence})),
              ElementsAre(kSentence + "。", kSentence, kSentence + "。"));
}

TEST(LostStops, ASentenceMayGoOnOnTheNextPage) {
  RawTable first = column({"合计", "?" + kSentence}), next = column({"?" + kSentence, "合计"});
  RawTable* const tables[] = {&first, &next};
  add_lost_stops(tables);
  EXPECT_EQ(chosen_text(first.cells[1]), kSentence);
  EXPECT_EQ(chosen_text(next.cells[0]), kSentence + "。");
}

TEST(LostStops, ATextLayerSaysWhatItSays) {
  RawTable table = column({"?" + kSentence, "合计"});
  table.text_source = TextSource::Layer;
  EXPECT_THAT(ended(table), ElementsAre(kSentence, "合计"));
}

}  // namespace
}  // namespace gouji
