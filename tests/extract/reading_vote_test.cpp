#include "extract/reading/reading_vote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gouji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RawCell chosen(ContentClass content, const std::vector<Reading>& readings, bool crossed = false) {
  CellEvidence evidence;
  evidence.content = content;
  evidence.lines.push_back({cv::Rect(0, 0, 66, 20), 20, 4, 1, 0, 1});  // room for dd.dd
  evidence.crossed = crossed;
  RawCell cell;
  vote(evidence, readings, {}, cell);
  return cell;
}

TEST(Vote, SureTextStands) {
  const RawCell cell = chosen(ContentClass::Text, {{"公用经费", 0.99, "ppocr", 0.01}});
  EXPECT_EQ(chosen_text(cell), "公用经费");
  EXPECT_THAT(cell.reasons, IsEmpty());
}

TEST(Vote, TextOfLowProbabilityIsShown) {
  const RawCell cell = chosen(ContentClass::Text, {{"公用经费", 0.9, "ppocr", 0.6}});
  EXPECT_THAT(cell.reasons, ElementsAre("low_confidence"));
}

TEST(Vote, SecondReaderConfirmsText) {
  const RawCell cell =
      chosen(ContentClass::Text,
             {{"公用经费", 0.6, "ppocr", 0.6}, {"公用 经费", 0.9, "tesseract-chi_sim", 0.1}});
  EXPECT_TRUE(cell.agreed);
  EXPECT_THAT(cell.reasons, IsEmpty());
}

TEST(Vote, WidthOfBracketsIsNoContradiction) {
  const RawCell cell =
      chosen(ContentClass::Text,
             {{"维修（护）费", 0.6, "ppocr", 0.5}, {"维修(护)费", 0.9, "tesseract-chi_sim", 0.1}});
  EXPECT_EQ(chosen_text(cell), "维修（护）费");
  EXPECT_TRUE(cell.agreed);
  EXPECT_THAT(cell.reasons, IsEmpty());
}

TEST(Vote, DirtAtTheEndOfTextGoesAndIsKeptAsARival) {
  const RawCell cell = chosen(ContentClass::Text, {{"运转保障率.", 0.99, "ppocr", 0.01}});
  EXPECT_EQ(chosen_text(cell), "运转保障率");
  ASSERT_EQ(cell.readings.size(), 2U);
  EXPECT_EQ(cell.readings[1].text, "运转保障率.");
}

TEST(Vote, BoundOnSilentFiguresDecidesWhatIsShown) {
  CellEvidence evidence;
  evidence.content = ContentClass::Amount;
  evidence.lines.push_back({cv::Rect(0, 0, 66, 20), 20, 4, 1, 0, 1});
  const std::vector<Reading> agreeing = {{"12.34", 0.9, "small", 0.11},
                                         {"12.34", 0.9, "ppocr", 0.11}};
  ReadingOptions lenient, strict;
  lenient.max_silent = 0.1;
  strict.max_silent = 1e-6;
  RawCell shown, silent;
  vote(evidence, agreeing, strict, shown);
  vote(evidence, agreeing, lenient, silent);
  EXPECT_THAT(shown.reasons, ElementsAre("low_confidence"));
  EXPECT_THAT(silent.reasons, IsEmpty());
}

TEST(Vote, HashMarksAreFlaggedNeverGuessed) {
  for (const ContentClass content : {ContentClass::Amount, ContentClass::Text}) {
    const RawCell cell =
        chosen(content, {{"####", 0.99, "ppocr", 0.01}, {"####", 0.99, "tesseract-eng", 0.01}});
    EXPECT_EQ(chosen_text(cell), "####");
    EXPECT_THAT(cell.reasons, testing::Contains("hash_marks"));
  }
}

TEST(Vote, CutOffFigureOfOneReaderIsFlagged) {
  CellEvidence evidence;
  evidence.content = ContentClass::Amount;
  evidence.lines.push_back({cv::Rect(0, 0, 66, 20), 20, 4, 1, 0, 1});
  evidence.cut_off = true;
  RawCell cell;
  vote(evidence, {{"12.34", 0.99, "small", 0.01}}, {}, cell);
  EXPECT_THAT(cell.reasons, testing::Contains("cut_off"));
}

