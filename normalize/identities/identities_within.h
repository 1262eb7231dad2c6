// Identities inside one table: rows add up across (合计 = 基本 + 项目), columns add up down the
// outline (合计 = Σ 类, 类 = Σ 款), two-sided tables balance.
#pragma once

#include <vector>

#include "normalize/identities/identity.h"
#include "normalize/schema/schema.h"

namespace gouji {

void add_identities_within(const NormalizedDocument& document,
                           const std::vector<Schema>& schemas,
                           const Figures& figures,
                           IdentitySet& identities);

}  // namespace gouji
