#include <map>

#include "normalize/identities/identities_across_parts.h"

namespace gouji {
namespace {

constexpr IdentityKind kHard = IdentityKind::Hard;

/// 01 and 04 are read as 1 and 2 of a budget, 05 as 3; the others have forms of their own.
class Accounts {
 public:
  explicit Accounts(const BudgetTables& tables) : t_(tables), look_(tables.look) {
    revenue_ = look_.table("final_revenue");
    expenditure_ = look_.table("final_expenditure");
    basic_ = look_.table("final_general_budget_basic");
    three_public_ = look_.table("final_three_public");
    fund_ = look_.table("final_government_fund");
    capital_ = look_.table("final_state_capital");
  }

  void add_all() {
    add_received_and_spent();
    add_funds();
    add_basic();
    add_items();
    add_three_public();
  }

 private:
  /// A1: 01 against 02 and 03. A2: the treasury's part of 02.
  void add_received_and_spent() {
    t_.copy("A1",
            kHard,
            look_.current(t_.summary, "amount", "revenue"),
            look_.total(revenue_, "total"));
    t_.copy("A1",
            kHard,
            look_.current(t_.summary, "amount", "expenditure"),
            look_.total(expenditure_, "total"));
    for (const auto& line : look_.class_lines(t_.summary))
      for (const auto& other : look_.class_lines(expenditure_))
        if (!line.name.empty() && other.name == line.name)
          t_.copy("A1",
                  kHard,
                  look_.at(t_.summary, line.row, "amount"),
                  look_.at(expenditure_, other.row, "total"));
    const int treasury = look_.total(revenue_, "fiscal_appropriation");
    if (treasury < 0) return;
    std::vector<int> funds;
    for (const Fund& fund : kFunds)
      if (fund.fiscal)
        if (const int line = t_.summary_line(fund.name); line >= 0) funds.push_back(line);
    if (!funds.empty()) t_.out.add("A2", kHard, {treasury}, funds);
    t_.copy("A2", kHard, look_.current(t_.fiscal, "total", "revenue"), treasury);
  }

  /// A3: what 04 spends of 基金 and 国资 is 08 and 09; 一般公共 against 05 is X6 and X4.
  void add_funds() {
    t_.copy("A3",
            kHard,
            look_.current(t_.fiscal, "government_fund_budget", "expenditure"),
            look_.total(fund_, "spent_total"));
    t_.copy("A3",
            kHard,
            look_.current(t_.fiscal, "state_capital_budget", "expenditure"),
            look_.total(capital_, "spent_total"));
  }

  /// A4: 基本支出 of 05 is 人员经费 and 公用经费 of 06.
  void add_basic() {
    if (basic_ < 0) return;
    std::vector<int> parts;
    for (int r = 0; r < look_.rows(basic_); ++r) {
      const std::string name = text_at(look_[basic_], r, "name");
      if (name.rfind("人员经费合计", 0) == 0 || name.rfind("公用经费合计", 0) == 0)
        parts.push_back(look_.at(basic_, r, "amount"));
    }
    const int basic = look_.total(t_.general, "basic");
    if (basic >= 0 && parts.size() == 2) t_.out.add("A4", kHard, {basic}, parts);
  }

  /// A5: 03 is 05 code by code where all that was spent is 一般公共预算.
  void add_items() {
    const int all = look_.total(expenditure_, "total");
    const int general = look_.total(t_.general, "total");
    if (all < 0 || general < 0 || t_.value(all) != t_.value(general)) return;
    const auto ours = look_.rows_by_code(expenditure_);
    const auto theirs = look_.rows_by_code(t_.general);
    for (const auto& [code, rows] : ours) {
      const auto found = theirs.find(code);
      if (found == theirs.end() || rows.size() != 1 || found->second.size() != 1) continue;
      for (const char* column : {"total", "basic", "project"})
        t_.copy("A5:" + code,
                kHard,
                look_.at(expenditure_, rows.front(), column),
                look_.at(t_.general, found->second.front(), column));
    }
  }

  /// A6: as X14; 07 covers basic and project money.
  void add_three_public() {
    for (const auto& [column, code] : {std::pair{"final_reception", "30217"},
                                       std::pair{"final_overseas", "30212"},
                                       std::pair{"final_vehicle_operation", "30231"},
                                       std::pair{"final_vehicle_purchase", "31013"}}) {
      int line = -1;
      for (int r = 0; basic_ >= 0 && r < look_.rows(basic_); ++r)
        if (row_code(look_[basic_], r) == code) line = look_.at(basic_, r, "amount");
      if (three_public_ >= 0 && look_.rows(three_public_) == 1)
        t_.copy("A6", IdentityKind::Soft, look_.at(three_public_, 0, column), line);
    }
  }

  const BudgetTables& t_;
  const TableLookup& look_;
  int revenue_, expenditure_, basic_, three_public_, fund_, capital_;
};

}  // namespace

void add_accounts_identities(const BudgetTables& tables) {
  Accounts(tables).add_all();
}

}  // namespace gouji
