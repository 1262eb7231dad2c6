#include <map>

#include "normalize/identities/identities_across_parts.h"

namespace gouji {
namespace {

constexpr IdentityKind kHard = IdentityKind::Hard;
constexpr std::size_t kClassDigits = 3;

/// A fund's column in 2 and the table of that fund: 3, 4, 5.
struct FundTable {
  const char* column;
  int table;
};

class Summaries {
 public:
  Summaries(const BudgetTables& tables, const std::map<std::string, std::string>& class_codes)
      : t_(tables), look_(tables.look), class_codes_(class_codes) {}

  void add_all() {
    add_revenue();
    add_revenue_by_function();
    find_class_codes();
    add_classes_of_spending();
    add_classes_of_funds();
    add_fiscal();
    add_totals_of_funds();
    add_empty_tables();
  }

 private:
  std::array<FundTable, 3> fund_tables() const {
    return {{{"general_public_budget", t_.general},
             {"government_fund_budget", t_.fund},
             {"state_capital_budget", t_.capital}}};
  }

  /// X1
  void add_revenue() {
    t_.copy("X1",
            kHard,
            look_.total(t_.summary, "amount", "revenue"),
            look_.total(t_.revenue, "total"));
    int spent = look_.current(t_.summary, "amount", "expenditure");
    if (spent < 0 && !carries_to_next_year())
      spent = look_.total(t_.summary, "amount", "expenditure");
    t_.copy("X1", kHard, spent, look_.total(t_.expenditure, "total"));
    t_.copy("X1", kHard, t_.summary_line("上年结转"), look_.total(t_.revenue, "carryover"));
    if (t_.revenue < 0 || !look_[t_.revenue].missing_columns.empty()) return;
    for (const Fund& fund : kFunds)
      t_.copy("X1", kHard, t_.summary_line(fund.name), look_.total(t_.revenue, fund.column));
  }

  bool carries_to_next_year() const {
    return look_.has_money(look_.line(t_.summary, "expenditure", "结转下年", "amount"));
  }

  /// X17: where revenue is listed by function, each line is what is spent on it, and the treasury's
  /// part is that of the funds. Money that is carried over or on would stand on one side only.
  void add_revenue_by_function() {
    if (t_.revenue_by_function < 0) return;
    if (look_.has_money(t_.summary_line("上年结转")) || carries_to_next_year()) return;
    t_.copy("X17",
            kHard,
            look_.total(t_.revenue_by_function, "total"),
            look_.total(t_.expenditure, "total"));
    const auto received = look_.rows_by_code(t_.revenue_by_function);
    const auto spent = look_.rows_by_code(t_.expenditure);
    for (const auto& [code, rows] : received) {
      if (!spent.contains(code)) continue;
      t_.out.add("X17:" + code,
                 kHard,
                 figures_of(t_.revenue_by_function, rows, "total"),
                 figures_of(t_.expenditure, spent.at(code), "total"));
    }
    const int treasury = look_.total(t_.revenue_by_function, "fiscal_appropriation");
    std::vector<int> funds;
    for (const FundTable& fund : fund_tables())
      if (const int total = look_.total(fund.table, "total"); total >= 0) funds.push_back(total);
    if (treasury >= 0 && funds.size() == fund_tables().size())
      t_.out.add("X17:fiscal", kHard, {treasury}, funds);
  }

  std::vector<int> figures_of(int table, const std::vector<int>& rows, const char* column) const {
    std::vector<int> figures;
    figures.reserve(rows.size());
    for (const int row : rows) figures.push_back(look_.at(table, row, column));
    return figures;
  }

  void find_class_codes() {
    for (const int table : {t_.general, t_.expenditure, t_.fund, t_.capital})
      for (const auto& line : look_.class_lines(table))
        if (line.code.size() == kClassDigits && !line.name.empty())
          code_of_.emplace(line.name, line.code);
    code_of_.insert(class_codes_.begin(),
                    class_codes_.end());  // what the document says counts first
  }

  /// The same name, or two names of one class: 医疗卫生与计划生育支出 is 卫生健康支出.
  bool same_class(const std::string& a, const std::string& b) const {
    if (a.empty() || b.empty()) return false;
    if (a == b) return true;
    const auto left = code_of_.find(a), right = code_of_.find(b);
    return left != code_of_.end() && right != code_of_.end() && left->second == right->second;
  }

  /// The lines of a class, by its code.
  std::vector<int> parts_of(int table, const std::string& class_code) const {
    std::vector<int> parts;
    for (const auto& [code, rows] : look_.rows_by_code(table))
      if (code.substr(0, kClassDigits) == class_code)
        for (const int row : rows) parts.push_back(look_.at(table, row, "total"));
    return parts;
  }

