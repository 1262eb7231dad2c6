// Identities between the tables of a unit budget, with their preconditions: what holds only without
// other money is not claimed where other money is printed.
#pragma once

#include <map>
#include <string>

#include "normalize/identities/identity.h"

namespace gouji {

/// `class_codes`: codes of classes by name, former names too, for documents that print one name
/// here and another there.
void add_identities_across(const NormalizedDocument& document,
                           const Figures& figures,
                           IdentitySet& identities,
                           const std::map<std::string, std::string>& class_codes = {});

}  // namespace gouji
