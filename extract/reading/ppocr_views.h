// What both networks see in the lines of a cell, as they are and with their strokes restored, to
// weigh any texts against.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/reading/phrase_trie.h"
#include "extract/reading/ppocr_network.h"

namespace gouji {

/// Texts as either network spells them.
struct SpelledTexts {
  std::vector<std::string> texts;
  PhraseTrie tiny, small;
};

/// Spells texts in the signs that the networks tell apart. Read-only: threads share it.
class Speller {
 public:
  /// All signs.
  explicit Speller(const PpocrModels& models);

  /// Those of these texts alone: what is seen in a cell is then a hundredth in size.
  Speller(const PpocrModels& models, const std::vector<std::string>& texts);

  /// Texts with signs that a network does not have are never found by it. Of texts that print alike
  /// the last is found.
  SpelledTexts spell(std::vector<std::string> texts) const;

  /// One network's classes by sign, and the signs' numbers.
  struct Signs {
    std::unordered_map<std::string, int> number_of;
    std::vector<int> groups;  ///< as merge_classes takes them
    int count = 1;            ///< with the blank
  };

  const Signs& signs(bool tiny) const { return tiny ? tiny_ : small_; }

 private:
  Signs tiny_, small_;
};

class CellViews {
 public:
  /// Runs the networks on each line. `speller`: of all texts to weigh.
  CellViews(const PpocrModels& models,
            const Speller& speller,
            std::span<const LineImage> lines,
            const PpocrOptions& options);

  /// How well the lines fit each text, in nats; infinity where no network can spell it.
  std::vector<double> costs(const SpelledTexts& words) const;

  /// How well they fit the best of all strings of the speller's signs, in nats.
  double cost_of_any() const;

 private:
  struct View {
    std::vector<float> probabilities;  ///< line after line, by signs of print
    int signs = 0;
    bool tiny = false;
    double weight = 1;  ///< those of all views of a cell add up to 1

    CtcMatrix matrix() const {
      return {probabilities, static_cast<int>(probabilities.size()) / signs, signs};
    }
  };

  template <class Cost>
  double mean_cost(const Cost& cost_of) const;

  CtcOptions decoding_;
  double floor_;
  std::vector<View> views_;
};

}  // namespace gouji
