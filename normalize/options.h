// Every tunable number of normalization, with its unit and origin.
#pragma once

namespace gouji {

// NOLINTBEGIN(*magic-numbers)
struct NormalizeOptions {
  bool reconcile = true;
  double min_confidence = 0.6;  ///< below it a reading that nothing else supports is flagged
};

// NOLINTEND(*magic-numbers)

}  // namespace gouji
