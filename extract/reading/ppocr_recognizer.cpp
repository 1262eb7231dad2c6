#include "extract/reading/ppocr_recognizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <string>

#include "extract/reading/onnx_runtime.h"
#include "extract/reading/print_key.h"
#include "extract/reading/sign_groups.h"
#include "extract/reading/simplified_forms.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr double kPaper = 255;

/// One network with what its classes mean.
struct Network {
  std::unique_ptr<OnnxModel> model;
  std::vector<std::string> characters;  ///< by class; [0] is the blank
  AlikeClasses alike;
  SignGroups amount;
  SignGroups code;
};

/// The list has one character a line; the blank comes before it and a space after it.
std::vector<std::string> read_characters(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError(file.string(), "", "cannot be read", "run scripts/fetch-models again");
  std::vector<std::string> characters{""};
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    characters.push_back(line);
  }
  characters.emplace_back(" ");
  return characters;
}

AlikeClasses alike_classes(const std::vector<std::string>& characters) {
  std::map<std::string, std::vector<int>> by_print;
  for (std::size_t i = 1; i < characters.size(); ++i)
    if (const std::string key = print_key(characters[i]); !key.empty())
      by_print[key].push_back(static_cast<int>(i));
  AlikeClasses alike;
  for (auto& [key, classes] : by_print)
    if (classes.size() > 1) alike.push_back(std::move(classes));
  return alike;
}

/// White paper above and below a low line, so that a dash stays a dash when the line is scaled up.
cv::Mat at_line_height(const LineImage& line, const PpocrOptions& options) {
  const int lowest = static_cast<int>(std::lround(to_pixels(options.min_line_pt, line.dpi)));
  const int missing = std::max(0, lowest - line.pixels.rows);
  if (missing == 0) return line.pixels;
  cv::Mat padded;
  cv::copyMakeBorder(line.pixels,
                     padded,
                     missing / 2,
                     missing - missing / 2,
                     0,
                     0,
                     cv::BORDER_CONSTANT,
                     cv::Scalar(kPaper));
  return padded;
}

/// Scaled to the network's height, values -1 (ink) to 1 (paper), three equal planes, filled up with
/// paper on the right.
OnnxTensor to_tensor(const LineImage& line, const PpocrOptions& options) {
  const cv::Mat source = at_line_height(line, options);
  const int height = options.height_px;
  const double scale = static_cast<double>(height) / source.rows;
  const int width =
      std::clamp(static_cast<int>(std::lround(source.cols * scale)), 1, options.max_width_px);
  const int step = options.width_step_px;
  const int filled = std::max((width + step - 1) / step * step, options.min_width_px);
  cv::Mat scaled;
  cv::resize(source, scaled, {width, height}, 0, 0, scale > 1 ? cv::INTER_LINEAR : cv::INTER_AREA);

  OnnxTensor tensor{{1, 3, height, filled}, {}};
  const auto plane = static_cast<size_t>(height) * static_cast<size_t>(filled);
  tensor.values.assign(3 * plane, 1.0F);
  for (int y = 0; y < height; ++y) {
    const auto* row = scaled.ptr<unsigned char>(y);
    float* out = tensor.values.data() + static_cast<size_t>(y) * static_cast<size_t>(filled);
    for (int x = 0; x < width; ++x) out[x] = static_cast<float>(row[x]) / 127.5F - 1.0F;
  }
  for (size_t copy = 1; copy < 3; ++copy)
    std::copy_n(
        tensor.values.begin(), plane, tensor.values.begin() + static_cast<long>(copy * plane));
  return tensor;
}

std::string text_of(const std::vector<int>& symbols, std::span<const std::string> signs) {
  std::string text;
  for (int s : symbols) text += signs[static_cast<size_t>(s)];
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What one network makes of one line.
struct Opinion {
  std::vector<Reading> readings;  ///< cheapest first, texts differ
  double weakest_sign = 0;        ///< probability of the least sure sign of the best path
};

/// Keeps the readings cheapest first and one a print, adding up what equal prints have; the
/// likeliest spelling stands for them.
void add_reading(std::vector<Reading>& readings, Reading reading) {
  if (reading.text.empty()) return;
  const std::string key = print_key(reading.text);
  for (Reading& r : readings) {
    if (print_key(r.text) != key) continue;
    if (reading.cost < r.cost) r.text = reading.text;
    r.confidence = std::min(1.0, r.confidence + reading.confidence);
    const double apart = std::abs(r.cost - reading.cost);
    r.cost = std::max(0.0, std::min(r.cost, reading.cost) - std::log1p(std::exp(-apart)));
    return;
  }
  readings.push_back(std::move(reading));
}

void sort_by_cost(std::vector<Reading>& readings) {
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.cost < b.cost;
  });
}

Opinion decode(const CtcMatrix& matrix,
               std::span<const std::string> signs,
               const CtcOptions& options) {
  Opinion opinion;
  const CtcPath path = decode_greedy(matrix);
  if (!path.peaks.empty())
    opinion.weakest_sign = *std::min_element(path.peaks.begin(), path.peaks.end());
  for (const CtcString& s : decode_beam(matrix, options)) {
    if (!std::isfinite(s.cost)) continue;
    add_reading(opinion.readings, {text_of(s.symbols, signs), std::exp(-s.cost), "ppocr", s.cost});
  }
  return opinion;
}

