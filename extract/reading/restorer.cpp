#include "extract/reading/restorer.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "extract/reading/model_folders.h"

namespace gouji {
namespace {

constexpr std::size_t kPlanes = 3;

}  // namespace

Restorer::Restorer(std::unique_ptr<OnnxModel> model) : model_(std::move(model)) {}

OnnxTensor Restorer::restored(const OnnxTensor& line) const {
  std::vector<std::int64_t> shape = line.shape;
  shape.at(1) = 1;
  const std::size_t plane = line.values.size() / kPlanes;
  std::vector<float> darkness(plane);
  std::transform(line.values.begin(),
                 line.values.begin() + static_cast<std::ptrdiff_t>(plane),
                 darkness.begin(),
                 [](float tone) { return (1 - tone) / 2; });
  const OnnxTensor print = model_->run(darkness, shape);
  OnnxTensor restored{line.shape, {}};
  restored.values.reserve(line.values.size());
  for (std::size_t copy = 0; copy < kPlanes; ++copy)
    std::transform(print.values.begin(),
                   print.values.end(),
                   std::back_inserter(restored.values),
                   [](float dark) { return 1 - 2 * dark; });
  return restored;
}

std::filesystem::path find_restorer() {
  for (const auto& folder : model_folders(GOUJI_MODEL_DIR)) {
    std::error_code error;
    auto file = folder / "restorer.onnx";
    if (std::filesystem::is_regular_file(file, error)) return file;
  }
  return {};
}

}  // namespace gouji
