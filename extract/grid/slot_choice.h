// Which slots in a row are one cell, where hardly anything is left of the rules between them: what
// is seen of each rule is weighed with how the text stands, which keeps to the middle or to a side
// of its cell.
#pragma once

#include <vector>

namespace gouji {

/// How unlikely what is seen between two slots is, in nats.
struct SlotGap {
  double ruled = 0;   ///< if a rule runs there
  double merged = 0;  ///< if none does
};

/// Where print stands in a slot; none where `to` is no more than `from`.
struct SlotText {
  double from = 0;
  double to = 0;

  bool empty() const { return to <= from; }
};

struct SlotChoiceOptions {
  double merging = 3;          ///< nats: one cell in twenty is merged
  double merging_more = 0.3;   ///< for each slot after the second
  double merging_empty = 4;    ///< cells are merged for their text
  double apart = 0.5;          ///< for each unit between two texts in one cell, ...
  double together = 2.5;       ///< ... of which this much is between lines or characters
  double padding = 3;          ///< between a side and its text
  double off_middle = 1;       ///< text in the middle is off by so much; a nat each
  double off_padding = 1.2;    ///< the same of text at a side
  double merged_at_side = 0;   ///< nats more for text at a side of a merged cell
  double at_side = 0.7;        ///< nats
  double keeps_off = 1;        ///< nearer to a side ...
  double touching = 2;         ///< ... print seldom is; nats
  double nowhere = 5;          ///< nats: text that keeps to nothing; ...
  double nowhere_merged = 10;  ///< ... cells are merged for text in their middle
};

/// For each of the gaps whether it is ruled. `edges`: of the slots, one more than `texts`; `gaps`:
/// one less. One unit of length throughout, which is also the options'.
std::vector<char> ruled_gaps(const std::vector<double>& edges,
                             const std::vector<SlotText>& texts,
                             const std::vector<SlotGap>& gaps,
                             const SlotChoiceOptions& options);

}  // namespace gouji
