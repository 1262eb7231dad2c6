// Which known phrase the lines of a cell say, if any, and which word of each closed set they say
// rather than its others: each is weighed against the pixels by both networks.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "extract/reading/ppocr_views.h"

namespace gouji {

class PpocrPhrases {
 public:
  /// `options.phrases` and `options.closed_sets`.
  PpocrPhrases(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options);

  /// Recognizer::read_known.
  KnownReadings read(std::span<const LineImage> lines) const;

 private:
  std::shared_ptr<const PpocrModels> models_;
  PpocrOptions options_;
  std::optional<Speller> speller_;  ///< nothing without phrases and closed sets
  SpelledTexts phrases_;
  std::vector<SpelledTexts> closed_sets_;
};

}  // namespace gouji
