#include "extract/reading/ppocr_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <mutex>
#include <opencv2/imgproc.hpp>

#include "extract/reading/model_folders.h"
#include "extract/reading/print_key.h"
#include "extract/reading/simplified_forms.h"

namespace gouji {
namespace {

constexpr const char* kOnnxRuntime = "libonnxruntime.so";  // beside the models

namespace fs = std::filesystem;

constexpr double kPaper = 255;

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

SignGroups print_signs(const std::vector<std::string>& characters) {
  SignGroups print{{}, {""}};
  std::map<std::string, int> known{{"", 0}};
  for (const std::string& character : characters) {
    const std::string key = print_key(character);
    const auto [sign, made] = known.emplace(key, static_cast<int>(print.signs.size()));
    if (made) print.signs.push_back(key);
    print.groups.push_back(sign->second);
  }
  return print;
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

/// By the system's runtime, else by that of the folder; nullptr without either.
std::unique_ptr<OnnxModel> load_model(const fs::path& folder, const fs::path& file) {
  const fs::path system_library =
      GOUJI_ONNXRUNTIME_LIBRARY;  // empty: none was found when gouji was built
  std::unique_ptr<OnnxModel> model;
  if (!system_library.empty()) model = OnnxModel::load(system_library, file);
  if (!model) model = OnnxModel::load(folder / kOnnxRuntime, file);
  return model;
}

PpocrNetwork load_network(const fs::path& folder, const std::string& size) {
  PpocrNetwork network;
  network.model = load_model(folder, folder / (size + ".onnx"));
  network.characters = read_characters(folder / (size + ".txt"));
  simplify_signs(network.characters);
  network.alike = alike_classes(network.characters);
  network.print = print_signs(network.characters);
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

/// The folder itself, or where models are sought when it is empty; empty where there are none.
fs::path find_models(const fs::path& folder) {
  const std::vector<fs::path> folders =
      folder.empty() ? model_folders(GOUJI_PPOCR_DIR) : std::vector<fs::path>{folder};
  const auto found = std::find_if(folders.begin(), folders.end(), has_models);
  return found == folders.end() ? fs::path() : *found;
}

}  // namespace

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

OnnxTensor run(const PpocrNetwork& network, OnnxTensor& line) {
  OnnxTensor out = network.model->run(line.values, line.shape);
  if (out.shape.at(2) != static_cast<std::int64_t>(network.characters.size()))
    throw InputError("ppocr",
                     "",
                     "model and character list do not belong together",
                     "run scripts/fetch-models again");
  return out;
}

CtcMatrix matrix_of(const OnnxTensor& out) {
  return {out.values, static_cast<int>(out.shape.at(1)), static_cast<int>(out.shape.at(2))};
}

bool has_ppocr_models(const fs::path& folder) {
  const fs::path found = find_models(folder);
  std::error_code error;
  return !found.empty() && (fs::is_regular_file(GOUJI_ONNXRUNTIME_LIBRARY, error) ||
                            fs::is_regular_file(found / kOnnxRuntime, error));
}

std::shared_ptr<const PpocrModels> load_ppocr_models(const fs::path& folder) {
  const fs::path found = find_models(folder);
  if (found.empty()) return nullptr;

  static std::mutex mutex;  // 30 MB of weights are loaded once, not once a thread
  static std::map<fs::path, std::weak_ptr<const PpocrModels>> loaded;
  const std::scoped_lock lock(mutex);
  auto& slot = loaded[found];
  if (auto models = slot.lock()) return models;
  auto models = std::make_shared<PpocrModels>();
  models->tiny = load_network(found, "tiny");
  models->small = load_network(found, "small");
  if (!models->tiny.model || !models->small.model) return nullptr;
  if (const fs::path file = find_restorer(); !file.empty())
    if (auto model = load_model(found, file)) models->restorer.emplace(std::move(model));
  slot = models;
  return models;
}

}  // namespace gouji
