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

/// What the words that an engine was told of make of a cell.
struct KnownReadings {
  /// One of the phrases, where it fits the pixels nearly as well as what they look like and better
  /// than any other phrase.
  std::optional<Reading> phrase;
  /// Of each closed set the word that fits best, however badly, where it fits better than the
  /// set's others.
  std::vector<Reading> closed;
};

class Recognizer {
 public:
  virtual ~Recognizer() = default;

  virtual std::string_view name() const = 0;

  /// For each line its readings, best first; an empty list when nothing was read.
  virtual std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) = 0;

  /// The lines of one cell as words that the engine was told of. Engines that cannot tell find
  /// none.
  virtual KnownReadings read_known(std::span<const LineImage> /*lines*/) { return {}; }
};

using RecognizerFactory = std::function<std::unique_ptr<Recognizer>()>;

}  // namespace gouji
