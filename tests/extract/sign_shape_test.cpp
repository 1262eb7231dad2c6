#include "extract/reading/sign_shape.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

namespace gouji {
namespace {

using Line = std::vector<cv::Point2d>;

// Strokes in a square of `size` pixels, drawn large, blurred and shrunk as a scanner does it.
cv::Mat draw(const std::vector<Line>& lines, double size, double thickness, int ink_tone = 0) {
  constexpr int kScale = 8;
  const double margin = 4 * kScale;
  const int side = static_cast<int>(size * kScale + 2 * margin);
  cv::Mat large(side, side, CV_8UC1, cv::Scalar(255));
  for (const Line& line : lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const auto at = [&](const cv::Point2d& p) {
        return cv::Point(static_cast<int>(margin + p.x * size * kScale),
                         static_cast<int>(margin + p.y * size * kScale));
      };
      cv::line(large,
               at(line[i]),
               at(line[i + 1]),
               cv::Scalar(ink_tone),
               static_cast<int>(thickness * kScale),
               cv::LINE_AA);
    }
  cv::GaussianBlur(large, large, {}, 0.5 * kScale);
  cv::Mat small;
  cv::resize(large, small, {}, 1.0 / kScale, 1.0 / kScale, cv::INTER_AREA);
  return small;
}

const std::vector<Line> kAtLeast = {{{0, 0.05}, {1, 0.38}, {0, 0.7}}, {{0, 0.98}, {1, 0.98}}};
const std::vector<Line> kAtLeastSlanted = {{{0, 0}, {1, 0.36}, {0, 0.72}}, {{0, 1}, {1, 0.64}}};
const std::vector<Line> kAtMost = {{{1, 0.05}, {0, 0.38}, {1, 0.7}}, {{0, 0.98}, {1, 0.98}}};
const std::vector<Line> kAtMostSlanted = {{{1, 0}, {0, 0.36}, {1, 0.72}}, {{1, 1}, {0, 0.64}}};
const std::vector<Line> kEquals = {{{0, 0.35}, {1, 0.35}}, {{0, 0.65}, {1, 0.65}}};
const std::vector<Line> kTwo = {
    {{0.2, 0.2}, {0.3, 0}, {0.7, 0}, {0.8, 0.25}, {0.15, 1}, {0.85, 1}}};
const std::vector<Line> kFive = {
    {{0.8, 0}, {0.25, 0}, {0.2, 0.45}, {0.6, 0.4}, {0.82, 0.7}, {0.6, 1}, {0.2, 0.95}}};
const std::vector<Line> kLetterZ = {{{0, 0}, {0.8, 0}, {0, 1}, {0.8, 1}}};
const std::vector<Line> kNumeralTwo = {{{0.2, 0.15}, {0.8, 0.15}}, {{0, 0.85}, {1, 0.85}}};
const std::vector<Line> kLetterV = {{{0, 0}, {0.5, 1}, {1, 0}}};
const std::vector<Line> kSun = {{{0.15, 0}, {0.85, 0}, {0.85, 1}, {0.15, 1}, {0.15, 0}},
                                {{0.15, 0.5}, {0.85, 0.5}}};

struct Case {
  std::string name;
  std::vector<Line> lines;
  std::string expected;  // empty: refused
};

class SignShapeOf : public testing::TestWithParam<Case> {};

TEST_P(SignShapeOf, SmallAndLargePrint) {
  for (const double size : {11.0, 16.0, 24.0, 40.0}) {
    const auto sign = read_sign(draw(GetParam().lines, size, size / 11), {});
    EXPECT_EQ(sign ? sign->text : "", GetParam().expected) << size;
  }
}

TEST_P(SignShapeOf, FaintPrintInNoise) {
  cv::RNG noise(7);
  cv::Mat sign = draw(GetParam().lines, 20, 2, 140);
  cv::Mat grain(sign.size(), CV_16SC1), noisy;
  noise.fill(grain, cv::RNG::NORMAL, 0, 5);
  sign.convertTo(noisy, CV_16SC1);
  noisy += grain;
  noisy.convertTo(sign, CV_8UC1);
  const auto read = read_sign(sign, {});
  EXPECT_EQ(read ? read->text : "", GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Signs,
                         SignShapeOf,
                         testing::Values(Case{"AtLeast", kAtLeast, "≥"},
                                         Case{"AtLeastSlanted", kAtLeastSlanted, "≥"},
                                         Case{"AtMost", kAtMost, "≤"},
                                         Case{"AtMostSlanted", kAtMostSlanted, "≤"},
                                         Case{"Equals", kEquals, "＝"},
                                         Case{"Two", kTwo, ""},
                                         Case{"Five", kFive, ""},
                                         Case{"LetterZ", kLetterZ, ""},
                                         Case{"NumeralTwo", kNumeralTwo, ""},
                                         Case{"LetterV", kLetterV, ""},
                                         Case{"Sun", kSun, ""}),
                         [](const auto& test) { return test.param.name; });

TEST(SignShape, BarsThatBlurHasJoined) {
  cv::Mat bars = draw(kEquals, 14, 1.6, 90);
  cv::GaussianBlur(bars, bars, {}, 1.1);
  const auto sign = read_sign(bars, {});
  ASSERT_TRUE(sign);
  EXPECT_EQ(sign->text, "＝");
}

TEST(SignShape, PaperIsNothing) {
  EXPECT_FALSE(read_sign(cv::Mat(20, 20, CV_8UC1, cv::Scalar(255)), {}));
}

}  // namespace
}  // namespace gouji
