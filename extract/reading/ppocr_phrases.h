// Which known phrase the lines of a cell say, if any: each phrase is weighed against the pixels by
// both networks.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "extract/reading/phrase_trie.h"
#include "extract/reading/ppocr_network.h"

namespace gouji {

class PpocrPhrases {
 public:
  /// `options.phrases`; those with signs that neither network has are never found.
  PpocrPhrases(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options);

  /// Recognizer::read_known.
  std::optional<Reading> read(std::span<const LineImage> lines) const;

 private:
  std::shared_ptr<const PpocrModels> models_;
  PpocrOptions options_;
  PhraseTrie tiny_;
  PhraseTrie small_;
};

}  // namespace gouji
