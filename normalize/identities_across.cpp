#include "normalize/identities_across.h"

#include <algorithm>
#include <array>
#include <set>

#include "normalize/table_lookup.h"

namespace gouji {
namespace {

constexpr IdentityKind kHard = IdentityKind::Hard;
constexpr IdentityKind kSoft = IdentityKind::Soft;
constexpr std::size_t kClassDigits = 3;

/// A kind of money: how its line in 1 is named and its column in 1-1 and 2.
struct Fund {
  const char* name;
  const char* column;
  bool fiscal;
};

constexpr std::array<Fund, 7> kFunds = {{
    {"一般公共预算", "general_public_budget", true},
    {"政府性基金", "government_fund_budget", true},
    {"国有资本经营", "state_capital_budget", true},
    {"事业收入", "business_income", false},
    {"事业单位经营收入", "business_operation_income", false},
    {"其他收入", "other_income", false},
    {"财政专户", "fiscal_special_account", false},
}};

class Across {
 public:
  Across(const NormalizedDocument& document, const Figures& figures, IdentitySet& out)
      : look_(document, figures), figures_(figures), out_(out) {
    summary_ = look_.table("revenue_expenditure_summary");
    revenue_ = look_.table("revenue_summary");
    expenditure_ = look_.table("expenditure_summary");
    fiscal_ = look_.table("fiscal_appropriation_summary");
    economic_ = look_.table("fiscal_appropriation_by_economic_class");
    general_ = look_.table("general_budget_expenditure");
    basic_ = look_.table("general_budget_basic_expenditure");
    projects_ = look_.table("general_budget_project_expenditure");
    three_public_ = look_.table("general_budget_three_public");
    fund_ = look_.table("government_fund_expenditure");
    capital_ = look_.table("state_capital_expenditure");
    targets_ = look_.table("project_performance_targets");
    fiscal_only_ = find_fiscal_only();
    general_only_ = fiscal_only_ && !look_.any_money(fiscal_, "government_fund_budget") &&
                    !look_.any_money(fiscal_, "state_capital_budget") &&
                    !look_.any_money(fund_, "total") && !look_.any_money(capital_, "total");
  }

  void add_all() {
    add_revenue();              // X1
    add_classes();              // X2, X4
    add_fiscal();               // X3, X5, X6
    add_items();                // X7, X9, X10
    add_basic_and_project();    // X8
    add_summary_columns();      // X16
    add_economic();             // X11
    add_three_public();         // X14
    add_economic_companions();  // X18
    add_targets();              // X12, X13
  }

 private:
  IdentityKind only_fiscal() const { return fiscal_only_ ? kHard : kSoft; }

  /// No 事业收入 and the like printed with money in 1, or in 1-1 where 1 is absent.
  bool find_fiscal_only() const {
    if (summary_ < 0 && revenue_ < 0) return false;
    for (int r = 0; summary_ >= 0 && r < look_.rows(summary_); ++r) {
      if (text_at(look_[summary_], r, "side") != "revenue") continue;
      if (text_at(look_[summary_], r, "row_type") != "item") continue;
      const std::string name = without_ordinal(text_at(look_[summary_], r, "item"));
      const bool neutral = name.find("一般公共预算") != std::string::npos ||
                           name.find("政府性基金") != std::string::npos ||
                           name.find("国有资本") != std::string::npos ||
                           name.find("财政拨款") != std::string::npos ||
                           name.find("上年结转") != std::string::npos;
      if (!neutral && look_.has_money(look_.at(summary_, r, "amount"))) return false;
    }
    for (const Fund& fund : kFunds)
      if (!fund.fiscal && look_.any_money(revenue_, fund.column)) return false;
    return true;
  }

  void copy(const std::string& id, IdentityKind kind, int left, int right) {
    if (left >= 0 && right >= 0) out_.add(id, kind, {left}, {right});
  }

  int summary_line(const char* name) const {
    return look_.line(summary_, "revenue", name, "amount");
  }

  void add_revenue() {
    copy("X1", kHard, look_.total(summary_, "amount", "revenue"), look_.total(revenue_, "total"));
    int spent = look_.current(summary_, "amount", "expenditure");
    if (spent < 0 && !look_.has_money(look_.line(summary_, "expenditure", "结转下年", "amount")))
      spent = look_.total(summary_, "amount", "expenditure");
    copy("X1", kHard, spent, look_.total(expenditure_, "total"));
    copy("X1", kHard, summary_line("上年结转"), look_.total(revenue_, "carryover"));
    if (!look_[std::max(revenue_, 0)].missing_columns.empty()) return;
    for (const Fund& fund : kFunds)
      copy("X1", kHard, summary_line(fund.name), look_.total(revenue_, fund.column));
  }

