// Cells that were read as empty and cannot be: another print of the same figure, or the sums that
// it stands in, demand an amount there. Such a cell is shown to a person with that amount; nothing
// is filled in. Blanks of a text layer are the print's own and left alone.
#pragma once

#include <vector>

#include "normalize/identities/identity.h"
#include "normalize/repair/repairer.h"

namespace gouji {

/// `amounts` by figure index, after repairs. A doubt without candidates: the row lost all of its
/// figures, and this one is usually printed.
std::vector<Doubt> lost_figures(const NormalizedDocument& document,
                                const Figures& figures,
                                const std::vector<Identity>& identities);

}  // namespace gouji
