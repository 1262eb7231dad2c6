#include "extract/grid/slot_choice.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;

const SlotGap kRuled{0, 8}, kNothingSeen{2.5, 0}, kUnknown{0, 0}, kCrossed{50, 0};

TEST(RuledGaps, WhatIsSeenOfTheRuleDecidesBetweenEmptySlots) {
  EXPECT_THAT(ruled_gaps({0, 50, 100, 150}, {{}, {}, {}}, {kRuled, kUnknown}, {}),
              ElementsAre(1, 1));
}

TEST(RuledGaps, EmptySlotsAreNotMergedForWantOfDots) {
  EXPECT_THAT(ruled_gaps({0, 50, 100, 150}, {{}, {}, {}}, {kNothingSeen, kNothingSeen}, {}),
              ElementsAre(1, 1));
}

TEST(RuledGaps, TextInTheMiddleOfSeveralSlotsMergesThem) {
  // A heading over three columns; under the middle of none.
  EXPECT_THAT(ruled_gaps({0, 40, 80, 180, 230},
                         {{}, {}, {82, 98}, {205, 225}},
                         {kNothingSeen, kNothingSeen, kRuled},
                         {}),
              ElementsAre(0, 0, 1));
}

TEST(RuledGaps, TextAtTheSidesOfItsSlotsKeepsThemApart) {
  // A name to the left, an amount to the right.
  EXPECT_THAT(ruled_gaps({0, 100, 160}, {{3, 60}, {120, 157}}, {kNothingSeen}, {}), ElementsAre(1));
}

TEST(RuledGaps, TextInTheFirstOfMergedSlotsKeepsToNothing) {
  EXPECT_THAT(ruled_gaps({0, 40, 80, 120, 160},
                         {{12, 28}, {}, {}, {}},
                         {kNothingSeen, kNothingSeen, kNothingSeen},
                         {}),
              ElementsAre(1, 1, 1));
}

TEST(RuledGaps, TextAtTheTopOfSlotsThatAreMergedOverRowsIsSeldom) {
  SlotChoiceOptions over_rows;
  over_rows.merged_at_side = 3;
  const std::vector<double> edges{0, 14, 28, 42};
  const std::vector<SlotText> texts{{3, 11}, {}, {}};
  const std::vector<SlotGap> gaps{kNothingSeen, kNothingSeen};
  EXPECT_THAT(ruled_gaps(edges, texts, gaps, {}), ElementsAre(0, 0));
  EXPECT_THAT(ruled_gaps(edges, texts, gaps, over_rows), ElementsAre(1, 1));
}

TEST(RuledGaps, PrintAcrossAGapLeavesNoRule) {
  EXPECT_THAT(ruled_gaps({0, 50, 100}, {{20, 49}, {51, 80}}, {kCrossed}, {}), ElementsAre(0));
}

TEST(RuledGaps, OneSlotHasNone) {
  EXPECT_THAT(ruled_gaps({0, 50}, {{10, 20}}, {}, {}), ::testing::IsEmpty());
}

}  // namespace
}  // namespace gouji