  /// Class lines of one table by name and by code.
  void add_classes() {
    const auto general = look_.class_lines(general_);
    const auto summary = look_.class_lines(summary_);
    const auto fiscal = look_.class_lines(fiscal_);
    std::map<std::string, std::string> code_of;
    for (const auto& lines : {general,
                              look_.class_lines(expenditure_),
                              look_.class_lines(fund_),
                              look_.class_lines(capital_)})
      for (const auto& line : lines)
        if (line.code.size() == kClassDigits && !line.name.empty())
          code_of.emplace(line.name, line.code);
    // X2: a class of 1 is the sum of its lines in 1-2.
    const auto items = look_.rows_by_code(expenditure_);
    for (const auto& line : summary) {
      if (!code_of.contains(line.name)) continue;
      std::vector<int> parts;
      for (const auto& [code, rows] : items)
        if (code.substr(0, kClassDigits) == code_of[line.name])
          for (const int row : rows) parts.push_back(look_.at(expenditure_, row, "total"));
      if (!parts.empty()) out_.add("X2", kHard, {look_.at(summary_, line.row, "amount")}, parts);
    }

    // X4: a class of 2, column by column, is that class of 3, 4 and 5.
    struct Target {
      const char* column;
      int table;
    };

    for (const auto& line : fiscal) {
      for (const Target& target : {Target{"general_public_budget", general_},
                                   Target{"government_fund_budget", fund_},
                                   Target{"state_capital_budget", capital_}}) {
        for (const auto& other : look_.class_lines(target.table))
          if (other.name == line.name && !other.name.empty())
            copy("X4",
                 kHard,
                 look_.at(fiscal_, line.row, target.column),
                 look_.at(target.table, other.row, "total"));
      }
      for (const auto& other : summary)
        if (other.name == line.name && !other.name.empty())
          copy("X2",
               only_fiscal(),
               look_.at(summary_, other.row, "amount"),
               look_.at(fiscal_, line.row, "total"));
    }
    // Without class lines in 3, its items of that class.
    const auto general_items = look_.rows_by_code(general_);
    for (const auto& line : fiscal) {
      const bool printed = std::any_of(general.begin(), general.end(), [&](const auto& other) {
        return other.name == line.name;
      });
      if (printed || !code_of.contains(line.name)) continue;
      std::vector<int> parts;
      for (const auto& [code, rows] : general_items)
        if (code.substr(0, kClassDigits) == code_of[line.name])
          for (const int row : rows) parts.push_back(look_.at(general_, row, "total"));
      if (!parts.empty())
        out_.add("X4", kHard, {look_.at(fiscal_, line.row, "general_public_budget")}, parts);
    }
  }

  void add_fiscal() {
    copy("X3",
         only_fiscal(),
         look_.total(summary_, "amount", "revenue"),
         look_.total(fiscal_, "total", "revenue"));
    copy("X3",
         only_fiscal(),
         look_.current(summary_, "amount", "revenue"),
         look_.current(fiscal_, "total", "revenue"));
    copy("X3",
         only_fiscal(),
         look_.current(summary_, "amount", "expenditure"),
         look_.current(fiscal_, "total", "expenditure"));
    for (const Fund& fund : kFunds)
      if (fund.fiscal)
        copy("X3",
             kHard,
             summary_line(fund.name),
             look_.line(fiscal_, "revenue", fund.name, "total"));
    const int general_now = look_.line(fiscal_, "revenue", "一般公共预算", "total");
    const int general_before = look_.line(fiscal_, "revenue", "一般公共预算", "total", true);
    copy("X5", kHard, general_now, look_.total(general_, "current_year"));
    copy("X5", kHard, general_before, look_.total(general_, "carryover"));

    struct Part {
      const char* column;
      int table;
    };

    std::vector<int> totals;
    for (const Part& part : {Part{"general_public_budget", general_},
                             Part{"government_fund_budget", fund_},
                             Part{"state_capital_budget", capital_}}) {
      const int total = look_.total(part.table, "total");
      if (total >= 0) totals.push_back(total);
      copy("X6", kHard, look_.current(fiscal_, part.column, "expenditure"), total);
    }
    constexpr std::size_t kFundTables = 3;
    const int spent = look_.current(fiscal_, "total", "expenditure");
    if (spent >= 0 && totals.size() == kFundTables) out_.add("X6", kHard, {spent}, totals);
  }

