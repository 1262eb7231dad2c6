#include "tests/support/truth_document.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace gouji {
namespace {

ColumnType type_of(const std::string& column) {
  static const std::set<std::string> kLabels = {"side", "row_type"};
  static const std::set<std::string> kTexts = {"item",
                                               "name",
                                               "unit_name",
                                               "project_name",
                                               "annual_goal",
                                               "level3",
                                               "value",
                                               "measure_unit"};
  static const std::set<std::string> kClosed = {"level1", "level2", "nature", "direction"};
  if (kLabels.contains(column)) return ColumnType::Label;
  if (kTexts.contains(column)) return ColumnType::Text;
  if (kClosed.contains(column)) return ColumnType::Closed;
  if (column.ends_with("_code")) return ColumnType::Code;
  return ColumnType::Amount;
}

}  // namespace

std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
        cell += text[++i];
      else if (c == '"')
        quoted = false;
      else
        cell += c;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n') {
      row.push_back(std::move(cell));
      cell.clear();
      rows.push_back(std::move(row));
      row.clear();
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (!cell.empty() || !row.empty()) {
    row.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

NormalizedDocument load_truth_document(const std::filesystem::path& folder) {
  NormalizedDocument document;
  document.name = folder.parent_path().filename().string();
  document.kind = "budget";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  int page = 0;
  for (const auto& file : files) {
    const auto rows = read_csv(file);
    if (rows.empty()) continue;
    NormalizedTable table;
    table.schema = file.stem().string();
    table.columns = rows.front();
    table.amount_unit = "万元";
    for (const std::string& column : table.columns) table.types.push_back(type_of(column));
    ++page;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      Row row;
      row.page = page;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        Field field;
        field.value = field.printed = c < rows[r].size() ? rows[r][c] : std::string();
        field.derived = table.types[c] == ColumnType::Label;
        field.agreed = !field.derived && !field.value.empty();
        field.status = field.agreed ? CellStatus::Confirmed : CellStatus::Read;
        field.confidence = 1;
        CellOrigin origin;
        origin.page = page;
        origin.row = static_cast<int>(r);
        origin.column = static_cast<int>(c);
        const std::string& id = table.columns[c];
        const bool merged = table.schema == "project_performance_targets" &&
                            (id == "unit_name" || id == "project_name" || id == "budget_amount" ||
                             id == "annual_goal");
        if (merged && r > 1) {
          const Row& above = table.rows.back();
          const int name = table.column("project_name");
          const bool same = above.fields[c].value == field.value &&
                            rows[r][static_cast<std::size_t>(name)] ==
                                above.fields[static_cast<std::size_t>(name)].value;
          if (same) {
            field.inherited = true;
            origin = above.fields[c].origins.front();
          }
        }
        field.origins = {origin};
        row.fields.push_back(std::move(field));
      }
      table.rows.push_back(std::move(row));
    }
    document.tables.push_back(std::move(table));
  }
  return document;
}

std::vector<Schema> row_sum_schemas() {
  const auto schema = [](const char* id, std::vector<RowSum> sums) {
    Schema result;
    result.id = id;
    result.row_sums = std::move(sums);
    return result;
  };
  const std::vector<RowSum> spent = {{"total", {"basic", "project"}}};
  const std::vector<RowSum> three_public = {
      {"total", {"overseas", "vehicle_total", "reception"}},
      {"vehicle_total", {"vehicle_purchase", "vehicle_operation"}}};
  return {
      schema("expenditure_summary", spent),
      schema("government_fund_expenditure", spent),
      schema("state_capital_expenditure", spent),
      schema("revenue_summary",
             {{"total",
               {"carryover",
                "general_public_budget",
                "government_fund_budget",
                "state_capital_budget",
                "business_income",
                "business_operation_income",
                "other_income",
                "fiscal_special_account"}}}),
      schema(
          "fiscal_appropriation_summary",
          {{"total", {"general_public_budget", "government_fund_budget", "state_capital_budget"}}}),
      schema("general_budget_expenditure", {{"total", {"current_year", "carryover"}}}),
      schema("general_budget_basic_expenditure", {{"total", {"personnel", "public"}}}),
      schema("general_budget_three_public", three_public),
      schema("government_fund_three_public", three_public),
      schema(
          "fiscal_appropriation_by_economic_class",
          {{"total", {"current_total", "carryover_total"}},
           {"current_total",
            {"current_general_total", "current_fund_total", "current_capital_total"}},
           {"current_general_total", {"current_general_basic", "current_general_project"}},
           {"current_fund_total", {"current_fund_basic", "current_fund_project"}},
           {"current_capital_total", {"current_capital_basic", "current_capital_project"}},
           {"carryover_total", {"carryover_general_total"}},
           {"carryover_general_total", {"carryover_general_basic", "carryover_general_project"}}}),
  };
}

}  // namespace gouji
