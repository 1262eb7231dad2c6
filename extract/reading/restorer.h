// Gives worn print its strokes back. A threshold leaves crumbs of thin strokes, and networks that
// never saw crumbs take 县 for 其; a small network of our own (training/train_restorer.py) makes of
// a worn line what its print may have looked like, for those networks to read.
#pragma once

#include <filesystem>
#include <memory>

#include "extract/reading/onnx_runtime.h"

namespace gouji {

/// restored() may be called from several threads at once.
class Restorer {
 public:
  explicit Restorer(std::unique_ptr<OnnxModel> model);

  /// A line as PP-OCR gets it, shape 1, 3, height, width (multiples of 8), values -1 (ink) to 1
  /// (paper), three equal planes; the same of its print. Throws InputError when the model refuses
  /// it.
  OnnxTensor restored(const OnnxTensor& line) const;

 private:
  std::unique_ptr<OnnxModel> model_;
};

/// restorer.onnx beside the installed program (share/gouji/models), then where the build left it;
/// an empty path where it is in neither.
std::filesystem::path find_restorer();

}  // namespace gouji
