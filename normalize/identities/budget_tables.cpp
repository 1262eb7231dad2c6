#include "normalize/identities/budget_tables.h"

#include <algorithm>

namespace gouji {

BudgetTables::BudgetTables(const NormalizedDocument& document,
                           const Figures& all_figures,
                           IdentitySet& set)
    : look(document, all_figures), figures(all_figures), out(set) {
  summary = look.table("revenue_expenditure_summary");
  revenue = look.table("revenue_summary");
  revenue_by_function = look.table("revenue_summary_by_function");
  expenditure = look.table("expenditure_summary");
  fiscal = look.table("fiscal_appropriation_summary");
  economic = look.table("fiscal_appropriation_by_economic_class");
  general = look.table("general_budget_expenditure");
  basic = look.table("general_budget_basic_expenditure");
  projects = look.table("general_budget_project_expenditure");
  three_public = look.table("general_budget_three_public");
  fund = look.table("government_fund_expenditure");
  fund_three_public = look.table("government_fund_three_public");
  capital = look.table("state_capital_expenditure");
  targets = look.table("project_performance_targets");
  other_money = find_other_money();
  general_only = other_money == OtherMoney::None &&
                 !look.any_money(fiscal, "government_fund_budget") &&
                 !look.any_money(fiscal, "state_capital_budget") &&
                 !look.any_money(fund, "total") && !look.any_money(capital, "total");
}

/// What 1 prints, or 1-1 where 1 is absent.
OtherMoney BudgetTables::find_other_money() const {
  if (summary < 0 && revenue < 0) return OtherMoney::Unknown;
  for (int r = 0; summary >= 0 && r < look.rows(summary); ++r) {
    if (text_at(look[summary], r, "side") != "revenue") continue;
    if (text_at(look[summary], r, "row_type") != "item") continue;
    const std::string name = without_ordinal(text_at(look[summary], r, "item"));
    const bool neutral = name.find("一般公共预算") != std::string::npos ||
                         name.find("政府性基金") != std::string::npos ||
                         name.find("国有资本") != std::string::npos ||
                         name.find("财政拨款") != std::string::npos ||
                         name.find("上年结转") != std::string::npos;
    if (!neutral && look.has_money(look.at(summary, r, "amount"))) return OtherMoney::Printed;
  }
  for (const Fund& kind : kFunds)
    if (!kind.fiscal && look.any_money(revenue, kind.column)) return OtherMoney::Printed;
  return OtherMoney::None;
}

void BudgetTables::copy(const std::string& id, IdentityKind kind, int left, int right) const {
  if (left >= 0 && right >= 0) out.add(id, kind, {left}, {right});
}

void BudgetTables::tie_if_fiscal(const std::string& id,
                                 const std::vector<int>& whole,
                                 const std::vector<int>& part) const {
  if (other_money != OtherMoney::Printed) {
    out.add(
        id, other_money == OtherMoney::None ? IdentityKind::Hard : IdentityKind::Soft, whole, part);
    return;
  }
  std::int64_t difference = 0;
  for (const int figure : whole) difference += value(figure);
  for (const int figure : part) difference -= value(figure);
  if (difference <= 0) out.add(id, IdentityKind::Soft, whole, part);
}

}  // namespace gouji
