// Restores the lines of tests/data/restorer: worn by training/worn_lines.py in fonts that the
// network has never seen (--cases 40 --pages 6 --seed 77 --fonts "LXGW WenKai,BabelStone Han"),
// what was printed beside them. Needs the models of scripts/fetch-models; without them it skips.
#include "extract/reading/restorer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "extract/reading/ppocr_network.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr int kHeight = 48;

struct Case {
  LineImage line;
  std::string printed;
};

std::vector<Case> worn_lines() {
  const auto folder = std::filesystem::path(GOUJI_SOURCE_DIR) / "tests/data/restorer";
  const cv::Mat sheet = cv::imread((folder / "lines.png").string(), cv::IMREAD_GRAYSCALE);
  std::ifstream in(folder / "lines.tsv");
  std::string printed;
  std::getline(in, printed);
  std::vector<Case> cases;
  for (int y = 0, width = 0; in >> y >> width;) {
    in.get();
    std::getline(in, printed);
    cases.push_back(
        {{sheet(cv::Rect(0, y, width, kHeight)).clone(), Dpi{200}, Alphabet::Any}, printed});
  }
  return cases;
}

OnnxTensor tensor_of(const cv::Mat& pixels) {
  return to_tensor({pixels, Dpi{200}, Alphabet::Any}, PpocrOptions{});
}

class RestorerTest : public testing::Test {
 protected:
  void SetUp() override {
    models_ = load_ppocr_models();
    if (!models_) GTEST_SKIP() << "NO PP-OCR MODELS OR RUNTIME: run scripts/fetch-models";
    ASSERT_TRUE(models_->restorer) << "data/models/restorer.onnx is part of the repository";
  }

  std::ptrdiff_t read_right(const std::vector<Case>& cases, const PpocrOptions& options) const {
    const auto reader = make_ppocr_recognizer(models_, options);
    return std::count_if(cases.begin(), cases.end(), [&](const Case& c) {
      const auto readings = reader->read(std::span(&c.line, 1)).at(0);
      return !readings.empty() && print_key(readings.front().text) == print_key(c.printed);
    });
  }

  std::shared_ptr<const PpocrModels> models_;
};

TEST_F(RestorerTest, WornLinesAreReadBetter) {
  const std::vector<Case> cases = worn_lines();
  ASSERT_EQ(cases.size(), 40U);
  PpocrOptions never;
  never.worn = 0;
  const auto before = read_right(cases, never), after = read_right(cases, PpocrOptions{});
  RecordProperty("before", static_cast<int>(before));
  RecordProperty("after", static_cast<int>(after));
  EXPECT_GE(after, before + 2);
}

TEST_F(RestorerTest, NoInkComesOutOfPaper) {
  const OnnxTensor out =
      models_->restorer->restored(tensor_of({30, 120, CV_8UC1, cv::Scalar(255)}));
  EXPECT_GT(*std::min_element(out.values.begin(), out.values.end()), 0) << "half way to ink";
}

TEST_F(RestorerTest, EveryWidthKeepsItsShapeAndThreeEqualPlanes) {
  for (const int width : {1, 31, 200, 3000}) {
    const OnnxTensor line = tensor_of(cv::Mat(28, width, CV_8UC1, cv::Scalar(200)));
    const OnnxTensor out = models_->restorer->restored(line);
    EXPECT_EQ(out.shape, line.shape);
    ASSERT_EQ(out.values.size(), line.values.size());
    const auto plane = static_cast<std::ptrdiff_t>(out.values.size() / 3);
    EXPECT_TRUE(
        std::equal(out.values.begin(), out.values.begin() + plane, out.values.begin() + plane));
  }
}

}  // namespace
}  // namespace gouji
