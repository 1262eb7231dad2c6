// Reads the lines of tests/data/small_reader: made by training/render.py and
// training/worn_figures.py in fonts that the network has never seen, with the truth that these
// wrote beside them.
#include "extract/reading/small_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "core/diagnostic.h"

namespace gouji {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::string kReject = "□";

struct Case {
  LineImage line;
  std::string truth;

  bool foreign() const { return truth.find(kReject) != std::string::npos; }

  /// Empty brackets look like what a threshold leaves of a 0, and nobody prints them.
  bool like_worn_zero() const { return truth.find("()") != std::string::npos; }
};

std::vector<Case> lines_of(const std::string& name) {
  const std::filesystem::path folder =
      std::filesystem::path(GOUJI_SOURCE_DIR) / "tests/data/small_reader";
  const cv::Mat sheet = cv::imread((folder / (name + ".png")).string(), cv::IMREAD_GRAYSCALE);
  std::ifstream in(folder / (name + ".tsv"));
  std::vector<Case> cases;
  std::string row;
  std::getline(in, row);
  while (std::getline(in, row)) {
    std::istringstream fields(row);
    int y = 0, width = 0, height = 0;
    double dpi = 0;
    std::string truth;
    fields >> y >> width >> height >> dpi >> truth;
    cases.push_back(
        {{sheet(cv::Rect(0, y, width, height)).clone(), Dpi{dpi}, Alphabet::Any, 0}, truth});
  }
  return cases;
}

/// Black strokes on white, as a 9 pt line at 200 dpi.
LineImage draw(const std::string& text, Alphabet alphabet) {
  const int font = cv::FONT_HERSHEY_COMPLEX;
  const double scale = 0.8;
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, font, scale, 1, &baseline);
  cv::Mat pixels(size.height + baseline, size.width + 6, CV_8UC1, cv::Scalar(255));
  cv::putText(pixels, text, {3, size.height + 1}, font, scale, cv::Scalar(0), 1, cv::LINE_AA);
  return {pixels, Dpi{200}, alphabet};
}

class SmallReader : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(reader_, nullptr); }

  std::vector<Reading> ask(const LineImage& line) {
    return reader_->read(std::span(&line, 1)).at(0);
  }

  std::string best(const LineImage& line) {
    const auto readings = ask(line);
    return readings.empty() ? "" : readings.front().text;
  }

  struct Score {
    int lines = 0;
    int right = 0;
    int surely_wrong = 0;
  };

  Score score_of(const std::vector<Case>& cases) {
    Score score;
    for (const Case& c : cases) {
      if (c.foreign() || c.like_worn_zero()) continue;
      const auto readings = ask(c.line);
      ++score.lines;
      if (!readings.empty() && readings.front().text == c.truth) {
        ++score.right;
      } else if (!readings.empty() && readings.front().confidence > 0.9) {
        ++score.surely_wrong;
        ADD_FAILURE() << c.truth << " is surely read as " << readings.front().text;
      }
    }
    return score;
  }

  std::unique_ptr<Recognizer> reader_ = make_small_reader();
};

TEST_F(SmallReader, ReadsRenderedLines) {
  const Score score = score_of(lines_of("lines"));
  EXPECT_GE(score.lines, 90);
  EXPECT_GE(score.right, 86);  // 88 when the network was made; many are beyond reading
  EXPECT_EQ(score.surely_wrong, 0);
}

TEST_F(SmallReader, ReadsWornFigures) {
  const Score score = score_of(lines_of("worn"));
  EXPECT_GE(score.lines, 130);
  EXPECT_GE(score.right, 127);  // 129 when the network was made, 126 untrained on such lines
  EXPECT_EQ(score.surely_wrong, 0);
}

TEST_F(SmallReader, RefusesPrintItDoesNotKnow) {
  for (const Case& c : lines_of("lines")) {
    if (!c.foreign()) continue;
    const auto readings = ask(c.line);
    EXPECT_TRUE(readings.empty() || readings.front().confidence < 0.9)
        << c.truth << " is read as " << readings.front().text;
  }
}

TEST_F(SmallReader, ReadsAmountsAndCodes) {
  for (const std::string text : {"1,234.56", "0.80", "24107.98", "12,345,678.90", "95%"})
    EXPECT_EQ(best(draw(text, Alphabet::Amount)), text);
  for (const std::string text : {"2080505", "30103", "05"})
    EXPECT_EQ(best(draw(text, Alphabet::Code)), text);
}

TEST_F(SmallReader, ADashStaysADash) {
  LineImage dash{cv::Mat(6, 16, CV_8UC1, cv::Scalar(255)), Dpi{200}, Alphabet::Amount};
  dash.pixels(cv::Rect(2, 2, 12, 2)).setTo(0);
  EXPECT_EQ(best(dash), "-");
}

TEST_F(SmallReader, TellsSignsOutsideTheAlphabet) {
  EXPECT_EQ(best(draw("<95", Alphabet::Amount)), "<95");
  EXPECT_EQ(best(draw("1,234.56", Alphabet::Code)), "1,234.56");
}

TEST_F(SmallReader, RivalsHaveOtherTextsAndHigherCosts) {
  const auto readings = ask(draw("1,234.56", Alphabet::Amount));
  ASSERT_FALSE(readings.empty());
  for (std::size_t i = 1; i < readings.size(); ++i) {
    EXPECT_NE(readings[i].text, readings[0].text);
    EXPECT_GE(readings[i].cost, readings[i - 1].cost);
  }
  EXPECT_GT(readings[0].confidence, 0.9);
  EXPECT_EQ(readings[0].engine, "small");
}

TEST_F(SmallReader, TheAnswerDoesNotDependOnTheOtherLines) {
  const std::vector<LineImage> lines{draw("1,234.56", Alphabet::Amount),
                                     draw("12,345,678.90", Alphabet::Any),
                                     draw("1,234.56", Alphabet::Amount)};
  const auto all = reader_->read(lines);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0], all[2]);
  EXPECT_EQ(all[1], make_small_reader()->read(std::span(lines).subspan(1, 1)).at(0));
}

TEST_F(SmallReader, OddImagesAreNoReasonToFail) {
  const std::vector<LineImage> lines{{cv::Mat(), Dpi{200}, Alphabet::Any},
                                     {cv::Mat(1, 1, CV_8UC1, cv::Scalar(0)), Dpi{200}},
                                     {cv::Mat(2, 9000, CV_8UC1, cv::Scalar(255)), Dpi{200}},
                                     {cv::Mat(400, 1, CV_8UC1, cv::Scalar(0)), Dpi{}},
                                     {cv::Mat(20, 60, CV_8UC1, cv::Scalar(255)), Dpi{200}}};
  const auto all = reader_->read(lines);
  ASSERT_THAT(all, SizeIs(5));
  EXPECT_THAT(all[0], IsEmpty());
  EXPECT_THAT(all[4], IsEmpty());
}

TEST(SmallReaderModel, AFolderWithoutItGivesNoReader) {
  EXPECT_EQ(make_small_reader(std::filesystem::path(testing::TempDir())), nullptr);
}

TEST(SmallReaderModel, ADamagedFileIsNamed) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "damaged_model";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "small_reader.onnx") << "not a network";
  try {
    make_small_reader(folder);
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_EQ(error.file(), (folder / "small_reader.onnx").string());
  }
}

}  // namespace
}  // namespace gouji
