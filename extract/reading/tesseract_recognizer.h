// Tesseract's LSTM models behind Recognizer: one line at a time, the same answer whatever was read
// before. One instance belongs to one thread.
#pragma once

#include <memory>
#include <string>

#include "extract/reading/recognizer.h"

namespace gouji {

struct TesseractModel {
  std::string language;       ///< "eng", "chi_sim"
  double text_height_px = 0;  ///< lines are scaled so that their glyphs have this height
  bool dictionaries = false;
};

/// Throws InputError naming the missing Debian package when the model cannot be loaded.
std::unique_ptr<Recognizer> make_tesseract_recognizer(const TesseractModel& model);

}  // namespace gouji
