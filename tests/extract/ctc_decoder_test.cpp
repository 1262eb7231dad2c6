// Probability matrices written by hand; the expected probabilities are worked out on paper beside
// them.
#include "extract/reading/ctc_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace gouji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Matrix {
  std::vector<float> values;
  int classes = 3;

  CtcMatrix view() const { return {values, static_cast<int>(values.size()) / classes, classes}; }
};

double probability(const CtcString& s) {
  return std::exp(-s.cost);
}

TEST(CtcGreedy, CollapsesRepeatsAndKeepsThoseDividedByABlank) {
  const Matrix m{{0.1F,
                  0.8F,
                  0.1F,  // a
                  0.1F,
                  0.9F,
                  0.0F,  // a again: the same letter
                  0.7F,
                  0.2F,
                  0.1F,  // blank
                  0.2F,
                  0.6F,
                  0.2F,  // a: a second letter
                  0.1F,
                  0.2F,
                  0.7F}};  // b
  const CtcPath path = decode_greedy(m.view());
  EXPECT_THAT(path.symbols, ElementsAre(1, 1, 2));
  EXPECT_THAT(path.peaks,
              ElementsAre(testing::DoubleNear(0.9, 1e-6),
                          testing::DoubleNear(0.6, 1e-6),
                          testing::DoubleNear(0.7, 1e-6)));
}

TEST(CtcGreedy, OfNothingIsNothing) {
  EXPECT_THAT(decode_greedy(CtcMatrix{{}, 0, 3}).symbols, IsEmpty());
  EXPECT_THAT(decode_greedy(Matrix{{0.9F, 0.05F, 0.05F}}.view()).symbols, IsEmpty());
}

TEST(CtcAlike, TheLikelierSpellingOfEachStretchGetsAll) {
  // Classes 1 and 2 print alike; the blank between divides two stretches.
  Matrix m{{0.1F,
            0.5F,
            0.4F,
            0.0F,  // 1 leads by 0.1 ...
            0.2F,
            0.3F,
            0.5F,
            0.0F,  // ... and 2 by 0.2: 2 wins the stretch
            1.0F,
            0.0F,
            0.0F,
            0.0F,  //
            0.1F,
            0.6F,
            0.1F,
            0.2F},
           4};
  gather_alike(m.values, m.classes, {{1, 2}}, 1e-4);
  const std::vector<float> expected = {0.1F,
                                       0.0F,
                                       0.9F,
                                       0.0F,
                                       0.2F,
                                       0.0F,
                                       0.8F,
                                       0.0F,
                                       1.0F,
                                       0.0F,
                                       0.0F,
                                       0.0F,
                                       0.1F,
                                       0.7F,
                                       0.0F,
                                       0.2F};
  EXPECT_THAT(m.values, testing::Pointwise(testing::FloatNear(1e-6F), expected));
  EXPECT_THAT(decode_greedy(m.view()).symbols, ElementsAre(2, 1));
}

TEST(CtcBeam, SumsOverAllAlignmentsOfAString) {
  // "a" is a-, -a, aa: 0.4*0.6 + 0.6*0.4 + 0.4*0.4 = 0.64; "" is 0.36. The best path says "".
  const Matrix m{{0.6F, 0.4F, 0.0F, 0.6F, 0.4F, 0.0F}};
  EXPECT_THAT(decode_greedy(m.view()).symbols, IsEmpty());
  const auto best = decode_beam(m.view(), CtcOptions{});
  ASSERT_EQ(best.size(), 2U);
  EXPECT_THAT(best[0].symbols, ElementsAre(1));
  EXPECT_NEAR(probability(best[0]), 0.64, 1e-6);
  EXPECT_THAT(best[1].symbols, IsEmpty());
  EXPECT_NEAR(probability(best[1]), 0.36, 1e-6);
}

TEST(CtcBeam, GivesRivalsWithTheirCosts) {
  // One letter between blanks: a 0.7, b 0.3.
  const Matrix m{{1.0F, 0.0F, 0.0F, 0.0F, 0.7F, 0.3F, 1.0F, 0.0F, 0.0F}};
  const auto best = decode_beam(m.view(), CtcOptions{});
  ASSERT_EQ(best.size(), 2U);
  EXPECT_THAT(best[0].symbols, ElementsAre(1));
  EXPECT_NEAR(best[0].cost, -std::log(0.7), 1e-6);
  EXPECT_THAT(best[1].symbols, ElementsAre(2));
  EXPECT_NEAR(best[1].cost, -std::log(0.3), 1e-6);
}

TEST(CtcBeam, ARepeatedLetterNeedsABlank) {
  // a, blank, a for certain: "aa"; a, a, a for certain: "a".
  EXPECT_THAT(decode_beam(Matrix{{0, 1, 0, 1, 0, 0, 0, 1, 0}}.view(), CtcOptions{})[0].symbols,
              ElementsAre(1, 1));
  EXPECT_THAT(decode_beam(Matrix{{0, 1, 0, 0, 1, 0, 0, 1, 0}}.view(), CtcOptions{})[0].symbols,
              ElementsAre(1));
}

TEST(CtcBeam, ProbabilitiesOfAllStringsAddUpToOne) {
  // Two steps over a, b: "", a, b, ab, ba are all strings there are.
  const Matrix m{{0.2F, 0.5F, 0.3F, 0.5F, 0.1F, 0.4F}};
  CtcOptions options;
  options.best = 10;
  double sum = 0;
  for (const CtcString& s : decode_beam(m.view(), options)) sum += probability(s);
  EXPECT_NEAR(sum, 1.0, 1e-6);
}

TEST(CtcBeam, ALongLineDoesNotUnderflow) {
  Matrix m;
  for (int step = 0; step < 2000; ++step) m.values.insert(m.values.end(), {0.4F, 0.3F, 0.3F});
  const auto best = decode_beam(m.view(), CtcOptions{});
  ASSERT_FALSE(best.empty());
  EXPECT_TRUE(std::isfinite(best[0].cost));
  EXPECT_GT(best[0].cost, 100);
}

TEST(CtcBeam, AnImpossibleMatrixCostsInfinity) {
  const auto best = decode_beam(Matrix{{0, 0, 0}}.view(), CtcOptions{});
  ASSERT_EQ(best.size(), 1U);
  EXPECT_TRUE(std::isinf(best[0].cost));
}

TEST(CtcMerge, AddsUpOneSignAndDropsTheRest) {
  // Classes: blank, ',', '，', 'x'. Both commas become class 1, x is dropped.
  const Matrix m{{0.1F, 0.3F, 0.4F, 0.2F}, 4};
  const std::vector<int> groups{0, 1, 1, -1};
  const Matrix merged{merge_classes(m.view(), groups, 2), 2};
  EXPECT_THAT(merged.values, ElementsAre(testing::FloatEq(0.1F), testing::FloatEq(0.7F)));
  EXPECT_NEAR(probability(decode_beam(merged.view(), CtcOptions{})[0]), 0.7, 1e-6);
}

}  // namespace
}  // namespace gouji
