// Reads lines drawn here with OpenCV's own strokes. Needs the models of scripts/fetch-models;
// without them it skips.
#include "extract/reading/ppocr_recognizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Black strokes on white, as a 9 pt line at 200 dpi.
LineImage draw(const std::string& text, Alphabet alphabet) {
  const int font = cv::FONT_HERSHEY_DUPLEX;
  const double scale = 0.8;
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, font, scale, 1, &baseline);
  cv::Mat pixels(size.height + baseline, size.width + 6, CV_8UC1, cv::Scalar(255));
  cv::putText(pixels, text, {3, size.height + 1}, font, scale, cv::Scalar(0), 1, cv::LINE_AA);
  return {pixels, Dpi{200}, alphabet};
}

class PpocrRecognizer : public testing::Test {
 protected:
  void SetUp() override {
    recognizer_ = make_ppocr_recognizer();
    if (!recognizer_) GTEST_SKIP() << "NO PP-OCR MODELS OR RUNTIME: run scripts/fetch-models";
  }

  std::string best(const LineImage& line) {
    const auto readings = recognizer_->read(std::span(&line, 1));
    return readings.at(0).empty() ? "" : readings[0].front().text;
  }

  std::unique_ptr<Recognizer> recognizer_;
};

TEST_F(PpocrRecognizer, ReadsAmounts) {
  for (const std::string text : {"1,234.56", "0.80", "24107.98", "-3.50", "12,345,678.90"})
    EXPECT_EQ(best(draw(text, Alphabet::Amount)), text);
}

TEST_F(PpocrRecognizer, ReadsCodes) {
  for (const std::string text : {"2080505", "30103", "05"})
    EXPECT_EQ(best(draw(text, Alphabet::Code)), text);
}

TEST_F(PpocrRecognizer, ADashStaysADash) {
  LineImage dash{cv::Mat(6, 16, CV_8UC1, cv::Scalar(255)), Dpi{200}, Alphabet::Amount};
  dash.pixels(cv::Rect(2, 2, 12, 2)).setTo(0);
  EXPECT_EQ(best(dash), "-");
}

TEST_F(PpocrRecognizer, ReportsPrintOutsideTheAlphabet) {
  EXPECT_EQ(best(draw("Total", Alphabet::Amount)), "Total");
}

TEST_F(PpocrRecognizer, RivalsHaveOtherTextsAndHigherCosts) {
  const LineImage line = draw("1,234.56", Alphabet::Amount);
  const auto readings = recognizer_->read(std::span(&line, 1)).at(0);
  ASSERT_FALSE(readings.empty());
  for (size_t i = 1; i < readings.size(); ++i) {
    EXPECT_NE(readings[i].text, readings[0].text);
    EXPECT_GE(readings[i].cost, readings[i - 1].cost);
  }
  EXPECT_GT(readings[0].confidence, 0.9);
  EXPECT_EQ(readings[0].engine, "ppocr");
}

TEST_F(PpocrRecognizer, TheAnswerDoesNotDependOnTheOtherLines) {
  const std::vector<LineImage> lines{draw("1,234.56", Alphabet::Amount),
                                     draw("A much longer line beside it", Alphabet::Any),
                                     draw("1,234.56", Alphabet::Amount)};
  const auto all = recognizer_->read(lines);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0], all[2]);
  EXPECT_EQ(all[1], recognizer_->read(std::span(lines).subspan(1, 1)).at(0));
}

TEST_F(PpocrRecognizer, OddImagesAreNoReasonToFail) {
  const std::vector<LineImage> lines{
      {cv::Mat(), Dpi{200}, Alphabet::Any},
      {cv::Mat(1, 1, CV_8UC1, cv::Scalar(0)), Dpi{200}, Alphabet::Any},
      {cv::Mat(2, 9000, CV_8UC1, cv::Scalar(255)), Dpi{200}, Alphabet::Any},
      {cv::Mat(400, 1, CV_8UC1, cv::Scalar(0)), Dpi{}, Alphabet::Code}};
  const auto all = recognizer_->read(lines);
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_THAT(all[0], IsEmpty());
}

std::optional<Reading> read_known(const std::vector<std::string>& phrases,
                                  const std::vector<LineImage>& lines) {
  PpocrOptions options;
  options.phrases = phrases;
  return make_ppocr_recognizer(load_ppocr_models(), options)->read_known(lines).phrase;
}

TEST_F(PpocrRecognizer, FindsTheKnownPhraseBehindMisreadSigns) {
  const LineImage line = draw("Bosic selary", Alphabet::Any);
  ASSERT_NE(best(line), "Basic salary");
  const auto found = read_known({"Basic salary", "Bonus", "Bank salvage"}, {line});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "Basic salary");
}

TEST_F(PpocrRecognizer, OfEachClosedSetTheLikelierWordIsFoundHoweverBad) {
  PpocrOptions options;
  options.closed_sets = {{"Forward", "Backward"}, {"Output", "Benefit", "Cost"}};
  const std::vector<LineImage> line = {draw("Fcrwaro", Alphabet::Any)};
  const auto closed = make_ppocr_recognizer(load_ppocr_models(), options)->read_known(line).closed;
  ASSERT_FALSE(closed.empty());
  EXPECT_EQ(closed.front().text, "Forward");
  EXPECT_LT(closed.front().cost, 40);
}

TEST_F(PpocrRecognizer, OfAClosedSetThatFitsAllAlikeNothingIsFound) {
  PpocrOptions options;
  options.closed_sets = {{"≥", "≤"}};
  const std::vector<LineImage> line = {draw("Total", Alphabet::Any)};
  EXPECT_THAT(make_ppocr_recognizer(load_ppocr_models(), options)->read_known(line).closed,
              IsEmpty());
}

TEST_F(PpocrRecognizer, OtherPrintIsNoKnownPhrase) {
  EXPECT_FALSE(read_known({"Basic salary", "Bonus"}, {draw("Office rent", Alphabet::Any)}));
  EXPECT_FALSE(read_known({}, {draw("Office rent", Alphabet::Any)}));
  EXPECT_FALSE(read_known({"Bonus"}, {}));
}

TEST_F(PpocrRecognizer, AKnownPhraseMayGoOnInTheNextLine) {
  const auto found = read_known({"Basic salary", "Basic", "salary"},
                                {draw("Basic", Alphabet::Any), draw("salary", Alphabet::Any)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "Basic salary");
}

TEST(PpocrModels, AreThereWithTheirRuntime) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "some_models";
  std::filesystem::create_directories(folder);
  EXPECT_FALSE(has_ppocr_models(folder));
  for (const char* file : {"tiny.onnx", "tiny.txt", "small.onnx", "small.txt", "libonnxruntime.so"})
    std::ofstream(folder / file) << "x";
  EXPECT_TRUE(has_ppocr_models(folder));
  std::filesystem::remove_all(folder);
}

TEST(PpocrModels, AFolderWithoutModelsGivesNoRecognizer) {
  EXPECT_EQ(make_ppocr_recognizer(std::filesystem::path(testing::TempDir())), nullptr);
}

}  // namespace
}  // namespace gouji
