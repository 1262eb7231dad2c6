// Full stops at the end of sentences that a threshold has taken whole: the thin ring leaves
// nothing.
#pragma once

#include <span>

#include "core/raw_table.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

struct StopOptions {
  int shortest_sentence = 12;  ///< ideographs, with a comma or semicolon between them
};

// NOLINTEND(*magic-numbers)

/// Ends flagged sentences of scans with 。 where those that were read surely do not mostly end
/// without one; the reading without becomes a rival. `tables`: all of a document, in reading order.
/// A table's last row stays as it is where the next table has as many columns: its sentence may go
/// on there.
void add_lost_stops(std::span<RawTable* const> tables, const StopOptions& options = {});

}  // namespace gouji
