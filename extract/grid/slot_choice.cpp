#include "extract/grid/slot_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gouji {
namespace {

// How badly text stands in a cell, in nats.
double misplaced(
    const SlotText& text, double from, double to, bool merged, const SlotChoiceOptions& options) {
  if (text.empty()) return 0;
  const double before = text.from - from, behind = to - text.to;
  const auto at_side = [&](double gap) {
    return options.at_side + (merged ? options.merged_at_side : 0) +
           std::abs(gap - options.padding) / options.off_padding;
  };
  const bool touches = std::min(before, behind) < options.keeps_off;
  return std::min({std::abs(before - behind) / 2 / options.off_middle,
                   at_side(before),
                   at_side(behind),
                   merged ? options.nowhere_merged : options.nowhere}) +
         (touches ? options.touching : 0);
}

SlotText united(const SlotText& a, const SlotText& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.from, b.from), std::max(a.to, b.to)};
}

}  // namespace

std::vector<char> ruled_gaps(const std::vector<double>& edges,
                             const std::vector<SlotText>& texts,
                             const std::vector<SlotGap>& gaps,
                             const SlotChoiceOptions& options) {
  const std::size_t slots = texts.size();
  // The least cost of cells that fill the slots before `i`, and where the last of them begins.
  std::vector<double> cost(slots + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> begin(slots + 1, 0);
  cost[0] = 0;
  for (std::size_t end = 1; end <= slots; ++end) {
    SlotText text;
    double inside = 0;
    for (std::size_t first = end; first-- > 0;) {
      if (!text.empty() && !texts[first].empty())
        inside += options.apart * std::max(0.0, text.from - texts[first].to - options.together);
      text = united(texts[first], text);
      if (first + 1 < end)
        inside += gaps[first].merged + (first + 2 < end ? options.merging_more : options.merging);
      const bool merged = first + 1 < end;
      const double all = cost[first] + inside + (first > 0 ? gaps[first - 1].ruled : 0) +
                         misplaced(text, edges[first], edges[end], merged, options) +
                         (text.empty() && merged ? options.merging_empty : 0);
      if (all >= cost[end]) continue;
      cost[end] = all;
      begin[end] = first;
    }
  }
  std::vector<char> ruled(gaps.size(), 0);
  for (std::size_t end = slots; end > 0; end = begin[end])
    if (begin[end] > 0) ruled[begin[end] - 1] = 1;
  return ruled;
}

}  // namespace gouji
