// Reads lines drawn here with OpenCV's own strokes. Needs the models of scripts/fetch-models;
// without them it skips.
#include "extract/repeated_look.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "extract/reading/ppocr_recognizer.h"

namespace gouji {
namespace {

DoubtfulWords drawn(std::size_t cell, const std::string& text) {
  cv::Mat pixels(26, 15 * static_cast<int>(text.size()), CV_8UC1, cv::Scalar(255));
  cv::putText(pixels, text, {3, 20}, cv::FONT_HERSHEY_DUPLEX, 0.8, cv::Scalar(0), 1, cv::LINE_AA);
  return {cell, {{pixels, Dpi{200}, Alphabet::Any}}};
}

RawCell read_as(const std::string& text, bool sure) {
  RawCell cell;
  const double cost = sure ? 0.01 : 6;
  cell.readings = {{text, std::exp(-cost), "ppocr", cost}};
  if (!sure) cell.reasons = {"low_confidence"};
  return cell;
}

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
      page({read_as("Salariesareqaidintime", false)}, {drawn(0, "Salariesarepaidintime")});
  const PageReading second = page({read_as("7", true), read_as("Salarlesarepaidintime", false)},
                                  {drawn(1, "Salariesarepaidintime")});
  EXPECT_EQ(texts({first, second}), (Texts{"Salariesarepaidintime", "7", "Salariesarepaidintime"}));
}

TEST_F(RepeatedLook, WhatAPlaceSaysForSureIsSaidWhereTheOthersPrintBearsIt) {
  for (const auto& [printed, text] : {std::pair("Salariesarepaidintime", "Salariesarepaidintime"),
                                      std::pair("Salariesaremaidintime", "Salariesaremaidintime")})
    EXPECT_EQ(texts({page(
                  {read_as("Salariesarepaidintime", true), read_as("Salariesaremaidintime", false)},
                  {drawn(1, printed)})})[1],
              text);
}

TEST_F(RepeatedLook, OtherSentencesStay) {
  const Texts read = {"Salariesareqaidintime", "Officesarecleanednow"};
  EXPECT_EQ(texts({page({read_as(read[0], false), read_as(read[1], false)},
                        {drawn(0, read[0]), drawn(1, read[1])})}),
            read);
}

}  // namespace
}  // namespace gouji
