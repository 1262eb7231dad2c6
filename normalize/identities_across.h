// Identities between the tables of a unit budget, with their preconditions: what holds only without
// other money is not claimed where other money is printed.
#pragma once

#include "normalize/identity.h"

namespace gouji {

void add_identities_across(const NormalizedDocument& document,
                           const Figures& figures,
                           IdentitySet& identities);

}  // namespace gouji
