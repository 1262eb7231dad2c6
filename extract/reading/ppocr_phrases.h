// Which known phrase the lines of a cell say, if any, and which word of each closed set they say
// rather than its others: each is weighed against the pixels by both networks.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extract/reading/phrase_trie.h"
#include "extract/reading/ppocr_network.h"

namespace gouji {

class PpocrPhrases {
 public:
  /// `options.phrases` and `options.closed_sets`; those with signs that a network does not have are
  /// never found by it.
  PpocrPhrases(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options);

  /// Recognizer::read_known.
  KnownReadings read(std::span<const LineImage> lines) const;

 private:
  /// Texts as either network spells them.
  struct Spelled {
    std::vector<std::string> texts;
    PhraseTrie tiny, small;
  };

  std::shared_ptr<const PpocrModels> models_;
  PpocrOptions options_;
  Spelled phrases_;
  std::vector<Spelled> closed_sets_;
};

}  // namespace gouji
