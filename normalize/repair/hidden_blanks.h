// Empty cells under a seal that the sums prove to be empty: with nothing there an identity holds
// exactly, and any figure that the seal might hide would break it.
#pragma once

#include <vector>

#include "normalize/identities/identity.h"
#include "normalize/repair/repairer.h"

namespace gouji {

/// `hidden`: figures that were read as empty under a seal. Returns those of them that an identity
/// proves to be blank; at least one other term of it must be printed, and none may be unknown.
std::vector<int> proven_blanks(const std::vector<int>& hidden,
                               const Figures& figures,
                               const std::vector<Identity>& identities);

}  // namespace gouji
