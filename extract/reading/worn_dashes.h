// Dashes in columns that are worn away: what a threshold left of a figure may look like one, and a
// dash says that there is no amount.
#pragma once

#include <vector>

#include "core/raw_table.h"
#include "extract/options.h"

namespace gouji {

/// Adds the reason low_confidence to unflagged cells that hold nothing but dashes, in columns where
/// most cells with readings or reasons are flagged. `cells`: of one grid.
void doubt_worn_dashes(const WornDashOptions& options, std::vector<RawCell>& cells);

}  // namespace gouji
