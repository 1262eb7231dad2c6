// The interface of an engine that reads one line of text: cropped line images in, readings out, in
// the same order. An engine instance belongs to one thread; the factory makes one for each.
#pragma once

#include <functional>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/raw_table.h"
#include "core/units.h"

namespace gouji {

/// What a line may hold: chooses model and white list.
enum class Alphabet {
  Any,     ///< Chinese, Latin, digits, punctuation
  Amount,  ///< digits , . - ( ) % △
  Code,    ///< digits only
};

/// One line of text without rules, trimmed to its ink plus a small margin.
struct LineImage {
  cv::Mat pixels;  ///< CV_8UC1, 255 = paper
  Dpi dpi;
  Alphabet alphabet = Alphabet::Any;
  double text_height_px = 0;  ///< of a digit or a full glyph in these pixels; 0: not known
};

class Recognizer {
 public:
  virtual ~Recognizer() = default;

  virtual std::string_view name() const = 0;

  /// For each line its readings, best first; an empty list when nothing was read.
  virtual std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) = 0;

  /// The lines of one cell as one of the phrases that the engine was told of, where one of them
  /// fits the pixels nearly as well as what they look like and better than any other phrase.
  /// Engines that cannot tell find none.
  virtual std::optional<Reading> read_known(std::span<const LineImage> /*lines*/) {
    return std::nullopt;
  }
};

using RecognizerFactory = std::function<std::unique_ptr<Recognizer>()>;

}  // namespace gouji
