// One PP-OCR network with what its classes mean, from a line's picture to the probabilities of its
// steps. Only onnx_runtime knows the runtime.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/reading/ctc_decoder.h"
#include "extract/reading/onnx_runtime.h"
#include "extract/reading/ppocr_recognizer.h"
#include "extract/reading/restorer.h"
#include "extract/reading/sign_groups.h"

namespace gouji {

struct PpocrNetwork {
  std::unique_ptr<OnnxModel> model;
  std::vector<std::string> characters;  ///< by class; [0] is the blank
  AlikeClasses alike;
  SignGroups print;  ///< classes that print alike are one sign, a space is none
  SignGroups amount;
  SignGroups code;
};

class PpocrModels {
 public:
  PpocrNetwork tiny;
  PpocrNetwork small;
  std::optional<Restorer> restorer;  ///< not without its model
};

/// Scaled to the network's height, values -1 (ink) to 1 (paper), three equal planes, filled up with
/// paper on the right.
OnnxTensor to_tensor(const LineImage& line, const PpocrOptions& options);

/// Shape 1, steps, classes. `line` is left unspecified. Throws InputError when model and characters
/// do not belong together.
OnnxTensor run(const PpocrNetwork& network, OnnxTensor& line);

/// What run gives, as a view.
CtcMatrix matrix_of(const OnnxTensor& out);

}  // namespace gouji
