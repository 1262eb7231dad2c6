#include "extract/reading/ctc_decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core/hal/intrin.hpp>
#include <set>

namespace gouji {
namespace {

constexpr int kBlank = 0;
constexpr size_t kBlock = 16;

std::span<const float> row_of(const CtcMatrix& matrix, int step) {
  const auto classes = static_cast<size_t>(matrix.classes);
  return matrix.probabilities.subspan(static_cast<size_t>(step) * classes, classes);
}

/// Prefixes as a tree: each knows its last symbol and the prefix before it.
class PrefixTree {
 public:
  struct Child {
    int symbol = kBlank;
    int node = 0;
  };

  struct Node {
    int parent = -1;
    int symbol = kBlank;
    std::vector<Child> children;  // by symbol
  };

  PrefixTree() : nodes_(1) {}

  int symbol(int node) const { return at(node).symbol; }

  int child(int node, int symbol) {
    auto& children = nodes_[static_cast<size_t>(node)].children;
    const auto place = std::lower_bound(
        children.begin(), children.end(), symbol, [](const Child& child, int wanted) {
          return child.symbol < wanted;
        });
    if (place != children.end() && place->symbol == symbol) return place->node;
    const int made = static_cast<int>(nodes_.size());
    children.insert(place, {symbol, made});
    nodes_.push_back({node, symbol, {}});
    return made;
  }

  std::vector<int> symbols(int node) const {
    std::vector<int> text;
    for (; at(node).parent >= 0; node = at(node).parent) text.push_back(at(node).symbol);
    std::reverse(text.begin(), text.end());
    return text;
  }

 private:
  const Node& at(int node) const { return nodes_[static_cast<size_t>(node)]; }

  std::vector<Node> nodes_;
};

/// One prefix with the probability of all alignments that end in a blank and of those that end in
/// its last symbol.
struct Hypothesis {
  int node = 0;
  double blank = 0;
  double symbol = 0;

  double total() const { return blank + symbol; }
};

/// The hypotheses of one step, found by their nodes: a sparse set (Briggs and Torczon 1993), whose
/// places need no clearing because what stands there is looked at.
class HypothesisSet {
 public:
  Hypothesis& of(int node) {
    const auto n = static_cast<size_t>(node);
    if (n >= place_of_.size()) place_of_.resize(2 * n + 1, 0);
    const size_t place = place_of_[n];
    if (place < list.size() && list[place].node == node) return list[place];
    place_of_[n] = list.size();
    return list.emplace_back(Hypothesis{node, 0, 0});
  }

  std::vector<Hypothesis> list;

