#include "extract/reading/repeated_figures.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using testing::ElementsAre;

RawCell sure(const std::string& text) {
  RawCell cell;
  cell.readings = {{text, 0.95, "small", 0.05}};
  return cell;
}

RawCell flagged(std::vector<Reading> readings) {
  RawCell cell;
  cell.readings = std::move(readings);
  cell.reasons = {"low_confidence"};
  return cell;
}

/// What the cells of a scan's row say once mended.
std::vector<std::string> mended(std::vector<RawCell> cells) {
  RawTable table;
  table.rows = 1;
  table.columns = static_cast<int>(cells.size());
  table.text_source = TextSource::Ocr;
  for (int column = 0; column < table.columns; ++column)
    cells[static_cast<std::size_t>(column)].column = column;
  table.cells = std::move(cells);
  mend_repeated_figures(table);
  std::vector<std::string> texts;
  for (const RawCell& cell : table.cells) texts.push_back(chosen_text(cell));
  return texts;
}

TEST(RepeatedFigures, AWornOneSaysWhatSureOnesOfItsRowSay) {
  EXPECT_THAT(mended({sure("97.71"), flagged({{"97.74", 0.3, "small", 1.2}}), sure("97.71")}),
              ElementsAre("97.71", "97.71", "97.71"));
}

TEST(RepeatedFigures, WornOnesAreReadTogether) {
  const std::vector<Reading> first = {{"117.80", 0.5, "small", 0.9}, {"117.86", 0.3, "small", 1.1}};
  const std::vector<Reading> second = {{"117.86", 0.6, "small", 0.6}};
  const std::vector<Reading> third = {{"11.86", 0.4, "small", 1}, {"117.86", 0.3, "ppocr", 1.2}};
  EXPECT_THAT(mended({flagged(first), flagged(second), flagged(third)}),
              ElementsAre("117.86", "117.86", "117.86"));
}

TEST(RepeatedFigures, AnotherReadingThatIsAFigureOfTheRowIsLikelier) {
  EXPECT_THAT(mended({sure("0.00"),
                      flagged({{"62", 0.3, "tesseract-eng", 1.2}, {"0.00", 0.2, "ppocr", 1.6}}),
                      flagged({{"62", 0.9, "small", 0.1}, {"0.00", 0.1, "ppocr", 2.6}})}),
              ElementsAre("0.00", "0.00", "62"));
}

TEST(RepeatedFigures, OtherFiguresOfTheRowSayNothing) {
  EXPECT_THAT(mended({sure("97.71"), sure("12.00"), flagged({{"0.00", 0.3, "small", 1.2}})}),
              ElementsAre("97.71", "12.00", "0.00"));
  EXPECT_THAT(mended({sure("301"), sure("01"), flagged({{"02", 0.3, "small", 1.2}})}),
              ElementsAre("301", "01", "02"));
}

TEST(RepeatedFigures, WhatIsCutOffIsNotGuessed) {
  RawCell cut = flagged({{"97.7", 0.9, "small", 0.5}});
  cut.reasons = {"cut_off"};
  EXPECT_THAT(mended({sure("97.71"), cut, sure("97.71")}), ElementsAre("97.71", "97.7", "97.71"));
}

TEST(RepeatedFigures, SureCellsStay) {
  EXPECT_THAT(mended({sure("97.71"), sure("97.71"), sure("97.74")}),
              ElementsAre("97.71", "97.71", "97.74"));
}

TEST(RepeatedFigures, WhatIsReadClearlyOutweighsOneWornNeighbour) {
  EXPECT_THAT(
      mended({flagged({{"97.74", 0.9, "small", 0.1}}), flagged({{"97.71", 0.2, "small", 3}})}),
      ElementsAre("97.74", "97.74"));
}

}  // namespace
}  // namespace gouji
