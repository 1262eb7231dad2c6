#include "extract/grid/level_proof.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gouji {
namespace {

constexpr int kExtent = 400;
constexpr ProofScale kScale{166, 3, 36, 2};  // 200 dpi

Level made(double at, double longest) {
  Level level;
  level.at = at;
  level.thickness = 2;
  level.longest = longest;
  level.ink.assign(kExtent, 0);
  level.across.assign(kExtent, 0);
  return level;
}

void ink(Level& level, int from, int to) {
  for (int i = from; i < to; ++i) {
    level.ink[static_cast<std::size_t>(i)] = 1;
    level.across[static_cast<std::size_t>(i)] = 2;
  }
}

Level whole(double at) {
  Level level = made(at, kExtent);
  ink(level, 0, kExtent);
  return level;
}

// Rules from top to bottom; the rows between them are 26 pixels high, but for one of 60.
class LevelProof : public ::testing::Test {
 protected:
  const std::vector<Level> rows{whole(0), whole(26), whole(52), whole(112), whole(138)};
  std::vector<Level> uprights{whole(0), whole(kExtent - 1)};

  std::size_t proven_uprights() const {
    return proven(uprights, rows, kScale, {}, /*upright=*/true).size();
  }
};

TEST_F(LevelProof, AnUprightThroughLowAndHighRowsIsARuling) {
  uprights.push_back(made(200, 138));
  ink(uprights.back(), 0, 138);
  EXPECT_EQ(proven_uprights(), 3U);
}

TEST_F(LevelProof, StrokesInLowRowsThatAreShortInTheHighOneAreCharacters) {
  Level strokes = made(200, 52);
  for (const int top : {0, 26, 112}) ink(strokes, top, top + 26);
  ink(strokes, 74, 90);
  uprights.push_back(strokes);
  EXPECT_EQ(proven_uprights(), 2U);
}

TEST_F(LevelProof, AHighRowWithNothingThereMayBeACellOverSeveralColumns) {
  Level piece = made(200, 52);
  ink(piece, 0, 52);
  ink(piece, 112, 138);
  uprights.push_back(piece);
  EXPECT_EQ(proven_uprights(), 3U);
  std::fill(uprights.back().ink.begin() + 125, uprights.back().ink.end(), char{0});
  EXPECT_EQ(proven_uprights(), 2U);  // short in the last row
}

TEST_F(LevelProof, RulesThatLieAcrossNeedNoSuchWitness) {
  Level strokes = made(200, 52);
  for (const int top : {0, 26, 112}) ink(strokes, top, top + 26);
  EXPECT_EQ(proven({whole(0), strokes}, rows, kScale, {}, /*upright=*/false).size(), 2U);
}

TEST_F(LevelProof, WhereAllRowsAreLowOneIsEnough) {
  Level piece = made(200, 26);
  ink(piece, 26, 52);
  const std::vector<Level> low{whole(0), whole(26), whole(52)};
  EXPECT_EQ(proven({whole(0), piece}, low, kScale, {}, /*upright=*/true).size(), 2U);
}

// Pieces over more than half of ten rows, each 60 pixels high.
class WornLevel : public ::testing::Test {
 protected:
  static constexpr int kRow = 60;
  static constexpr int kTable = 10 * kRow;
  std::vector<Level> rows;
  Level pieces = made(200, 35);

  WornLevel() {
    pieces.ink.assign(kTable, 0);
    pieces.across.assign(kTable, 0);
    for (int top = 0; top <= kTable; top += kRow) rows.push_back(whole(top));
  }

  std::size_t proven_of(bool upright) const {
    return proven({whole(0), pieces}, rows, kScale, {}, upright).size();
  }
};

TEST_F(WornLevel, PiecesThatCrossTheRulesAreARuling) {
  for (int top = 0; top < kTable; top += kRow) {
    ink(pieces, top, top + 20);
    ink(pieces, top + 45, top + kRow);
  }
  EXPECT_EQ(proven_of(/*upright=*/true), 2U);
}

TEST_F(WornLevel, UprightsClearOfTheRulesAreCharacters) {
  for (int top = 0; top < kTable; top += kRow) ink(pieces, top + 15, top + 50);
  EXPECT_EQ(proven_of(/*upright=*/true), 1U);
  EXPECT_EQ(proven_of(/*upright=*/false), 2U);
}

/// A level between rules 80 pixels apart, with print on it.
class LevelAmongPrint : public ::testing::Test {
 protected:
  const std::vector<int> along{0, 80, 160, 240, 320, 400};
  const cv::Rect region{0, 0, kExtent, kExtent};
  cv::Mat page = cv::Mat::zeros(kExtent, kExtent, CV_8UC1);
  Level level = made(200, 80);

  void rule(int slot) {
    ink(level, 80 * slot, 80 * slot + 80);
    page(cv::Rect(80 * slot, 199, 80, 3)).setTo(255);
  }

  /// Characters over most of a slot, whose strokes run across the level.
  void words(int slot) {
    const int from = 80 * slot + 12;
    ink(level, from, from + 54);
    for (int x = from; x < from + 54; x += 9) page(cv::Rect(x, 185, 3, 30)).setTo(255);
  }

  bool stays() const {
    return !without_lines_of_text({level}, along, page, region, 332, 0.02).empty();
  }
};

TEST_F(LevelAmongPrint, AShortRuleInLineWithWordsStays) {
  words(1);
  rule(2);
  rule(4);
  EXPECT_TRUE(stays());
}

TEST_F(LevelAmongPrint, ALineOfWordsGoes) {
  for (const int slot : {0, 1, 3, 4}) words(slot);
  rule(2);
  EXPECT_FALSE(stays());
}

}  // namespace
}  // namespace gouji
