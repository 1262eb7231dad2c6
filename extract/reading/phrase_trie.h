// Known phrases as a tree of symbols, and the CTC cost of each of them: which of the texts that
// such documents print fits a line's probabilities best. Sums over all alignments, as the decoder
// does (ctc_decoder.h), but over a given list in place of all strings.
#pragma once

#include <span>
#include <vector>

#include "extract/reading/ctc_decoder.h"

namespace gouji {

struct PhraseCost {
  int phrase = 0;   ///< as given to PhraseTrie::add
  double cost = 0;  ///< nats

  bool operator==(const PhraseCost&) const = default;
};

class PhraseTrie {
 public:
  /// `symbols`: classes of the network, none of them the blank. A phrase of equal symbols replaces
  /// the one before; an empty one is not kept.
  void add(std::span<const int> symbols, int phrase);

  /// The `best` phrases that are likeliest, cheapest first, ties in order of adding. Classes of
  /// `matrix` are taken as no less likely than `floor` (0 to 1): what a network has never doubted
  /// may still be wrong. Nothing for a matrix without steps.
  std::vector<PhraseCost> likeliest(const CtcMatrix& matrix, double floor, std::size_t best) const;

 private:
  // By node, parents before their children; the root is node 0.
  std::vector<int> parent_{-1}, symbol_{0}, phrase_{-1};
  std::vector<std::vector<int>> children_{{}};
};

}  // namespace gouji
