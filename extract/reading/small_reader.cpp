#include "extract/reading/small_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"

#include "extract/reading/model_folders.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr double kPaperShare = 0.9;  // the paper is lighter than ink; this share is no lighter

constexpr float kInk = 0.5F;

/// By class of the network; the blank first, print that is none of the signs last.
constexpr std::array<std::string_view, 25> kSigns{"",  "0", "1",  "2", "3", "4", "5", "6", "7",
                                                  "8", "9", ",",  ".", "-", "(", ")", "%", "△",
                                                  "≥", "≤", "＝", "<", ">", "/", ""};
constexpr int kClasses = static_cast<int>(kSigns.size());
constexpr int kReject = kClasses - 1;
constexpr int kLastDigit = 10;
constexpr int kLastOfAmount = 17;

/// The classes that stay under an alphabet; those left out are dropped.
std::array<int, kSigns.size()> classes_of(Alphabet alphabet) {
  const int last = alphabet == Alphabet::Code     ? kLastDigit
                   : alphabet == Alphabet::Amount ? kLastOfAmount
                                                  : kReject;
  std::array<int, kSigns.size()> kept{};
  for (int c = 0; c < kClasses; ++c)
    kept[static_cast<std::size_t>(c)] = c <= last || c == kReject ? c : -1;
  return kept;
}

struct Tone {
  int paper = 0;
  int ink = 0;
};

Tone tone_of(const cv::Mat& pixels) {
  std::array<int, 256> counts{};
  for (int y = 0; y < pixels.rows; ++y)
    for (int x = 0; x < pixels.cols; ++x) ++counts[pixels.at<uchar>(y, x)];
  const int rank = static_cast<int>(kPaperShare * (static_cast<double>(pixels.total()) - 1));
  Tone tone;
  while (tone.ink < 255 && counts[static_cast<std::size_t>(tone.ink)] == 0) ++tone.ink;
  for (int seen = 0; tone.paper < 255; ++tone.paper) {
    seen += counts[static_cast<std::size_t>(tone.paper)];
    if (seen > rank) break;
  }
  return tone;
}

/// 1 x 1 x height x width, 0 = paper, 1 = the darkest ink.
cv::Mat to_blob(const LineImage& line, const SmallReaderOptions& options) {
  cv::Mat source = line.pixels;
  const int lowest = static_cast<int>(std::lround(to_pixels(options.min_line_pt, line.dpi)));
  const int missing = std::max(0, lowest - source.rows);
  if (missing > 0) {
    cv::Mat padded;
    cv::copyMakeBorder(source,
                       padded,
                       missing / 2,
                       missing - missing / 2,
                       0,
                       0,
                       cv::BORDER_CONSTANT,
                       cv::Scalar(tone_of(source).paper));
    source = padded;
  }
  const double scale = static_cast<double>(options.height_px) / source.rows;
  const int width =
      std::clamp(static_cast<int>(std::lround(source.cols * scale)), 1, options.max_width_px);
  cv::Mat scaled;
  cv::resize(source,
             scaled,
             {width, options.height_px},
             0,
             0,
             scale > 1 ? cv::INTER_LINEAR : cv::INTER_AREA);
  const Tone tone = tone_of(scaled);
  const double contrast = std::max<double>(tone.paper - tone.ink, options.least_contrast);

  const int step = options.width_step_px;
  const int filled = (width + 2 * options.side_px + step - 1) / step * step;
  cv::Mat blob(std::vector<int>{1, 1, options.height_px, filled}, CV_32F, cv::Scalar(0));
  for (int y = 0; y < options.height_px; ++y) {
    const auto* row = scaled.ptr<uchar>(y);
    auto* out = blob.ptr<float>(0, 0, y) + options.side_px;
    for (int x = 0; x < width; ++x)
      out[x] = static_cast<float>(std::clamp((tone.paper - row[x]) / contrast, 0.0, 1.0));
  }
  return blob;
}

bool refused(const CtcString& string) {
  return string.symbols.empty() ||
         std::find(string.symbols.begin(), string.symbols.end(), kReject) != string.symbols.end();
}

/// A run of foreign print is one class of the network, however long, and may be passed over:
/// columns of ink far from every sign show it.
bool leaves_ink(const cv::Mat& blob, const CtcMatrix& matrix, const SmallReaderOptions& options) {
  const int height = blob.size[2], width = blob.size[3];
  const double px_a_step = static_cast<double>(width) / matrix.steps;
  std::vector<bool> near(static_cast<std::size_t>(width), false);
  for (int s = 0; s < matrix.steps; ++s) {
    const auto row =
        matrix.probabilities.subspan(static_cast<std::size_t>(s) * kSigns.size(), kSigns.size());
    if (std::max_element(row.begin(), row.end()) == row.begin()) continue;
    const int at = static_cast<int>(s * px_a_step);
    const int last = std::min(width - 1, at + options.reach_px);
    for (int x = std::max(0, at - options.reach_px); x <= last; ++x)
      near[static_cast<std::size_t>(x)] = true;
  }
  int loose = 0;
  for (int x = 0; x < width; ++x) {
    if (near[static_cast<std::size_t>(x)]) continue;
    bool ink = false;
    for (int y = 0; y < height && !ink; ++y) ink = blob.ptr<float>(0, 0, y)[x] > kInk;
    loose += ink ? 1 : 0;
  }
  return loose > options.loose_ink_px;
}

