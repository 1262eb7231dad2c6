// The tables of one document by what they are, for identities that tie several of them, and what
// the document says about the money in it: most ties hold only where no other money is printed.
#pragma once

#include <array>
#include <string>

#include "normalize/identities/identity.h"
#include "normalize/identities/table_lookup.h"

namespace gouji {

/// A kind of money: how its line in 1 is named and its column in 1-1 and 2.
struct Fund {
  const char* name;
  const char* column;
  bool fiscal;
};

inline constexpr std::array<Fund, 7> kFunds = {{
    {"一般公共预算", "general_public_budget", true},
    {"政府性基金", "government_fund_budget", true},
    {"国有资本经营", "state_capital_budget", true},
    {"事业收入", "business_income", false},
    {"事业单位经营收入", "business_operation_income", false},
    {"其他收入", "other_income", false},
    {"财政专户", "fiscal_special_account", false},
}};

/// Whether 事业收入 and the like are printed with money beside what the treasury gives.
enum class OtherMoney { None, Printed, Unknown };

struct BudgetTables {
  BudgetTables(const NormalizedDocument& document, const Figures& all_figures, IdentitySet& set);

  /// Ties one figure of each side; nothing where either is absent.
  void copy(const std::string& id, IdentityKind kind, int left, int right) const;

  /// `whole` is all money, `fiscal` the treasury's part of it: equal where there is no other money,
  /// where it is unknown usually equal. With other money the whole is the larger one: equal figures
  /// still vouch for one another, unequal ones say nothing unless the part is larger.
  void tie_if_fiscal(const std::string& id,
                     const std::vector<int>& whole,
                     const std::vector<int>& fiscal) const;

  int summary_line(const char* name) const { return look.line(summary, "revenue", name, "amount"); }

  std::int64_t value(int figure) const {
    return figure < 0 ? std::int64_t{0} : figures[figure].amount.value;
  }

  TableLookup look;
  const Figures& figures;
  IdentitySet& out;
  int summary, revenue, revenue_by_function, expenditure, fiscal, economic, general, basic,
      projects, three_public, fund, fund_three_public, capital, targets;
  OtherMoney other_money = OtherMoney::Unknown;
  bool general_only = false;  ///< no money at all but 一般公共预算

 private:
  OtherMoney find_other_money() const;
};

}  // namespace gouji
