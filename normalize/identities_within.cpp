#include "normalize/identities_within.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/outline.h"

namespace gouji {
namespace {

class Within {
 public:
  Within(const NormalizedDocument& document, int table, const Figures& figures, IdentitySet& out)
      : table_(document.tables[static_cast<std::size_t>(table)]),
        index_(table),
        figures_(figures),
        out_(out) {}

  void add_row_sums(const std::vector<RowSum>& sums) {
    for (const RowSum& sum : sums) add_row_sum(sum);
  }

  void add_column_sums() {
    if (table_.column("side") >= 0) {
      for (const std::string side : {"revenue", "expenditure"})
        add_side(side_outline(table_, side));
      add_sides_balance();
    } else if (table_.column("row_type") >= 0) {
      const Outline outline = code_outline(table_);
      add_tree(outline);
      add_expense_sums(outline);
    }
  }

 private:
  int figure(int row, int column) const { return figures_.at(index_, row, column); }

  bool printed(int row, int column) const {
    const int index = figure(row, column);
    return index >= 0 && !figures_[index].amount.blank();
  }

  /// A row sum holds for rows of a side (or a whole table) where some part is printed at all.
  void add_row_sum(const RowSum& sum) {
    const int total = table_.column(sum.total);
    std::vector<int> parts;
    for (const std::string& part : sum.parts)
      if (const int column = table_.column(part); column >= 0) parts.push_back(column);
    if (total < 0 || parts.empty()) return;
    std::set<std::string> sides;
    for (int r = 0; r < rows(); ++r)
      for (const int part : parts)
        if (printed(r, part)) sides.insert(text_at(table_, r, "side"));
    const bool sure = table_.missing_columns.empty() && !amounts_in_extra_columns();
    for (int r = 0; r < rows(); ++r) {
      if (!sides.contains(text_at(table_, r, "side"))) continue;
      std::vector<int> right;
      for (const int part : parts) right.push_back(figure(r, part));
      out_.add("W1:" + sum.total,
               sure ? IdentityKind::Hard : IdentityKind::Soft,
               {figure(r, total)},
               right);
    }
  }

  /// A printed column that the schema does not know may be one of the parts.
  bool amounts_in_extra_columns() const {
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
      if (table_.columns[c].rfind("extra_", 0) == 0)
        for (const Row& row : table_.rows) {
          const std::string& value = row.fields[c].value;
          if (!value.empty() && value.find_first_not_of("0123456789.,-") == std::string::npos)
            return true;
        }
    return false;
  }

  void add_tree(const Outline& outline) {
    const bool lines = std::any_of(outline.nodes.begin(),
                                   outline.nodes.end(),
                                   [](const OutlineNode& node) { return !node.children.empty(); });
    for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c) {
      if (outline.total >= 0 && !outline.tops.empty())
        add_sum(
            lines ? "W2" : "W5", outline.sure, outline.total, rows_of(outline, outline.tops), c);
      for (const OutlineNode& node : outline.nodes)
        if (!node.children.empty())
          add_sum("W3", outline.sure && node.sure, node.row, rows_of(outline, node.children), c);
    }
  }

  /// W18: 人员经费合计 is 301 and 303, 公用经费合计 the other classes.
  void add_expense_sums(const Outline& outline) {
    for (const int row : outline.sums) {
      const std::string name = text_at(table_, row, "name");
      const bool personnel = name.rfind("人员经费", 0) == 0;
      if (!personnel && name.rfind("公用经费", 0) != 0) continue;
      std::vector<int> parts;
      for (const int top : outline.tops) {
        const OutlineNode& node = outline.nodes[static_cast<std::size_t>(top)];
        if ((node.code == "301" || node.code == "303") == personnel) parts.push_back(node.row);
      }
      for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c)
        add_sum("W18", outline.sure, row, parts, c);
    }
  }

