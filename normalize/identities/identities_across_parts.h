// The parts of identities_across, each over the same lookup of tables.
#pragma once

#include <map>
#include <string>

#include "normalize/identities/budget_tables.h"

namespace gouji {

/// X1 to X6, X17, X19: totals and classes of the summary tables.
void add_summary_identities(const BudgetTables& tables,
                            const std::map<std::string, std::string>& class_codes);

/// X7 to X9, X12: function codes and projects.
void add_item_identities(const BudgetTables& tables);

/// X11, X14 to X16, X18: economic codes, 三公, what the functions say about the economy.
void add_economic_identities(const BudgetTables& tables);

/// A1 to A6: final accounts.
void add_accounts_identities(const BudgetTables& tables);

}  // namespace gouji
