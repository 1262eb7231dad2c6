#include "extract/reading/tesseract_recognizer.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "core/diagnostic.h"

namespace gouji {
namespace {

LineImage number(const std::string& text, Alphabet alphabet) {
  LineImage line;
  line.pixels = cv::Mat(40, 30 + 22 * static_cast<int>(text.size()), CV_8UC1, cv::Scalar(255));
  cv::putText(
      line.pixels, text, {8, 30}, cv::FONT_HERSHEY_SIMPLEX, 1, cv::Scalar(0), 2, cv::LINE_AA);
  line.dpi = {200};
  line.alphabet = alphabet;
  line.text_height_px = 22;
  return line;
}

TEST(OcrTesseract, ReadsANumber) {
  const auto reader = make_tesseract_recognizer({"eng", 32, false});
  const std::vector<LineImage> lines = {number("1490.75", Alphabet::Amount)};
  const auto answers = reader->read(lines);
  ASSERT_EQ(answers.size(), 1U);
  ASSERT_FALSE(answers[0].empty());
  EXPECT_EQ(answers[0][0].text, "1490.75");
  EXPECT_EQ(answers[0][0].engine, "tesseract-eng");
  EXPECT_GT(answers[0][0].confidence, 0.5);
}

TEST(OcrTesseract, OrderDoesNotMatter) {
  const LineImage a = number("2080505", Alphabet::Code);
  const LineImage b = number("76.89", Alphabet::Amount);
  const auto reader = make_tesseract_recognizer({"eng", 32, false});
  const auto first = reader->read(std::vector<LineImage>{a, b});
  const auto second = reader->read(std::vector<LineImage>{b, a});
  EXPECT_EQ(first[0], second[1]);
  EXPECT_EQ(first[1], second[0]);
}

TEST(OcrTesseract, WhitePaperHasNoText) {
  LineImage line;
  line.pixels = cv::Mat(40, 120, CV_8UC1, cv::Scalar(255));
  line.dpi = {200};
  const auto reader = make_tesseract_recognizer({"eng", 32, false});
  EXPECT_TRUE(reader->read(std::vector<LineImage>{line})[0].empty());
}

TEST(OcrTesseract, MissingModelNamesThePackage) {
  try {
    make_tesseract_recognizer({"no_such", 32, false});
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_EQ(error.hint(), "apt install tesseract-ocr-no-such");
  }
}

}  // namespace
}  // namespace gouji