  void add_side(const Outline& outline) {
    for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c) {
      for (const OutlineNode& node : outline.nodes)
        if (!node.children.empty())
          add_sum("W9", outline.sure && node.sure, node.row, rows_of(outline, node.children), c);
      if (outline.tops.empty()) continue;
      if (outline.current >= 0) {
        add_sum("W7", outline.sure, outline.current, rows_of(outline, outline.tops), c);
        std::vector<int> parts = {outline.current};
        std::map<int, std::vector<int>> funds;  // 年初结转 and its funds
        int carried = -1;
        for (const int row : outline.after) {
          if (carried >= 0 && names_fund(text_at(table_, row, "item"))) {
            funds[carried].push_back(row);
          } else {
            carried = row;
            parts.push_back(row);
          }
        }
        for (const auto& [row, lines] : funds) add_sum("W16", true, row, lines, c);
        if (outline.total >= 0) add_sum("W8", outline.sure, outline.total, parts, c);
      } else if (outline.total >= 0) {
        add_sum("W8",
                outline.sure && !mixed_levels(outline),
                outline.total,
                rows_of(outline, outline.tops),
                c);
      }
    }
  }

  /// Lines without an ordinal after numbered ones may be their children or further parts.
  bool mixed_levels(const Outline& outline) const {
    for (const OutlineNode& node : outline.nodes)
      if (!node.children.empty() && !node.sure) return true;
    return false;
  }

  void add_sides_balance() {
    const Outline revenue = side_outline(table_, "revenue");
    const Outline expenditure = side_outline(table_, "expenditure");
    const int column = table_.column(table_.column("total") >= 0 ? "total" : "amount");
    if (column < 0) return;
    if (revenue.total >= 0 && expenditure.total >= 0) {
      out_.add("W8:balance",
               IdentityKind::Hard,
               {figure(revenue.total, column)},
               {figure(expenditure.total, column)});
    } else if (revenue.current < 0 && expenditure.current < 0 && revenue.total < 0 &&
               expenditure.total < 0 && revenue.sure && expenditure.sure) {
      out_.add("W9:balance",
               IdentityKind::Soft,
               figures_of(rows_of(revenue, revenue.tops), column),
               figures_of(rows_of(expenditure, expenditure.tops), column));
    }
  }

  void add_sum(
      const std::string& id, bool sure, int row, const std::vector<int>& parts, int column) {
    if (figure(row, column) < 0) return;
    // A column that prints totals alone (three columns of funds on the revenue side) sums nothing.
    const bool any =
        std::any_of(parts.begin(), parts.end(), [&](int part) { return printed(part, column); });
    if (!any) return;
    const std::string name = row_code(table_, row);
    Identity sum;
    sum.terms.push_back({figure(row, column), 1});
    for (const int part : parts)
      if (figure(part, column) >= 0) sum.terms.push_back({figure(part, column), -1});
    // With a doubtful code in the table, a sum that fails may have the wrong lines.
    const bool misled =
        codes_in_doubt() && balance(sum, amounts()).result == IdentityResult::Broken;
    out_.add(name.empty() ? id : id + ":" + name,
             sure && !misled ? IdentityKind::Hard : IdentityKind::Soft,
             {figure(row, column)},
             figures_of(parts, column));
  }

  bool codes_in_doubt() const {
    for (const char* id : {"class_code", "section_code", "item_code"})
      if (const int column = table_.column(id); column >= 0)
        for (const Row& row : table_.rows)
          if (row.fields[static_cast<std::size_t>(column)].status == CellStatus::Flagged)
            return true;
    return false;
  }

  std::vector<Amount> amounts() const {
    std::vector<Amount> result;
    for (const Figure& figure : figures_.all()) result.push_back(figure.amount);
    return result;
  }

  std::vector<int> figures_of(const std::vector<int>& rows, int column) const {
    std::vector<int> result;
    for (const int row : rows) result.push_back(figure(row, column));
    return result;
  }

  static std::vector<int> rows_of(const Outline& outline, const std::vector<int>& nodes) {
    std::vector<int> result;
    for (const int node : nodes)
      result.push_back(outline.nodes[static_cast<std::size_t>(node)].row);
    return result;
  }

  int rows() const { return static_cast<int>(table_.rows.size()); }

  const NormalizedTable& table_;
  int index_;
  const Figures& figures_;
  IdentitySet& out_;
};

Check remark(const std::string& identity, const std::string& table, const std::string& cell) {
  Check check;
  check.identity = identity;
  check.kind = "info";
  check.tables = {table};
  if (!cell.empty()) check.cells = {cell};
  check.holds = "broken";
  return check;
}

void check_ordinals(const NormalizedTable& table, std::vector<Check>& checks) {
  if (table.column("item") < 0) return;
  std::map<std::string, int> last;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    const std::string side = text_at(table, r, "side");
    const int ordinal = chinese_ordinal(text_at(table, r, "item"));
    if (ordinal == 0) continue;
    const int before = last.contains(side) ? last[side] : 0;
    if (ordinal > before + 1) {
      Check check = remark(
          "W14:ordinals", table.name(), table.name() + ":" + std::to_string(r + 1) + ":item");
      check.left = std::to_string(before + 1);
      check.right = std::to_string(ordinal);
      check.difference = std::to_string(ordinal - before - 1);
      checks.push_back(check);
    }
    last[side] = ordinal;
  }
}

