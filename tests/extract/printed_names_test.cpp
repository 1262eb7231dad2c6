#include "extract/reading/printed_names.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

using Names = std::vector<std::string>;

Names names_of(const std::vector<SeenWords>& seen, const NameOptions& options = {}) {
  return printed_names(seen, options);
}

TEST(PrintedNames, AreWhatWasReadSurely) {
  EXPECT_EQ(names_of({{"剑阁县民政局", 0.01, true}, {"县民政局评标劳务经费", 1.2, false}}),
            (Names{"剑阁县民政局", "县民政局评标劳务经费"}));
}

TEST(PrintedNames, GarbageIsNoNameForOtherPlaces) {
  EXPECT_TRUE(names_of({{"未为其六各避务和全壬全演", 5, false}}).empty());
}

TEST(PrintedNames, StandBehindTheirLabels) {
  EXPECT_EQ(names_of({{"单位名称：305002-自流井区民政局", 0.4, false}}), Names{"自流井区民政局"});
}

TEST(PrintedNames, WhatSeveralPlacesReadAlikeIsSurer) {
  const SeenWords worn{"资中县自然资源局", 4, false};
  EXPECT_TRUE(names_of({worn}).empty());
  EXPECT_EQ(names_of({worn, worn, worn}), Names{"资中县自然资源局"});
}

TEST(PrintedNames, ADoubtfulReadingOfASureNameIsNoSecondName) {
  EXPECT_EQ(names_of({{"其民政局评标劳务经费", 1.2, false}, {"县民政局评标劳务经费", 0.01, true}}),
            Names{"县民政局评标劳务经费"});
}

TEST(PrintedNames, SureNamesMayBeAlike) {
  EXPECT_EQ(names_of({{"评标劳务经费（2023）", 0, true}, {"评标劳务经费（2024）", 0, true}}).size(),
            2u);
}

TEST(PrintedNames, OfTooManyThoseOfMostPlacesAreKept) {
  NameOptions options;
  options.most_names = 1;
  const SeenWords often{"剑阁县民政局", 0, true};
  EXPECT_EQ(names_of({{"地名普查成果转化", 0, true}, often, often}, options),
            Names{"剑阁县民政局"});
}

TEST(PrintedNames, SentencesTitlesAndShortWordsAreNone) {
  EXPECT_TRUE(names_of({{"提高质量，保障单位运转。", 0, true},
                        {"项目支出绩效目标表", 0, true},
                        {"工会经费", 0, true},
                        {"123,456.78", 0, true}})
                  .empty());
}

}  // namespace
}  // namespace gouji
