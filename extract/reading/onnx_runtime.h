// ONNX Runtime behind one class: a model file, a float tensor in, a float tensor out. The library
// is opened at run time (dlopen) through its C interface, so that gouji builds and runs without it,
// and no C++ ABI or header of it matters.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace gouji {

struct OnnxTensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// A loaded model with one input and one output. run() may be called from several threads at once.
/// f32 on one thread: the answer does not depend on the number of cores.
class OnnxModel {
 public:
  /// nullptr when `library` is not there or too old. Throws InputError when it is there and refuses
  /// the model.
  static std::unique_ptr<OnnxModel> load(const std::filesystem::path& library,
                                         const std::filesystem::path& model);
  ~OnnxModel();

  /// `shape` has the sizes of `input`. Throws InputError when the model refuses it.
  OnnxTensor run(std::span<float> input, std::span<const std::int64_t> shape) const;

 private:
  struct State;
  explicit OnnxModel(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gouji
