// Reads lines drawn here with OpenCV's own strokes. Needs the models of scripts/fetch-models;
// without them it skips.
#include "extract/repeated_look.h"

#include <gtest/gtest.h>

#include "extract/reading/ppocr_recognizer.h"
#include "tests/extract/drawn_words.h"

namespace gouji {
namespace {

constexpr double kSure = 0.01, kWorn = 6;  // nats

class RepeatedLook : public testing::Test {
 protected:
  void SetUp() override {
    if (!load_ppocr_models())
      GTEST_SKIP() << "NO PP-OCR MODELS OR RUNTIME: run scripts/fetch-models";
    options_.repeats.shortest = 0;
  }

  std::vector<std::string> texts(std::vector<PageReading> pages) {
    look_at_repeats(pages, options_);
    std::vector<std::string> texts;
    for (const PageReading& page : pages)
      for (const RawTable& table : page.page.tables)
        for (const RawCell& cell : table.cells) texts.push_back(chosen_text(cell));
    return texts;
  }

  static PageReading page(const std::vector<RawCell>& cells,
                          const std::vector<DoubtfulWords>& doubtful) {
    PageReading made;
    made.page.tables.resize(1);
    made.page.tables[0].cells = cells;
    made.doubtful = {doubtful};
    return made;
  }

  ExtractOptions options_;
};

using Texts = std::vector<std::string>;

TEST_F(RepeatedLook, WornPlacesOfASentenceAreReadTogether) {
  const PageReading first =
      page({read_as("Salariesareqaidintime", kWorn)}, {{0, {drawn("Salariesarepaidintime")}}});
  const PageReading second = page({read_as("7", kSure), read_as("Salarlesarepaidintime", kWorn)},
                                  {{1, {drawn("Salariesarepaidintime")}}});
  EXPECT_EQ(texts({first, second}), (Texts{"Salariesarepaidintime", "7", "Salariesarepaidintime"}));
}

TEST_F(RepeatedLook, WhatAPlaceSaysForSureIsSaidWhereTheOthersPrintBearsIt) {
  for (const auto& [printed, text] : {std::pair("Salariesarepaidintime", "Salariesarepaidintime"),
                                      std::pair("Salariesaremaidintime", "Salariesaremaidintime")})
    EXPECT_EQ(texts({page({read_as("Salariesarepaidintime", kSure),
                           read_as("Salariesaremaidintime", kWorn)},
                          {{1, {drawn(printed)}}})})[1],
              text);
}

TEST_F(RepeatedLook, OtherSentencesStay) {
  const Texts read = {"Salariesareqaidintime", "Officesarecleanednow"};
  EXPECT_EQ(texts({page({read_as(read[0], kWorn), read_as(read[1], kWorn)},
                        {{0, {drawn(read[0])}}, {1, {drawn(read[1])}}})}),
            read);
}

}  // namespace
}  // namespace gouji