Opinion ask(const Network& network,
            OnnxTensor& line,
            Alphabet alphabet,
            const PpocrOptions& ppocr) {
  const CtcOptions& options = ppocr.decoding;
  OnnxTensor out = network.model->run(line.values, line.shape);
  const CtcMatrix all{
      out.values, static_cast<int>(out.shape.at(1)), static_cast<int>(out.shape.at(2))};
  if (out.shape.at(2) != static_cast<std::int64_t>(network.characters.size()))
    throw InputError("ppocr",
                     "",
                     "model and character list do not belong together",
                     "run scripts/fetch-models again");
  gather_alike(out.values, all.classes, network.alike, options.min_probability);
  if (alphabet == Alphabet::Any) {
    CtcOptions words = options;
    words.best = ppocr.best_words;
    return decode(all, network.characters, words);
  }

  const SignGroups& groups = alphabet == Alphabet::Code ? network.code : network.amount;
  const int classes = static_cast<int>(groups.signs.size());
  const std::vector<float> merged = merge_classes(all, groups.groups, classes);
  Opinion opinion = decode({merged, all.steps, classes}, groups.signs, options);
  // Print outside the alphabet: reported where it is likelier than anything within.
  CtcOptions one = options;
  one.best = 1;
  Opinion free = decode(all, network.characters, one);
  if (!free.readings.empty() &&
      (opinion.readings.empty() || free.readings.front().cost < opinion.readings.front().cost)) {
    opinion.weakest_sign = free.weakest_sign;
    add_reading(opinion.readings, free.readings.front());
    sort_by_cost(opinion.readings);
  }
  return opinion;
}

}  // namespace

class PpocrModels {
 public:
  Network tiny;
  Network small;
};

namespace {

/// Weighted mean of both networks' probabilities.
std::vector<Reading> combine(const Opinion& tiny,
                             const Opinion& small,
                             const PpocrOptions& options) {
  std::vector<Reading> readings;
  for (const auto& [opinion, weight] :
       {std::pair{&small, 1 - options.tiny_weight}, std::pair{&tiny, options.tiny_weight}}) {
    for (Reading r : opinion->readings) {
      r.confidence *= weight;
      r.cost -= std::log(weight);
      add_reading(readings, std::move(r));
    }
  }
  sort_by_cost(readings);
  return readings;
}

class PpocrRecognizer : public Recognizer {
 public:
  PpocrRecognizer(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options)
      : models_(std::move(models)), options_(options) {}

  std::string_view name() const override { return "ppocr"; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    std::vector<std::vector<Reading>> result;
    result.reserve(lines.size());
    for (const LineImage& line : lines) result.push_back(read_line(line));
    return result;
  }

 private:
  std::vector<Reading> read_line(const LineImage& line) const {
    if (line.pixels.empty()) return {};
    OnnxTensor tensor = to_tensor(line, options_);
    Opinion tiny = ask(models_->tiny, tensor, line.alphabet, options_);
    if (tiny.weakest_sign >= options_.sure) return std::move(tiny.readings);
    return combine(tiny, ask(models_->small, tensor, line.alphabet, options_), options_);
  }

  std::shared_ptr<const PpocrModels> models_;
  PpocrOptions options_;
};

std::vector<fs::path> default_folders() {
  std::vector<fs::path> folders;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(program.parent_path().parent_path() / "share/gouji/models");
  folders.emplace_back(GOUJI_PPOCR_DIR);
  return folders;
}

Network load_network(const fs::path& folder, const std::string& size) {
  Network network;
  const fs::path system_library =
      GOUJI_ONNXRUNTIME_LIBRARY;  // empty: none was found when gouji was built
  const fs::path file = folder / (size + ".onnx");
  if (!system_library.empty()) network.model = OnnxModel::load(system_library, file);
  if (!network.model) network.model = OnnxModel::load(folder / "libonnxruntime.so", file);
  network.characters = read_characters(folder / (size + ".txt"));
  simplify_signs(network.characters);
  network.alike = alike_classes(network.characters);
  network.amount = group_signs(network.characters, Alphabet::Amount);
  network.code = group_signs(network.characters, Alphabet::Code);
  return network;
}

bool has_models(const fs::path& folder) {
  constexpr std::array files{"tiny.onnx", "tiny.txt", "small.onnx", "small.txt"};
  std::error_code error;
  return std::all_of(files.begin(), files.end(), [&](const char* file) {
    return fs::is_regular_file(folder / file, error);
  });
}

}  // namespace

std::shared_ptr<const PpocrModels> load_ppocr_models(const fs::path& folder) {
  const std::vector<fs::path> folders =
      folder.empty() ? default_folders() : std::vector<fs::path>{folder};
  const auto found = std::find_if(folders.begin(), folders.end(), has_models);
  if (found == folders.end()) return nullptr;

  static std::mutex mutex;  // 30 MB of weights are loaded once, not once a thread
  static std::map<fs::path, std::weak_ptr<const PpocrModels>> loaded;
  const std::scoped_lock lock(mutex);
  auto& slot = loaded[*found];
  if (auto models = slot.lock()) return models;
  auto models = std::make_shared<PpocrModels>();
  models->tiny = load_network(*found, "tiny");
  models->small = load_network(*found, "small");
  if (!models->tiny.model || !models->small.model) return nullptr;
  slot = models;
  return models;
}

std::unique_ptr<Recognizer> make_ppocr_recognizer(std::shared_ptr<const PpocrModels> models,
                                                  const PpocrOptions& options) {
  if (!models) return nullptr;
  return std::make_unique<PpocrRecognizer>(std::move(models), options);
}

std::unique_ptr<Recognizer> make_ppocr_recognizer(const fs::path& model_folder) {
  return make_ppocr_recognizer(load_ppocr_models(model_folder));
}

}  // namespace gouji
