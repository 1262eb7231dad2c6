// Figures whose decimals differ from what the document prints. Budgets print one number of decimals
// all through; a figure with fewer lost a digit to a seal or an edge, a figure with others took a
// separator for a point.
#pragma once

#include "normalize/document.h"
#include "normalize/options.h"

namespace gouji {

/// Flags (`decimals`) read figures that differ from the habit of all tables with the same amount
/// unit. The field then holds what the habit makes likelier: another reading with the usual
/// decimals, the digits with the usual point, or nothing where a digit or two are dirt in an empty
/// cell; what was read becomes a rival. Text layers and zeros are left alone, and so is a document
/// without a clear habit.
void flag_odd_decimals(NormalizedDocument& document, const NormalizeOptions& options);

}  // namespace gouji