 private:
  std::vector<size_t> place_of_;
};

/// Nodes are numbered in order of making, which the input alone decides: ties are never broken at
/// random.
bool likelier(const Hypothesis& a, const Hypothesis& b) {
  return a.total() != b.total() ? a.total() > b.total() : a.node < b.node;
}

void keep_likeliest(std::vector<Hypothesis>& list, int beam) {
  const auto kept = std::min(list.size(), static_cast<size_t>(std::max(1, beam)));
  std::partial_sort(list.begin(), list.begin() + static_cast<long>(kept), list.end(), likelier);
  list.resize(kept);
}

/// Whether any of 16 classes is likelier than `limit`. Nearly all of some 18,000 are not.
bool any_above(const float* row, float limit) {
  const cv::v_float32x4 least = cv::v_setall_f32(limit);
  return cv::v_check_any((cv::v_load(row) > least) | (cv::v_load(row + 4) > least) |
                         (cv::v_load(row + 8) > least) | (cv::v_load(row + 12) > least));
}

/// Calls visit(class, probability) for the classes above `limit`, which visit may raise, in
/// ascending order.
template <class Visit>
void visit_above(std::span<const float> row, const float& limit, Visit visit) {
  size_t k = 0;
  for (; k + kBlock <= row.size(); k += kBlock) {
    if (!any_above(row.data() + k, limit)) continue;
    for (size_t i = k; i < k + kBlock; ++i)
      if (row[i] > limit) visit(static_cast<int>(i), row[i]);
  }
  for (; k < row.size(); ++k)
    if (row[k] > limit) visit(static_cast<int>(k), row[k]);
}

int likeliest_class(std::span<const float> row) {
  int top = kBlank;
  float limit = row[kBlank];
  visit_above(row, limit, [&](int k, float probability) {
    top = k;
    limit = probability;
  });
  return top;
}

std::vector<int> followed_classes(std::span<const float> row, double min_probability) {
  std::vector<int> classes;
  const auto limit = static_cast<float>(min_probability);
  visit_above(row, limit, [&](int k, float) {
    if (k != kBlank) classes.push_back(k);
  });
  if (classes.empty() && row[kBlank] <= limit) {
    const int top = likeliest_class(row);
    if (top != kBlank) classes.push_back(top);
  }
  return classes;
}

// In each stretch of steps where the members together are above `min_probability`.
void gather_ring(std::span<float> probabilities,
                 size_t width,
                 const std::vector<int>& ring,
                 double min_probability) {
  const size_t steps = probabilities.size() / width;
  const auto at = [&](size_t step, size_t member) -> float& {
    return probabilities[step * width + static_cast<size_t>(ring[member])];
  };
  const auto all = [&](size_t step) {
    float sum = 0;
    for (size_t m = 0; m < ring.size(); ++m) sum += at(step, m);
    return sum;
  };
  for (size_t step = 0; step < steps; ++step) {
    std::vector<double> shares(ring.size(), 0);
    size_t end = step;
    for (; end < steps && all(end) > min_probability; ++end)
      for (size_t m = 0; m < ring.size(); ++m) shares[m] += at(end, m);
    const auto winner =
        static_cast<size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
    for (; step < end; ++step) {
      const float sum = all(step);
      for (size_t m = 0; m < ring.size(); ++m) at(step, m) = 0;
      at(step, winner) = sum;
    }
  }
}

}  // namespace

CtcPath decode_greedy(const CtcMatrix& matrix) {
  CtcPath path;
  int previous = kBlank;
  for (int step = 0; step < matrix.steps; ++step) {
    const auto row = row_of(matrix, step);
    const int symbol = likeliest_class(row);
    const double probability = row[static_cast<size_t>(symbol)];
    if (symbol != kBlank && symbol == previous) {
      path.peaks.back() = std::max(path.peaks.back(), probability);
    } else if (symbol != kBlank) {
      path.symbols.push_back(symbol);
      path.peaks.push_back(probability);
    }
    previous = symbol;
  }
  return path;
}

std::vector<CtcString> decode_beam(const CtcMatrix& matrix, const CtcOptions& options) {
  PrefixTree tree;
  std::vector<Hypothesis> beam{{0, 1, 0}};
  HypothesisSet next;
  // Nats: each step's probabilities are scaled so that long lines do not underflow.
  double scaled_away = 0;
  for (int step = 0; step < matrix.steps; ++step) {
    const auto row = row_of(matrix, step);
    const std::vector<int> classes = followed_classes(row, options.min_probability);
    next.list.clear();
    for (const Hypothesis& h : beam) {
      const int last = tree.symbol(h.node);
      Hypothesis& same = next.of(h.node);
      same.blank += h.total() * row[kBlank];
      if (last != kBlank) same.symbol += h.symbol * row[static_cast<size_t>(last)];
      for (int k : classes) {
        const double from = k == last ? h.blank : h.total();  // a repeat needs a blank between
        if (from <= 0) continue;
        next.of(tree.child(h.node, k)).symbol += from * row[static_cast<size_t>(k)];
      }
    }
    keep_likeliest(next.list, options.beam);
    const double top = next.list.front().total();
    if (top <= 0) return {CtcString{{}, std::numeric_limits<double>::infinity()}};
    for (Hypothesis& h : next.list) h = {h.node, h.blank / top, h.symbol / top};
    scaled_away -= std::log(top);
    beam.swap(next.list);
  }
  std::vector<CtcString> best;
  for (const Hypothesis& h : beam) {
    if (matrix.steps == 0 || static_cast<int>(best.size()) >= options.best || h.total() <= 0) break;
    best.push_back({tree.symbols(h.node), std::max(0.0, scaled_away - std::log(h.total()))});
  }
  return best;
}

void gather_alike(std::span<float> probabilities,
                  int classes,
                  const AlikeClasses& alike,
                  double min_probability) {
  const auto width = static_cast<size_t>(classes);
  const size_t steps = probabilities.size() / width;
  std::vector<int> ring_of(width, -1);
  for (size_t r = 0; r < alike.size(); ++r)
    for (const int member : alike[r]) ring_of[static_cast<size_t>(member)] = static_cast<int>(r);
  std::set<size_t> followed;
  for (size_t step = 0; step < steps; ++step)
    visit_above(probabilities.subspan(step * width, width),
                static_cast<float>(min_probability),
                [&](int k, float) {
                  const int ring = ring_of[static_cast<size_t>(k)];
                  if (ring >= 0) followed.insert(static_cast<size_t>(ring));
                });
  for (const size_t r : followed) gather_ring(probabilities, width, alike[r], min_probability);
}

std::vector<float> merge_classes(const CtcMatrix& matrix,
                                 std::span<const int> groups,
                                 int merged_classes) {
  const auto width = static_cast<size_t>(merged_classes);
  std::vector<float> merged(static_cast<size_t>(matrix.steps) * width, 0.0F);
  for (int step = 0; step < matrix.steps; ++step) {
    const auto row = row_of(matrix, step);
    const auto out = std::span(merged).subspan(static_cast<size_t>(step) * width, width);
    for (size_t k = 0; k < groups.size(); ++k)
      if (groups[k] >= 0) out[static_cast<size_t>(groups[k])] += row[k];
  }
  return merged;
}

}  // namespace gouji
