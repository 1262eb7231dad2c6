// CTC decoding: from the probabilities of each step (class 0 is the blank) to the likeliest symbol
// strings. Sums over all alignments, so the cost of a string is the model's own negative log
// probability of it. Knows no runtime and no characters.
#pragma once

#include <span>
#include <vector>

namespace gouji {

/// steps x classes, row-major; each row sums to about 1. Class 0 is the blank.
struct CtcMatrix {
  std::span<const float> probabilities;
  int steps = 0;
  int classes = 0;
};

struct CtcOptions {
  int best = 3;  ///< strings returned at most
  int beam = 8;  ///< prefixes kept a step; 8 and 32 gave the same first three on 1,478 lines
  double min_probability = 1e-4;  ///< of a class at a step; rarer ones are not followed
};

struct CtcString {
  std::vector<int> symbols;  ///< classes, without blanks and repeats
  double cost = 0;           ///< nats; infinity: impossible
};

/// The best path: at each step the likeliest class. `peaks` are the highest probabilities of each
/// symbol's run.
struct CtcPath {
  std::vector<int> symbols;
  std::vector<double> peaks;
};

CtcPath decode_greedy(const CtcMatrix& matrix);

/// Prefix beam search: the likeliest strings, cheapest first, never empty unless matrix has no
/// steps. Rows that sum to less than 1 (classes were left out) make strings dearer, never cheaper.
std::vector<CtcString> decode_beam(const CtcMatrix& matrix, const CtcOptions& options);

/// Classes that nobody can tell apart on paper: '(' and '（'.
using AlikeClasses = std::vector<std::vector<int>>;

/// Gives the probability of alike classes, at each stretch of steps where they are followed, to the
/// one that has most of it there: a reading's cost is then that of its print, not of its spelling.
/// `probabilities`: steps x classes, changed in place.
void gather_alike(std::span<float> probabilities,
                  int classes,
                  const AlikeClasses& alike,
                  double min_probability);

/// A smaller matrix whose class k holds the sum of the classes that `groups` maps to k (-1:
/// dropped). groups[0] is 0. Serves as an alphabet mask, and merges glyphs that are the same sign
/// (',' and '，').
std::vector<float> merge_classes(const CtcMatrix& matrix,
                                 std::span<const int> groups,
                                 int merged_classes);

}  // namespace gouji
