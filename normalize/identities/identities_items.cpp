#include <map>
#include <set>

#include "normalize/identities/identities_across_parts.h"

namespace gouji {
namespace {

class Items {
 public:
  explicit Items(const BudgetTables& tables) : t_(tables), look_(tables.look) {}

  void add_all() {
    add_codes();
    add_basic_and_project();
    add_targets();
  }

 private:
  struct Lines {
    int table;
    std::map<std::string, std::vector<int>> rows;
  };

  std::vector<int> figures_of(int table, const std::vector<int>& rows, const char* column) const {
    std::vector<int> figures;
    for (const int row : rows)
      if (const int figure = look_.at(table, row, column); figure >= 0) figures.push_back(figure);
    return figures;
  }

  /// X7: a code of 1-2 is that code of 3, 4 and 5. X9: its project money is that of 3-2, 4 and 5.
  void add_codes() {
    const std::vector<Lines> funds = {{t_.general, look_.rows_by_code(t_.general)},
                                      {t_.fund, look_.rows_by_code(t_.fund)},
                                      {t_.capital, look_.rows_by_code(t_.capital)}};
    const auto projects = look_.rows_by_code(t_.projects);
    for (const auto& [code, rows] : look_.rows_by_code(t_.expenditure)) {
      std::vector<int> parts, project_parts;
      for (const Lines& fund : funds)
        if (fund.table >= 0 && fund.rows.contains(code)) {
          const auto more = figures_of(fund.table, fund.rows.at(code), "total");
          parts.insert(parts.end(), more.begin(), more.end());
          if (fund.table != t_.general) {
            const auto other = figures_of(fund.table, fund.rows.at(code), "project");
            project_parts.insert(project_parts.end(), other.begin(), other.end());
          }
        }
      if (!parts.empty() && t_.general >= 0)
        t_.tie_if_fiscal("X7:" + code, figures_of(t_.expenditure, rows, "total"), parts);
      if (projects.contains(code)) {
        const auto more = figures_of(t_.projects, projects.at(code), "amount");
        project_parts.insert(project_parts.end(), more.begin(), more.end());
        t_.tie_if_fiscal("X9:" + code, figures_of(t_.expenditure, rows, "project"), project_parts);
      }
    }
  }

  /// X8
  void add_basic_and_project() {
    std::vector<int> basic = {look_.total(t_.basic, "total")};
    std::vector<int> project = {look_.total(t_.projects, "amount")};
    for (const int table : {t_.fund, t_.capital}) {
      basic.push_back(look_.total(table, "basic"));
      project.push_back(look_.total(table, "project"));
    }
    const bool complete = t_.general_only || (t_.fund >= 0 && t_.capital >= 0);
    const auto tie = [&](const char* id, const char* column, const std::vector<int>& parts) {
      if (parts.front() < 0) return;
      const int whole = look_.total(t_.expenditure, column);
      if (complete)
        t_.tie_if_fiscal(id, {whole}, parts);
      else if (t_.other_money != OtherMoney::Printed)
        t_.out.add(id, IdentityKind::Soft, {whole}, parts);
    };
    tie("X8:basic", "basic", basic);
    tie("X8:project", "project", project);
  }

  /// X12, X13: a project of 6 that 3-2 prints by the same name: one of its lines has that amount.
  void add_targets() {
    if (t_.targets < 0 || t_.projects < 0) return;
    std::map<std::string, std::vector<int>> lines;
    for (int r = 0; r < look_.rows(t_.projects); ++r)
      if (text_at(look_[t_.projects], r, "row_type") == "item")
        lines[text_at(look_[t_.projects], r, "name")].push_back(look_.at(t_.projects, r, "amount"));
    std::set<int> seen;
    for (int r = 0; r < look_.rows(t_.targets); ++r) {
      const int figure = look_.at(t_.targets, r, "budget_amount");
      const auto found = lines.find(text_at(look_[t_.targets], r, "project_name"));
      if (figure < 0 || found == lines.end() || !seen.insert(figure).second) continue;
      int match = found->second.front();
      for (const int line : found->second)
        if (line >= 0 && t_.value(line) == t_.value(figure)) match = line;
      t_.copy("X12", IdentityKind::Soft, figure, match);
    }
  }

  const BudgetTables& t_;
  const TableLookup& look_;
};

}  // namespace

void add_item_identities(const BudgetTables& tables) {
  Items(tables).add_all();
}

}  // namespace gouji
