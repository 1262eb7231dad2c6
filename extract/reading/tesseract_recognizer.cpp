#include "extract/reading/tesseract_recognizer.h"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr int kPaper = 255;
constexpr double kMarginHeights = 0.35;  // white around the line, in text heights
constexpr double kMaxScale = 6;
constexpr int kMaxWidth = 6000;
constexpr double kLeastContrast = 12;        // 0..255
constexpr double kLeastConfidence = 0.0025;  // 6 nats

const char* white_list(Alphabet alphabet) {
  switch (alphabet) {
    case Alphabet::Amount:
      return "0123456789,.-()%";
    case Alphabet::Code:
      return "0123456789";
    case Alphabet::Any:
      break;
  }
  return "";
}

// The line at the model's favourite size on white paper.
cv::Mat fit(const LineImage& line, double text_height_px) {
  const double height = line.text_height_px > 0 ? line.text_height_px : line.pixels.rows;
  double scale = std::min(text_height_px / height, kMaxScale);
  scale = std::min(scale, static_cast<double>(kMaxWidth) / line.pixels.cols);
  cv::Mat scaled;
  cv::resize(line.pixels, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const int margin = static_cast<int>(std::lround(kMarginHeights * text_height_px));
  cv::Mat framed;
  cv::copyMakeBorder(
      scaled, framed, margin, margin, margin, margin, cv::BORDER_CONSTANT, cv::Scalar(kPaper));
  return framed;
}

// The model makes something up for white paper.
bool is_blank(const cv::Mat& pixels) {
  double darkest = 0, lightest = 0;
  cv::minMaxLoc(pixels, &darkest, &lightest);
  return lightest - darkest < kLeastContrast;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  const auto first = text.find_first_not_of(" \n");
  return first == std::string::npos ? std::string() : text.substr(first);
}

class TesseractRecognizer : public Recognizer {
 public:
  explicit TesseractRecognizer(const TesseractModel& model)
      : model_(model), name_("tesseract-" + model.language) {
    const std::vector<std::string> names = {
        "load_system_dawg", "load_freq_dawg", "classify_enable_learning", "debug_file"};
    const std::string use = model.dictionaries ? "1" : "0";
    const std::vector<std::string> values = {use, use, "0", "/dev/null"};
    if (api_.Init(nullptr,
                  model.language.c_str(),
                  tesseract::OEM_LSTM_ONLY,
                  nullptr,
                  0,
                  &names,
                  &values,
                  false) != 0) {
      std::string package = "tesseract-ocr-" + model.language;
      std::replace(package.begin(), package.end(), '_', '-');
      throw InputError(
          "", "", "Tesseract has no model " + model.language, "apt install " + package);
    }
    api_.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  }

  std::string_view name() const override { return name_; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    std::vector<std::vector<Reading>> readings;
    readings.reserve(lines.size());
    for (const LineImage& line : lines) readings.push_back(read_line(line));
    return readings;
  }

 private:
  std::vector<Reading> read_line(const LineImage& line) {
    if (line.pixels.empty() || is_blank(line.pixels)) return {};
    const cv::Mat image = fit(line, model_.text_height_px);
    api_.SetVariable("tessedit_char_whitelist", white_list(line.alphabet));
    api_.SetImage(image.data, image.cols, image.rows, 1, static_cast<int>(image.step));
    // Text of this height is 10.5 point type at this resolution.
    api_.SetSourceResolution(static_cast<int>(model_.text_height_px * 72 / 10.5));
    const std::unique_ptr<char[]> text(api_.GetUTF8Text());
    Reading reading;
    reading.text = text ? trimmed(text.get()) : std::string();
    reading.engine = name_;
    reading.confidence = std::clamp(api_.MeanTextConf() / 100.0, 0.0, 1.0);
    reading.cost = -std::log(std::max(reading.confidence, kLeastConfidence));
    api_.Clear();
    if (reading.text.empty()) return {};
    return {reading};
  }

  TesseractModel model_;
  std::string name_;
  tesseract::TessBaseAPI api_;
};

}  // namespace

std::unique_ptr<Recognizer> make_tesseract_recognizer(const TesseractModel& model) {
  return std::make_unique<TesseractRecognizer>(model);
}

}  // namespace gouji
