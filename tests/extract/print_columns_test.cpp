#include "extract/grid/print_columns.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr Dpi kDpi{72};  // a pixel is a point
const std::vector<int> kRows{0, 20, 40, 60, 80, 100, 120};

/// A word in each row from `first` on, `height` high in the middle of it.
void add_words(std::vector<cv::Rect>& signs, std::size_t first, int from, int to) {
  for (std::size_t r = first; r + 1 < kRows.size(); ++r)
    signs.emplace_back(from, kRows[r] + 6, to - from, 8);
}

std::vector<ColumnGap> gaps(const std::vector<cv::Rect>& signs,
                            const std::vector<int>& rows = kRows) {
  const auto in_rows = signs_in_rows(signs, rows);
  return gaps_between_columns(find_header(in_rows, kDpi, {}), in_rows, kDpi, {});
}

MATCHER_P2(Between, from, to, "") {
  return arg.from == from && arg.to == to;
}

TEST(GapsBetweenColumns, LieWherePrintStandsApartInAllRows) {
  std::vector<cv::Rect> signs;
  add_words(signs, 0, 10, 40);
  add_words(signs, 0, 60, 90);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 60)));
}

TEST(GapsBetweenColumns, TheRulingIsNearestToPrintThatKeepsToASide) {
  std::vector<cv::Rect> right, left;
  for (int r = 0; r < 6; ++r) {
    right.emplace_back(30 - 4 * r, 20 * r + 6, 10 + 4 * r, 8);  // all end at 40
    right.emplace_back(70 - 3 * r, 20 * r + 6, 10 + 6 * r, 8);
    left.emplace_back(30 - 4 * r, 20 * r + 6, 10 + 6 * r, 8);
    left.emplace_back(70, 20 * r + 6, 10 + 6 * r, 8);  // all begin at 70
  }
  EXPECT_THAT(gaps(right), ElementsAre(Field(&ColumnGap::likeliest, 43)));
  EXPECT_THAT(gaps(left), ElementsAre(Field(&ColumnGap::likeliest, 67)));
}

TEST(GapsBetweenColumns, AnOrdinalAndItsTextAreOneColumn) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 22);
  add_words(signs, 1, 28, 90);
  signs.emplace_back(18, 6, 24, 8);  // one header, over both
  EXPECT_THAT(gaps(signs), IsEmpty());
}

TEST(GapsBetweenColumns, AsNearToEachOtherTwoColumnsHaveAHeaderEach) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 22);
  add_words(signs, 1, 28, 90);
  for (const int x : {12, 40, 120}) signs.emplace_back(x, 6, 8, 8);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(22, 28)));
}

TEST(GapsBetweenColumns, ColumnsWithNothingButAHeaderCount) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 40);
  for (const int x : {10, 60, 100}) signs.emplace_back(x, 6, 20, 8);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 60), Between(80, 100)));
}

TEST(GapsBetweenColumns, AHeaderInTheMiddleAndFiguresAtASideAreOneColumn) {
  std::vector<cv::Rect> signs;
  add_words(signs, 0, 10, 40);
  add_words(signs, 1, 130, 150);
  signs.emplace_back(90, 6, 20, 8);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 90)));
}

TEST(GapsBetweenColumns, AHeaderWithAGapBeforeItsBracketIsOne) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 40);
  signs.emplace_back(15, 6, 25, 8);
  signs.emplace_back(46, 6, 20, 8);
  signs.emplace_back(80, 6, 20, 8);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(66, 80)));
}

TEST(GapsBetweenColumns, ALongTextAcrossAnEdgeOfFewRowsLeavesNoGap) {
  std::vector<cv::Rect> signs;
  add_words(signs, 0, 10, 40);
  add_words(signs, 0, 60, 90);
  signs.emplace_back(20, 46, 50, 8);
  EXPECT_THAT(gaps(signs), IsEmpty());
}

TEST(GapsBetweenColumns, ALoneSignOfTheHeaderIsNoColumn) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 30);
  signs.emplace_back(16, 6, 8, 8);
  signs.emplace_back(50, 6, 8, 8);
  EXPECT_THAT(gaps(signs), IsEmpty());
}

TEST(GapsBetweenColumns, WhatLiesAboveTheColumnsHeadersMayLieAcross) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 40);
  add_words(signs, 1, 60, 90);
  signs.emplace_back(30, 6, 40, 8);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 60)));
}

TEST(GapsBetweenColumns, AMergedCellInOneRowOfTenMayLieAcross) {
  std::vector<int> rows{0};
  std::vector<cv::Rect> signs;
  for (int r = 0; r < 10; ++r) {
    rows.push_back(20 * (r + 1));
    if (r == 1) {
      signs.emplace_back(35, 20 * r + 6, 30, 8);
      continue;
    }
    signs.emplace_back(10, 20 * r + 6, 30, 8);
    signs.emplace_back(60, 20 * r + 6, 30, 8);
  }
  EXPECT_THAT(gaps(signs, rows), ElementsAre(Between(40, 60)));
}

TEST(GapsBetweenColumns, AWrappedHeaderFillsItsCell) {
  std::vector<cv::Rect> signs;
  add_words(signs, 1, 10, 40);
  signs.emplace_back(15, 6, 20, 8);
  for (const int x : {60, 85}) {
    signs.emplace_back(x, 1, 20, 8);
    signs.emplace_back(x, 11, 20, 8);
  }
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 60), Between(80, 85)));
}

TEST(GapsBetweenColumns, TheWidestPaperBetweenTwoHeadersParts) {
  std::vector<cv::Rect> signs;
  for (const int x : {12, 100, 150}) signs.emplace_back(x, 6, 16, 8);
  for (std::size_t r = 1; r + 1 < kRows.size(); ++r) {
    signs.emplace_back(4, kRows[r] + 6, 40, 8);
    signs.emplace_back(46, kRows[r] + 6, 10, 8);  // the figures behind the point
    signs.emplace_back(60, kRows[r] + 6, 70, 8);
  }
  EXPECT_THAT(gaps(signs), ElementsAre(Between(56, 60), Between(130, 150)));
}

TEST(GapsBetweenColumns, MorePaperBesideAHeaderThanBetweenColumnsIsNoGap) {
  std::vector<cv::Rect> signs;
  for (const int x : {12, 100, 180}) signs.emplace_back(x, 6, 16, 8);
  add_words(signs, 1, 4, 40);
  add_words(signs, 1, 140, 170);  // below the second header, at the right
  add_words(signs, 1, 182, 200);
  EXPECT_THAT(gaps(signs), ElementsAre(Between(40, 100), Between(170, 180)));
}

TEST(GapsBetweenColumns, WithoutPrintThereAreNone) {
  EXPECT_THAT(gaps({}), IsEmpty());
}

}  // namespace
}  // namespace gouji