Reading reading_of(const CtcString& string) {
  Reading reading;
  for (const int c : string.symbols) reading.text += kSigns[static_cast<std::size_t>(c)];
  reading.confidence = std::exp(-string.cost);
  reading.engine = "small";
  reading.cost = string.cost;
  return reading;
}

std::vector<Reading> decode(const CtcMatrix& matrix, const CtcOptions& options) {
  const std::vector<CtcString> strings = decode_beam(matrix, options);
  if (strings.empty() || refused(strings.front())) return {};
  std::vector<Reading> readings;
  for (const CtcString& string : strings)
    if (!refused(string) && std::isfinite(string.cost)) readings.push_back(reading_of(string));
  return readings;
}

/// Under an alphabet its signs compete alone; print outside of it is told where it is likelier.
std::vector<Reading> decode(const CtcMatrix& matrix, Alphabet alphabet, const CtcOptions& options) {
  std::vector<Reading> any = decode(matrix, options);
  if (alphabet == Alphabet::Any || any.empty()) return any;
  const auto groups = classes_of(alphabet);
  const std::vector<float> within = merge_classes(matrix, groups, kClasses);
  std::vector<Reading> readings = decode({within, matrix.steps, kClasses}, options);
  const Reading& best = any.front();
  if (readings.empty() || (best.text != readings.front().text && best.cost < readings.front().cost))
    readings.insert(readings.begin(), best);
  return readings;
}

class SmallReader : public Recognizer {
 public:
  SmallReader(fs::path file, std::vector<char> model, const SmallReaderOptions& options)
      : file_(std::move(file)), model_(std::move(model)), options_(options) {
    const cv::Mat paper(options_.height_px, options_.height_px, CV_8UC1, cv::Scalar(255));
    read_line({paper, Dpi{kPointsPerInch}, Alphabet::Any});  // a damaged file is told at once
  }

  std::string_view name() const override { return "small"; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    std::vector<std::vector<Reading>> result;
    result.reserve(lines.size());
    for (const LineImage& line : lines) result.push_back(read_line(line));
    return result;
  }

 private:
  std::vector<Reading> read_line(const LineImage& line) {
    if (line.pixels.empty()) return {};
    const cv::Mat blob = to_blob(line, options_);
    const cv::Mat out = run(blob);
    const int steps = out.size[3];
    std::vector<float> rows(static_cast<std::size_t>(steps) * kSigns.size());
    for (int c = 0; c < kClasses; ++c)
      for (int s = 0; s < steps; ++s)
        rows[static_cast<std::size_t>(s) * kClasses + static_cast<std::size_t>(c)] =
            out.ptr<float>(0, c, 0)[s];
    const CtcMatrix matrix{rows, steps, kClasses};
    if (leaves_ink(blob, matrix, options_)) return {};
    return decode(matrix, line.alphabet, options_.decoding);
  }

  /// 1 x classes x 1 x steps.
  cv::Mat run(const cv::Mat& blob) {
    try {
      cv::dnn::Net& net = network(blob.size[3]);
      net.setInput(blob);
      cv::Mat out = net.forward();
      if (out.dims == 4 && out.size[1] == kClasses && out.size[2] == 1) return out;
    } catch (const cv::Exception&) {  // told below
    }
    throw InputError(
        file_.string(), "", "is damaged or not the small reader's network", "install gouji again");
  }

  /// One a width: OpenCV lays a network out anew whenever its input changes its size.
  cv::dnn::Net& network(int width) {
    const auto known = networks_.find(width);
    if (known != networks_.end()) return known->second;
    cv::dnn::Net net = cv::dnn::readNetFromONNX(model_.data(), model_.size());
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return networks_.emplace(width, std::move(net)).first->second;
  }

  fs::path file_;
  std::vector<char> model_;
  SmallReaderOptions options_;
  std::map<int, cv::dnn::Net> networks_;
};

}  // namespace

std::unique_ptr<Recognizer> make_small_reader(const fs::path& folder,
                                              const SmallReaderOptions& options) {
  const std::vector<fs::path> folders =
      folder.empty() ? model_folders(GOUJI_MODEL_DIR) : std::vector<fs::path>{folder};
  for (const fs::path& place : folders) {
    const fs::path file = place / "small_reader.onnx";
    std::ifstream in(file, std::ios::binary);
    if (!in) continue;
    std::vector<char> model{std::istreambuf_iterator<char>(in), {}};
    return std::make_unique<SmallReader>(file, std::move(model), options);
  }
  return nullptr;
}

std::unique_ptr<Recognizer> make_small_reader(const fs::path& folder) {
  return make_small_reader(folder, SmallReaderOptions{});
}

}  // namespace gouji