  struct Lines {
    int table;
    std::map<std::string, std::vector<int>> rows;
  };

  void add_items() {
    const auto spent = look_.rows_by_code(expenditure_);
    const std::vector<Lines> funds = {{general_, look_.rows_by_code(general_)},
                                      {fund_, look_.rows_by_code(fund_)},
                                      {capital_, look_.rows_by_code(capital_)}};
    const auto projects = look_.rows_by_code(projects_);
    for (const auto& [code, rows] : spent) {
      const auto figures_of = [&](int table, const std::vector<int>& lines, const char* column) {
        std::vector<int> figures;
        for (const int row : lines)
          if (const int figure = look_.at(table, row, column); figure >= 0)
            figures.push_back(figure);
        return figures;
      };
      std::vector<int> parts, project_parts;
      for (const Lines& fund : funds)
        if (fund.table >= 0 && fund.rows.contains(code)) {
          const auto more = figures_of(fund.table, fund.rows.at(code), "total");
          parts.insert(parts.end(), more.begin(), more.end());
          if (fund.table != general_) {
            const auto other = figures_of(fund.table, fund.rows.at(code), "project");
            project_parts.insert(project_parts.end(), other.begin(), other.end());
          }
        }
      if (!parts.empty() && general_ >= 0)
        out_.add("X7:" + code, only_fiscal(), figures_of(expenditure_, rows, "total"), parts);
      if (projects.contains(code)) {
        const auto more = figures_of(projects_, projects.at(code), "amount");
        project_parts.insert(project_parts.end(), more.begin(), more.end());
        out_.add(
            "X9:" + code, only_fiscal(), figures_of(expenditure_, rows, "project"), project_parts);
      }
    }
  }

  void add_basic_and_project() {
    std::vector<int> basic = {look_.total(basic_, "total")};
    std::vector<int> project = {look_.total(projects_, "amount")};
    for (const int table : {fund_, capital_}) {
      basic.push_back(look_.total(table, "basic"));
      project.push_back(look_.total(table, "project"));
    }
    const IdentityKind kind =
        fiscal_only_ && (general_only_ || (fund_ >= 0 && capital_ >= 0)) ? kHard : kSoft;
    if (basic.front() >= 0) out_.add("X8:basic", kind, {look_.total(expenditure_, "basic")}, basic);
    if (project.front() >= 0)
      out_.add("X8:project", kind, {look_.total(expenditure_, "project")}, project);
  }

  /// Where 1 has columns for 人员, 公用 and 项目, their totals are those of 3-1 and 1-2.
  void add_summary_columns() {
    for (const char* column : {"personnel", "public"})
      copy("X16",
           only_fiscal(),
           look_.total(summary_, column, "expenditure"),
           look_.total(basic_, column));
    copy("X16",
         kHard,
         look_.total(summary_, "project", "expenditure"),
         look_.total(expenditure_, "project"));
  }

  /// 3-1 with or without what is carried over: places differ, so the 合计 decides.
  void add_economic() {
    if (economic_ < 0) return;
    const IdentityKind whole = fiscal_ >= 0 ? kHard : kSoft;
    copy("X11",
         whole,
         look_.current(fiscal_, "total", "expenditure"),
         look_.total(economic_, "total"));
    // Places differ in whether carried-over basic money counts as this year's: the sum is sure.
    copy("X11",
         kSoft,
         look_.total(economic_, "current_general_total"),
         look_.total(general_, "current_year"));
    copy("X11",
         kSoft,
         look_.total(economic_, "carryover_general_total"),
         look_.total(general_, "carryover"));
    if (general_ >= 0)
      out_.add("X11",
               whole,
               {look_.total(general_, "total")},
               {look_.total(economic_, "current_general_total"),
                look_.total(economic_, "carryover_general_total")});
    const int basic_total = look_.total(basic_, "total");
    if (basic_total < 0) return;
    const int now = look_.total(economic_, "current_general_basic");
    const int before = look_.total(economic_, "carryover_general_basic");
    const auto value = [&](int figure) {
      return figure < 0 ? std::int64_t{0} : figures_[figure].amount.value;
    };
    const bool with_carryover = value(before) != 0;
    const bool settled = !with_carryover || value(now) + value(before) == value(basic_total) ||
                         value(now) == value(basic_total);
    const bool add_before = with_carryover && value(now) != value(basic_total);
    const IdentityKind kind = settled ? kHard : kSoft;
    const auto add = [&](const std::string& id, int row, int right) {
      std::vector<int> left = {look_.at(economic_, row, "current_general_basic")};
      if (add_before) left.push_back(look_.at(economic_, row, "carryover_general_basic"));
      if (right >= 0) out_.add(id, kind, left, {right});
    };
    for (int r = 0; r < look_.rows(economic_); ++r)
      if (text_at(look_[economic_], r, "row_type") == "total") add("X11:basic", r, basic_total);
    std::map<std::string, std::vector<int>> ours, theirs;
    for (int r = 0; r < look_.rows(economic_); ++r)
      if (const std::string code = text_at(look_[economic_], r, "class_code") +
                                   text_at(look_[economic_], r, "section_code");
          code.size() == 5)
        ours[code].push_back(r);
    for (int r = 0; r < look_.rows(basic_); ++r)
      if (const std::string code = row_code(look_[basic_], r); code.size() == 5)
        theirs[code].push_back(r);
    for (const auto& [code, rows] : ours)
      if (rows.size() == 1 && theirs.contains(code) && theirs[code].size() == 1)
        add("X11:" + code, rows.front(), look_.at(basic_, theirs[code].front(), "total"));
  }

