#include "normalize/identities/structural_checks.h"

#include <algorithm>
#include <map>

#include "core/decimal.h"
#include "normalize/identities/outline.h"
#include "normalize/identities/table_numbers.h"

namespace gouji {
namespace {

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
    Decimal weight;
    bool complete = true;
  };

  std::vector<Project> projects;
  std::string name;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    const std::string key =
        text_at(table, r, "unit_name") + "|" + text_at(table, r, "project_name");
    if (projects.empty() || key != name) projects.push_back({r, {}, true});
    name = key;
    if (const auto weight = Decimal::parse(text_at(table, r, "weight")))
      projects.back().weight = projects.back().weight + *weight;
    else
      projects.back().complete = false;
  }
  std::map<Decimal, int> sums;
  for (const Project& project : projects)
    if (project.complete) ++sums[project.weight];
  Decimal usual;
  int count = 1;
  for (const auto& [sum, times] : sums)
    if (times > count) usual = sum, count = times;
  if (count < 2) return;
  for (const Project& project : projects) {
    if (!project.complete || project.weight == usual) continue;
    Check check = remark("W13:weights",
                         table.name(),
                         table.name() + ":" + std::to_string(project.first + 1) + ":weight");
    check.kind = "soft";
    check.left = project.weight.to_string();
    check.right = usual.to_string();
    check.difference = (project.weight - usual).to_string();
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
  for (const std::string& number : missing_table_numbers(document)) {
    Check check = remark("X20:numbers", "document", "");
    check.left = number;
    checks.push_back(check);
  }
  return checks;
}

}  // namespace gouji
