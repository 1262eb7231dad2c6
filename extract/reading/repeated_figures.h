// Figures that a row says several times, as a total of one part does: worn ones are read together.
#pragma once

#include "core/raw_table.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

struct RepeatedFigureOptions {
  std::size_t shortest = 4;  ///< signs, 0.00; two short figures may differ by one sign
  std::size_t part = 3;      ///< one of so many signs of two readings of one figure may differ
  double denied = 6;         ///< nats of what a sure cell does not say
  double in_row = 1.5;       ///< nats for a reading that is another figure of the row
  double misread = 2.5;      ///< nats a sign of what a flagged cell was not read as at all
};

// NOLINTEND(*magic-numbers)

/// Puts in front in a flagged cell of a scan what it and the cells of its row that read nearly so
/// say together: the figure that costs least at all of them. It stays flagged, what was read
/// becomes a rival. Digits that are cut off are never guessed.
void mend_repeated_figures(RawTable& table, const RepeatedFigureOptions& options = {});

}  // namespace gouji