  /// X2: a class of 1 is the sum of its lines in 1-2, and that class of 2.
  void add_classes_of_spending() {
    const auto fiscal = look_.class_lines(t_.fiscal);
    for (const auto& line : look_.class_lines(t_.summary)) {
      if (line.name.empty()) continue;
      const int figure = look_.at(t_.summary, line.row, "amount");
      for (const auto& other : fiscal)
        if (same_class(other.name, line.name))
          t_.tie_if_fiscal("X2", {figure}, {look_.at(t_.fiscal, other.row, "total")});
      if (!code_of_.contains(line.name)) continue;
      const std::vector<int> parts = parts_of(t_.expenditure, code_of_.at(line.name));
      if (!parts.empty()) t_.out.add("X2", kHard, {figure}, parts);
    }
  }

  /// X4: a class of 2, column by column, is that class of 3, 4 and 5; without class lines in 3, its
  /// items of that class.
  void add_classes_of_funds() {
    const auto general = look_.class_lines(t_.general);
    for (const auto& line : look_.class_lines(t_.fiscal)) {
      if (line.name.empty()) continue;
      for (const FundTable& fund : fund_tables())
        for (const auto& other : look_.class_lines(fund.table))
          if (same_class(other.name, line.name))
            t_.copy("X4",
                    kHard,
                    look_.at(t_.fiscal, line.row, fund.column),
                    look_.at(fund.table, other.row, "total"));
      const bool printed = std::any_of(general.begin(), general.end(), [&](const auto& other) {
        return same_class(other.name, line.name);
      });
      if (printed || !code_of_.contains(line.name)) continue;
      const std::vector<int> parts = parts_of(t_.general, code_of_.at(line.name));
      if (!parts.empty())
        t_.out.add("X4", kHard, {look_.at(t_.fiscal, line.row, "general_public_budget")}, parts);
    }
  }

  /// X3: the treasury's money in 1 and in 2. X5: this year's and what was carried over.
  void add_fiscal() {
    t_.tie_if_fiscal("X3",
                     {look_.total(t_.summary, "amount", "revenue")},
                     {look_.total(t_.fiscal, "total", "revenue")});
    for (const char* side : {"revenue", "expenditure"})
      t_.tie_if_fiscal("X3",
                       {look_.current(t_.summary, "amount", side)},
                       {look_.current(t_.fiscal, "total", side)});
    for (const Fund& fund : kFunds)
      if (fund.fiscal)
        t_.copy("X3",
                kHard,
                t_.summary_line(fund.name),
                look_.line(t_.fiscal, "revenue", fund.name, "total"));
    t_.copy("X5",
            kHard,
            look_.line(t_.fiscal, "revenue", "一般公共预算", "total"),
            look_.total(t_.general, "current_year"));
    t_.copy("X5",
            kHard,
            look_.line(t_.fiscal, "revenue", "一般公共预算", "total", /*after_carryover=*/true),
            look_.total(t_.general, "carryover"));
  }

  /// X6
  void add_totals_of_funds() {
    std::vector<int> totals;
    for (const FundTable& fund : fund_tables()) {
      const int total = look_.total(fund.table, "total");
      if (total >= 0) totals.push_back(total);
      t_.copy("X6", kHard, look_.current(t_.fiscal, fund.column, "expenditure"), total);
    }
    const int spent = look_.current(t_.fiscal, "total", "expenditure");
    if (spent >= 0 && totals.size() == fund_tables().size())
      t_.out.add("X6", kHard, {spent}, totals);
  }

  /// X19: a fund whose table says that there is nothing has no money in the summaries either.
  void add_empty_tables() {
    struct Place {
      int table;
      const char* fund;
      const char* column;
      const char* by_economy;
    };

    for (const Place& place :
         {Place{t_.fund, "政府性基金", "government_fund_budget", "current_fund_total"},
          Place{t_.capital, "国有资本经营", "state_capital_budget", "current_capital_total"}}) {
      if (place.table < 0 || !look_[place.table].declared_empty) continue;
      if (look_.any_money(place.table, "total")) continue;
      std::vector<int> figures = {look_.current(t_.fiscal, place.column, "expenditure"),
                                  look_.total(t_.economic, place.by_economy)};
      if (!carries_to_next_year()) {
        figures.push_back(t_.summary_line(place.fund));
        figures.push_back(look_.total(t_.revenue, place.column));
        figures.push_back(look_.line(t_.fiscal, "revenue", place.fund, "total"));
      }
      for (const int figure : figures)
        t_.out.add_zero("X19", kHard, figure, look_[place.table].name() + ":empty");
    }
  }

  const BudgetTables& t_;
  const TableLookup& look_;
  const std::map<std::string, std::string>& class_codes_;
  std::map<std::string, std::string> code_of_;  // of a class, by its name
};

}  // namespace

void add_summary_identities(const BudgetTables& tables,
                            const std::map<std::string, std::string>& class_codes) {
  Summaries(tables, class_codes).add_all();
}

}  // namespace gouji