  int economic_line(const std::string& code) const {
    int found = -1;
    for (int r = 0; basic_ >= 0 && r < look_.rows(basic_); ++r)
      if (row_code(look_[basic_], r) == code) {
        if (found >= 0) return -1;
        found = look_.at(basic_, r, "total");
      }
    return found;
  }

  void add_three_public() {
    copy("X14", kSoft, look_.total(three_public_, "reception"), economic_line("30217"));
    copy("X14", kSoft, look_.total(three_public_, "overseas"), economic_line("30212"));
    copy("X14", kSoft, look_.total(three_public_, "vehicle_operation"), economic_line("30231"));
    copy("X14", kSoft, look_.total(three_public_, "vehicle_purchase"), economic_line("31013"));
  }

  void add_economic_companions() {
    const auto items = look_.rows_by_code(expenditure_ >= 0 ? expenditure_ : general_);
    const int table = expenditure_ >= 0 ? expenditure_ : general_;
    const char* column = expenditure_ >= 0 ? "basic" : "total";
    const auto function_lines = [&](std::initializer_list<const char*> codes) {
      std::vector<int> figures;
      for (const char* code : codes)
        if (items.contains(code))
          for (const int row : items.at(code)) figures.push_back(look_.at(table, row, column));
      return figures;
    };
    const auto add = [&](std::vector<int> left, const std::vector<std::string>& codes) {
      std::vector<int> right;
      for (const std::string& code : codes)
        if (const int figure = economic_line(code); figure >= 0) right.push_back(figure);
      if (!left.empty() && !right.empty()) out_.add("X18:" + codes.front(), kSoft, left, right);
    };
    add(function_lines({"2210201"}), {"30113"});
    add(function_lines({"2080505"}), {"30108"});
    add(function_lines({"2080506"}), {"30109"});
    add(function_lines({"2101101", "2101102", "2101103"}), {"30110", "30111"});
  }

  /// A project of 6 that 3-2 prints by the same name: one of its lines has that amount.
  void add_targets() {
    if (targets_ < 0 || projects_ < 0) return;
    std::map<std::string, std::vector<int>> lines;
    for (int r = 0; r < look_.rows(projects_); ++r)
      if (text_at(look_[projects_], r, "row_type") == "item")
        lines[text_at(look_[projects_], r, "name")].push_back(look_.at(projects_, r, "amount"));
    std::set<int> seen;
    for (int r = 0; r < look_.rows(targets_); ++r) {
      const int figure = look_.at(targets_, r, "budget_amount");
      const auto found = lines.find(text_at(look_[targets_], r, "project_name"));
      if (figure < 0 || found == lines.end() || !seen.insert(figure).second) continue;
      int match = found->second.front();
      for (const int line : found->second)
        if (line >= 0 && figures_[line].amount.value == figures_[figure].amount.value) match = line;
      copy("X12", kSoft, figure, match);
    }
  }

  TableLookup look_;
  const Figures& figures_;
  IdentitySet& out_;
  int summary_, revenue_, expenditure_, fiscal_, economic_, general_, basic_, projects_,
      three_public_, fund_, capital_, targets_;
  bool fiscal_only_ = false, general_only_ = false;
};

}  // namespace

void add_identities_across(const NormalizedDocument& document,
                           const Figures& figures,
                           IdentitySet& identities) {
  if (document.tables.empty()) return;
  Across(document, figures, identities).add_all();
}

}  // namespace gouji
