// Reads lines drawn here with OpenCV's own strokes. Needs the models of scripts/fetch-models;
// without them it skips.
#include "extract/second_look.h"

#include <gtest/gtest.h>

#include "extract/reading/ppocr_recognizer.h"
#include "tests/extract/drawn_words.h"

namespace gouji {
namespace {

class SecondLook : public testing::Test {
 protected:
  void SetUp() override {
    if (!load_ppocr_models())
      GTEST_SKIP() << "NO PP-OCR MODELS OR RUNTIME: run scripts/fetch-models";
  }

  /// A name read surely on one page, and a doubtful cell of another.
  std::vector<PageReading> pages_of(const std::string& sure,
                                    const std::string& doubtful,
                                    const std::string& printed) {
    std::vector<PageReading> pages(2);
    for (PageReading& page : pages) page.page.tables.resize(1);
    pages[0].page.tables[0].cells = {read_as(sure, 0.01)};
    pages[0].doubtful.resize(1);
    pages[1].page.tables[0].cells = {read_as("4", 0.01), read_as(doubtful, 6)};
    pages[1].doubtful = {{{1, {drawn(printed)}}}};
    return pages;
  }

  ExtractOptions latin() {
    ExtractOptions options;
    options.second_look.names.fewest_characters = 0;
    return options;
  }
};

TEST(DoubtfulPictures, AreKeptUntilTheShareOfThePageIsFull) {
  const DoubtfulWords words{0, {{cv::Mat(10, 100, CV_8UC1), Dpi{200}}}};
  std::vector<std::vector<DoubtfulWords>> doubtful(2, {words, words});
  keep_first(doubtful, 3500);
  EXPECT_EQ(doubtful[0].size(), 2u);
  EXPECT_EQ(doubtful[1].size(), 1u);
}

TEST_F(SecondLook, ANameThatIsPrintedElsewhereComesFirst) {
  auto pages = pages_of("Basic salary", "B0slc s?l?ry", "Bosic selary");
  look_again(pages, latin());
  const RawCell& cell = pages[1].page.tables[0].cells[1];
  ASSERT_EQ(cell.readings.size(), 2u);
  EXPECT_EQ(cell.readings[0].text, "Basic salary");
  EXPECT_EQ(cell.readings[1].text, "B0slc s?l?ry");
  EXPECT_GE(cell.readings[1].cost, cell.readings[0].cost);
  EXPECT_EQ(cell.reasons, std::vector<std::string>{"low_confidence"});
}

TEST_F(SecondLook, AnotherNameDoesNot) {
  auto pages = pages_of("Basic salary", "Traue1 c0sts", "Travel costs");
  look_again(pages, latin());
  EXPECT_EQ(pages[1].page.tables[0].cells[1].readings.size(), 1u);
}

TEST_F(SecondLook, WhatWasReadWithLittleDoubtStays) {
  auto pages = pages_of("Basic salary", "Bosic selary", "Bosic selary");
  RawCell& cell = pages[1].page.tables[0].cells[1];
  cell.readings.front().cost = 0.05;
  look_again(pages, latin());
  EXPECT_EQ(cell.readings.size(), 1u);
}

TEST_F(SecondLook, WhatWasTakenForAKnownPhraseStays) {
  auto pages = pages_of("Basic salary", "Basic celery", "Bosic selary");
  ExtractOptions options = latin();
  options.known_cells = {"Basic celery"};
  look_again(pages, options);
  EXPECT_EQ(pages[1].page.tables[0].cells[1].readings.size(), 1u);
}

}  // namespace
}  // namespace gouji
