// Probability matrices written by hand; the expected probabilities are worked out on paper beside
// them.
#include "extract/reading/phrase_trie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace gouji {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr int kA = 1, kB = 2, kC = 3;
constexpr double kNoFloor = 0;

struct Matrix {
  std::vector<float> values;

  CtcMatrix view() const { return {values, static_cast<int>(values.size()) / 4, 4}; }
};

PhraseTrie trie_of(const std::vector<std::vector<int>>& phrases) {
  PhraseTrie trie;
  for (std::size_t p = 0; p < phrases.size(); ++p) trie.add(phrases[p], static_cast<int>(p));
  return trie;
}

double probability(const PhraseCost& c) {
  return std::exp(-c.cost);
}

// Steps over blank, a, b, c.
const Matrix kTwoSteps{{0.1F, 0.6F, 0.2F, 0.1F, 0.3F, 0.1F, 0.5F, 0.1F}};

TEST(PhraseTrie, SumsOverAllAlignments) {
  // "ab": a then b, 0.6 * 0.5. "b": b b, b blank, blank b: 0.2 * 0.5 + 0.2 * 0.3 + 0.1 * 0.5.
  const auto costs = trie_of({{kB}, {kA, kB}}).likeliest(kTwoSteps.view(), kNoFloor, 9);
  ASSERT_THAT(costs, SizeIs(2));
  EXPECT_EQ(costs[0].phrase, 1);
  EXPECT_NEAR(probability(costs[0]), 0.30, 1e-6);
  EXPECT_EQ(costs[1].phrase, 0);
  EXPECT_NEAR(probability(costs[1]), 0.21, 1e-6);
}

TEST(PhraseTrie, CostsAreThoseOfTheDecoder) {
  const auto strings = decode_beam(kTwoSteps.view(), {.best = 1});
  const auto costs = trie_of({strings.at(0).symbols}).likeliest(kTwoSteps.view(), kNoFloor, 1);
  EXPECT_NEAR(costs.at(0).cost, strings[0].cost, 1e-9);
}

TEST(PhraseTrie, ARepeatNeedsABlankBetween) {
  EXPECT_THAT(trie_of({{kA, kA}}).likeliest(kTwoSteps.view(), kNoFloor, 9), IsEmpty());
  const Matrix three{{0.0F, 1.0F, 0.0F, 0.0F, 0.5F, 0.5F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F, 0.0F}};
  const auto costs = trie_of({{kA, kA}}).likeliest(three.view(), kNoFloor, 9);
  ASSERT_THAT(costs, SizeIs(1));
  EXPECT_NEAR(probability(costs[0]), 0.5, 1e-6);
}

TEST(PhraseTrie, ASignThatTheNetworkRulesOutCostsTheFloor) {
  const Matrix sure{{0.0F, 1.0F, 0.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F}};  // "ab", no doubt
  EXPECT_THAT(trie_of({{kA, kC}}).likeliest(sure.view(), kNoFloor, 9), IsEmpty());
  const auto costs = trie_of({{kA, kC}}).likeliest(sure.view(), 0.01, 9);
  ASSERT_THAT(costs, SizeIs(1));
  EXPECT_NEAR(probability(costs[0]), 0.01, 1e-3);
}

TEST(PhraseTrie, LongLinesDoNotUnderflow) {
  Matrix line;
  std::vector<int> phrase;
  for (int k = 0; k < 200; ++k) {
    line.values.insert(line.values.end(), {0.9F, 0.01F, 0.01F, 0.01F});
    line.values.insert(line.values.end(), {0.0F, 0.01F, 0.01F, 0.01F});
    phrase.push_back(k % 2 == 0 ? kA : kB);
  }
  const auto costs = trie_of({phrase}).likeliest(line.view(), kNoFloor, 9);
  ASSERT_THAT(costs, SizeIs(1));
  EXPECT_TRUE(std::isfinite(costs[0].cost));
  EXPECT_GT(costs[0].cost, 800);  // 200 signs of 0.01 are 921 nats; alignments take some off
}

TEST(PhraseTrie, GivesNoMoreThanAskedFor) {
  const PhraseTrie trie = trie_of({{kA}, {kB}, {kC}});
  EXPECT_THAT(trie.likeliest(kTwoSteps.view(), kNoFloor, 2), SizeIs(2));
  EXPECT_THAT(trie.likeliest({{}, 0, 4}, kNoFloor, 2), IsEmpty());
}

}  // namespace
}  // namespace gouji
