// Identities between the explaining prose and the tables: class amounts, 类/款/项 sentences, basic
// expenditure and its parts, performance projects. All soft: prose is read once, in running text.
#pragma once

#include "normalize/identities/identity.h"

namespace gouji {

void add_identities_with_prose(const NormalizedDocument& document,
                               const Figures& figures,
                               IdentitySet& identities);

}  // namespace gouji
