// Our own network behind Recognizer: figures with separators and signs, and nothing else. It knows
// 0-9 , . - ( ) % △ ≥ ≤ ＝ < > / and one sign for all other print: a line with such print is
// refused (no reading). Convolutions only, run by OpenCV; made by training/. Each line is read by
// itself at its own width, so its answer depends on no other line.
#pragma once

#include <filesystem>
#include <memory>

#include "extract/reading/ctc_decoder.h"
#include "extract/reading/recognizer.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

/// The first four are those of training/render.py.
struct SmallReaderOptions {
  int height_px = 24;          ///< of the network's input
  int side_px = 4;             ///< paper at both ends
  double min_line_pt = 7;      ///< a lower line (a dash) is set in paper of this height
  double least_contrast = 64;  ///< of ink against paper, 0..255; less stays pale
  int width_step_px = 16;      ///< lines are filled up with paper; one prepared network a width
  int max_width_px = 480;      ///< some 40 signs, the longest trained on; a wider line is squeezed
  int reach_px = 16;           ///< a sign accounts for ink so far to either side of it
  int loose_ink_px = 8;  ///< columns of ink that no sign accounts for; more: the line is refused
  CtcOptions decoding;
};

// NOLINTEND(*magic-numbers)

/// `folder` holds small_reader.onnx; empty: searched beside the installed program
/// (share/gouji/models), then in the source tree. nullptr when it is not there. Throws InputError
/// for a damaged file. Reads on as many threads as OpenCV is set to.
std::unique_ptr<Recognizer> make_small_reader(const std::filesystem::path& folder = {});
std::unique_ptr<Recognizer> make_small_reader(const std::filesystem::path& folder,
                                              const SmallReaderOptions& options);

}  // namespace gouji
