// Every tunable number of normalization, with its unit and origin.
#pragma once

#include "normalize/repair/confusion.h"

namespace gouji {

// NOLINTBEGIN(*magic-numbers)
/// Costs are nats (natural logarithm of one over the probability); their ratios decide, and they
/// were set on injected errors (bench/injection).
struct ReconcileOptions {
  ConfusionModel confusions;     ///< priors, or the costs measured on labelled cells
  double broken_cost = 10;       ///< a hard identity that the publisher's print breaks
  double tail_cost = 2.5;        ///< a sum that holds only within rounding
  double tail_copy_cost = 5;     ///< a copy that differs in its last place
  double soft_cost = 1;          ///< a soft identity that does not hold
  double print_error_cost = 15;  ///< one wrong figure in print that explains several identities
  double misread_cost = 4.5;     ///< a figure that no reader got right, before the edits
  double shift_cost = 7;         ///< a figure that slipped into the column beside it
  double rival_cost_min = 1;     ///< of a rival reading, whatever its engine claims
  double rival_cost_max = 6;
  double plausible_edits = 8;     ///< edit cost up to which the pixels may show another figure
  double near_all_readings = 5;   ///< edits from each of several readings that all miss the print
  double near_one_reading = 2.5;  ///< edits from a single reading
  double margin = 3;              ///< a repair must beat every other explanation by this
  double confirm_edits = 3.6;     ///< confusions up to this cost must break what confirms a figure
  int max_changes = 8;            ///< figures changed together
  int max_steps = 20000;          ///< of the search in one group of broken identities
  int max_total_steps = 400000;   ///< in one document
};

struct NormalizeOptions {
  bool reconcile = true;
  double min_confidence = 0.6;  ///< below it a reading that nothing else supports is flagged
  int habit_figures = 8;        ///< figures before a document's decimals count as its habit
  double habit_share = 0.85;    ///< of them with the same decimals
  double habit_majority = 0.6;  ///< the same where the others have none, ...
  double habit_strays = 0.04;   ///< ... but for so many
  ReconcileOptions solver;
};

// NOLINTEND(*magic-numbers)

}  // namespace gouji
