#include "normalize/identities/identities_across.h"

#include "normalize/identities/identities_across_parts.h"

namespace gouji {

void add_identities_across(const NormalizedDocument& document,
                           const Figures& figures,
                           IdentitySet& identities,
                           const std::map<std::string, std::string>& class_codes) {
  if (document.tables.empty()) return;
  const BudgetTables tables(document, figures, identities);
  add_summary_identities(tables, class_codes);
  add_item_identities(tables);
  add_economic_identities(tables);
  add_accounts_identities(tables);
}

}  // namespace gouji
