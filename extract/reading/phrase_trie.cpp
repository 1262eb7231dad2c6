#include "extract/reading/phrase_trie.h"

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

/// Probabilities of all alignments up to a step that end in a prefix of a phrase: in a blank after
/// it, or in its last symbol.
struct Prefixes {
  std::vector<double> blank, symbol;
};

}  // namespace

void PhraseTrie::add(std::span<const int> symbols, int phrase) {
  if (symbols.empty()) return;
  int node = 0;
  for (const int symbol : symbols) {
    const auto& children = children_[static_cast<std::size_t>(node)];
    const auto known = std::find_if(children.begin(), children.end(), [&](int child) {
      return symbol_[static_cast<std::size_t>(child)] == symbol;
    });
    if (known != children.end()) {
      node = *known;
      continue;
    }
    const int made = static_cast<int>(parent_.size());
    children_[static_cast<std::size_t>(node)].push_back(made);
    parent_.push_back(node);
    symbol_.push_back(symbol);
    phrase_.push_back(-1);
    children_.emplace_back();
    node = made;
  }
  phrase_[static_cast<std::size_t>(node)] = phrase;
}

std::vector<PhraseCost> PhraseTrie::likeliest(const CtcMatrix& matrix,
                                              double floor,
                                              std::size_t best) const {
  if (matrix.steps == 0) return {};
  const std::size_t nodes = parent_.size();
  Prefixes at{std::vector<double>(nodes, 0), std::vector<double>(nodes, 0)};
  at.blank[0] = 1;
  double scaled_away = 0;  // nats, so that long lines do not underflow
  for (int step = 0; step < matrix.steps; ++step) {
    const auto width = static_cast<std::size_t>(matrix.classes);
    const auto row = matrix.probabilities.subspan(static_cast<std::size_t>(step) * width, width);
    const auto likely = [&](int symbol) {
      return std::max<double>(floor, row[static_cast<std::size_t>(symbol)]);
    };
    const double blank = likely(0);
    double top = 0;
    // From the leaves to the root: a node's parent still has the probabilities of the step before.
    for (std::size_t n = nodes; n-- > 1;) {
      const auto from = static_cast<std::size_t>(parent_[n]);
      const double all = at.blank[n] + at.symbol[n];
      // A repeat needs a blank between.
      const double entered = at.blank[from] + (symbol_[from] == symbol_[n] ? 0 : at.symbol[from]);
      at.blank[n] = all * blank;
      at.symbol[n] = (at.symbol[n] + entered) * likely(symbol_[n]);
      top = std::max({top, at.blank[n], at.symbol[n]});
    }
    at.blank[0] *= blank;
    top = std::max(top, at.blank[0]);
    if (top <= 0) return {};
    for (std::size_t n = 0; n < nodes; ++n) {
      at.blank[n] /= top;
      at.symbol[n] /= top;
    }
    scaled_away -= std::log(top);
  }
  std::vector<PhraseCost> costs;
  for (std::size_t n = 1; n < nodes; ++n)
    if (const double all = at.blank[n] + at.symbol[n]; phrase_[n] >= 0 && all > 0)
      costs.push_back({phrase_[n], std::max(0.0, scaled_away - std::log(all))});
  std::stable_sort(costs.begin(), costs.end(), [](const PhraseCost& a, const PhraseCost& b) {
    return a.cost < b.cost;
  });
  if (costs.size() > best) costs.resize(best);
  return costs;
}

}  // namespace gouji