TEST(Vote, WeakReaderNeverOverrules) {
  const RawCell cell =
      chosen(ContentClass::Text,
             {{"计算方法为：", 0.4, "ppocr", 0.9}, {"计算方法为;", 0.9, "tesseract-chi_sim", 0.1}});
  EXPECT_EQ(chosen_text(cell), "计算方法为：");
  EXPECT_THAT(cell.reasons, ElementsAre("low_confidence"));
}

TEST(Vote, ShapeOfASignIsTaken) {
  const RawCell cell =
      chosen(ContentClass::Text, {{"≤", 0.99, "shape", 0.01}, {"V", 0.4, "ppocr", 0.9}});
  EXPECT_EQ(chosen_text(cell), "≤");
  EXPECT_THAT(cell.reasons, IsEmpty());
}

TEST(Vote, ReaderOfDigitsKnowsItsSigns) {
  const RawCell cell =
      chosen(ContentClass::Text, {{"2", 0.42, "ppocr", 0.87}, {"＝", 0.55, "small", 0.6}});
  EXPECT_EQ(chosen_text(cell), "＝");
  EXPECT_THAT(cell.reasons, ElementsAre("low_confidence"));
}

TEST(Vote, ShapeAgainstASureReaderIsShown) {
  const RawCell cell =
      chosen(ContentClass::Text, {{"≤", 0.99, "shape", 0.01}, {"S", 0.98, "ppocr", 0.02}});
  EXPECT_EQ(chosen_text(cell), "≤");
  EXPECT_THAT(cell.reasons, ElementsAre("readers_disagree"));
}

TEST(Vote, TwoOfThreeReadersOfNumbersWin) {
  const RawCell cell = chosen(ContentClass::Amount,
                              {{"12.84", 0.4, "small", 0.9},
                               {"12.34", 0.9, "ppocr", 0.1},
                               {"12.34", 0.9, "tesseract-eng", 0.1}});
  EXPECT_EQ(chosen_text(cell), "12.34");
  EXPECT_TRUE(cell.agreed);
}

TEST(Vote, TwoWeakReadersAgainstABetterOneAreShown) {
  const RawCell cell = chosen(ContentClass::Amount,
                              {{"12.34", 0.5, "small", 0.7},
                               {"123.34", 0.65, "ppocr", 0.43},
                               {"12.34", 0.4, "tesseract-eng", 0.9}});
  EXPECT_EQ(chosen_text(cell), "12.34");
  EXPECT_THAT(cell.reasons, ElementsAre("readers_disagree"));
}

TEST(Vote, ReaderWithThePointIsTaken) {
  const RawCell cell = chosen(ContentClass::Amount,
                              {{"1234", 0.89, "small", 0.12},
                               {"12.34", 0.99, "ppocr", 0.01},
                               {"1234", 0.8, "tesseract-eng", 0.2}});
  EXPECT_EQ(chosen_text(cell), "12.34");
  EXPECT_THAT(cell.reasons, ElementsAre("readers_disagree"));
}

TEST(Vote, NumbersReadTwoWaysAreShown) {
  const RawCell cell =
      chosen(ContentClass::Amount, {{"12.84", 0.97, "small", 0.03}, {"12.34", 0.9, "ppocr", 0.1}});
  EXPECT_EQ(chosen_text(cell), "12.84");
  EXPECT_THAT(cell.reasons, ElementsAre("readers_disagree"));
}

TEST(Vote, WhatLiesOverACellIsShownEvenWhenReadersAgree) {
  const RawCell cell = chosen(ContentClass::Amount,
                              {{"12.34", 0.97, "small", 0.03}, {"12.34", 0.9, "ppocr", 0.1}},
                              /*crossed=*/true);
  EXPECT_THAT(cell.reasons, ElementsAre("crossed"));
}

}  // namespace
}  // namespace gouji