/// Sum of the weights of each project against the sum that most projects have.
void check_weights(const NormalizedTable& table, std::vector<Check>& checks) {
  if (table.column("weight") < 0 || table.column("project_name") < 0) return;

  struct Project {
    int first = 0;
    double weight = 0;
    bool complete = true;
  };

  std::vector<Project> projects;
  std::string name;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    const std::string key =
        text_at(table, r, "unit_name") + "|" + text_at(table, r, "project_name");
    if (projects.empty() || key != name) projects.push_back({r, 0, true});
    name = key;
    const std::string weight = text_at(table, r, "weight");
    if (weight.empty() || weight.find_first_not_of("0123456789.") != std::string::npos)
      projects.back().complete = false;
    else
      projects.back().weight += std::stod(weight);
  }
  std::map<double, int> sums;
  for (const Project& project : projects)
    if (project.complete) ++sums[project.weight];
  double usual = 0;
  int count = 1;
  for (const auto& [sum, times] : sums)
    if (times > count) usual = sum, count = times;
  if (usual <= 0) return;
  for (const Project& project : projects) {
    if (!project.complete || project.weight == usual) continue;
    Check check = remark("W13:weights",
                         table.name(),
                         table.name() + ":" + std::to_string(project.first + 1) + ":weight");
    check.kind = "soft";
    const auto text = [](double number) { return std::to_string(static_cast<long>(number)); };
    check.left = text(project.weight);
    check.right = text(usual);
    check.difference = text(project.weight - usual);
    checks.push_back(check);
  }
}

bool column_printed(const NormalizedTable& table, const std::string& id) {
  const int column = table.column(id);
  return column >= 0 && std::any_of(table.rows.begin(), table.rows.end(), [column](const Row& row) {
           const Field& field = row.fields[static_cast<std::size_t>(column)];
           return !field.origins.empty() || !field.value.empty();
         });
}

/// A sum of two parts of which one has no column, and kinds of money that 1 lists and 1-1 does not.
void check_columns(const NormalizedTable& table,
                   const std::vector<Schema>& schemas,
                   const NormalizedDocument& document,
                   std::vector<Check>& checks) {
  const auto report = [&](const std::string& column) {
    if (std::find(table.missing_columns.begin(), table.missing_columns.end(), column) !=
        table.missing_columns.end())
      return;
    Check check = remark("lost_column", table.name(), "");
    check.left = column;
    checks.push_back(check);
  };
  for (const Schema& schema : schemas) {
    if (schema.id != table.schema) continue;
    for (const RowSum& sum : schema.row_sums) {
      if (sum.parts.size() != 2 || !column_printed(table, sum.total)) continue;
      const bool first = column_printed(table, sum.parts[0]);
      const bool second = column_printed(table, sum.parts[1]);
      if (first != second) report(sum.parts[first ? 1 : 0]);
    }
  }
  if (table.schema != "revenue_summary") return;
  static const std::pair<const char*, const char*> kKinds[] = {
      {"一般公共预算", "general_public_budget"},
      {"政府性基金", "government_fund_budget"},
      {"国有资本经营", "state_capital_budget"},
      {"事业收入", "business_income"},
      {"事业单位经营收入", "business_operation_income"},
      {"其他收入", "other_income"}};
  for (const NormalizedTable& summary : document.tables) {
    if (summary.schema != "revenue_expenditure_summary") continue;
    for (const auto& [name, column] : kKinds)
      for (int r = 0; r < static_cast<int>(summary.rows.size()); ++r)
        if (text_at(summary, r, "side") == "revenue" &&
            without_ordinal(text_at(summary, r, "item")).rfind(name, 0) == 0 &&
            !column_printed(table, column)) {
          report(column);
          break;
        }
  }
}

void check_code_order(const NormalizedTable& table, std::vector<Check>& checks) {
  if (table.column("item_code") < 0) return;
  std::string last;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    if (text_at(table, r, "row_type") != "item") continue;
    const std::string code = row_code(table, r);
    constexpr std::size_t kFullCode = 7;
    if (code.size() != kFullCode) continue;
    if (!last.empty() && code < last) {
      Check check = remark("W14:code_order",
                           table.name(),
                           table.name() + ":" + std::to_string(r + 1) + ":class_code");
      check.left = last;
      check.right = code;
      checks.push_back(check);
    }
    last = code;
  }
}

}  // namespace

void add_identities_within(const NormalizedDocument& document,
                           const std::vector<Schema>& schemas,
                           const Figures& figures,
                           IdentitySet& identities) {
  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    Within within(document, static_cast<int>(t), figures, identities);
    for (const Schema& schema : schemas)
      if (schema.id == document.tables[t].schema) within.add_row_sums(schema.row_sums);
    within.add_column_sums();
  }
}

std::vector<Check> structural_checks(const NormalizedDocument& document,
                                     const std::vector<Schema>& schemas) {
  std::vector<Check> checks;
  for (const NormalizedTable& table : document.tables) {
    check_ordinals(table, checks);
    check_weights(table, checks);
    check_code_order(table, checks);
    check_columns(table, schemas, document, checks);
    for (const std::string& column : table.missing_columns) {
      Check check = remark("lost_column", table.name(), "");
      check.left = column;
      checks.push_back(check);
    }
  }
  for (const AnnouncedTable& announced : document.announced) {
    if (announced.found) continue;
    Check check = remark("X20:contents", announced.schema, "");
    check.left = announced.title;
    checks.push_back(check);
  }
  return checks;
}

}  // namespace gouji
