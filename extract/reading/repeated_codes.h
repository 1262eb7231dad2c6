// Codes that a column says over and over: what its cells repeat is what a worn one says.
#pragma once

#include "core/raw_table.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

struct RepeatedCodeOptions {
  std::size_t shortest = 5;  ///< digits; shorter codes differ by one digit from row to row
  int fewest = 3;            ///< cells that say it
  double sure_share = 0.9;   ///< of the column's sure cells
  double share = 0.8;        ///< of the figures with as many digits
  int misread = 2;           ///< digits lost, added or read as others in a worn cell
};

// NOLINTEND(*magic-numbers)

/// Puts the code in front in flagged cells of scans that read nearly so; they stay flagged, what
/// was read becomes a rival. Digits that are cut off are never guessed.
void mend_repeated_codes(RawTable& table, const RepeatedCodeOptions& options = {});

}  // namespace gouji
