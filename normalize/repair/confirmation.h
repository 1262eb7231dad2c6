// Which figures the identities prove to be read rightly: an identity holds exactly, and every other
// reading of the figure would break it.
#pragma once

#include <vector>

#include "normalize/repair/repairer.h"

namespace gouji {

/// By figure index: the index of the identity that confirms it, -1 for none.
std::vector<int> confirming_identities(const Figures& figures,
                                       const std::vector<FigureReadings>& readings,
                                       const std::vector<Identity>& identities,
                                       const ReconcileOptions& options);

}  // namespace gouji
