#include "normalize/repair/name_guesses.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "normalize/identities/outline.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/subject_names.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr double kSameUnit = 0.6;  // of two readings of one unit's name

bool has_doubtful_code(const NormalizedTable& table, const Row& row) {
  for (std::size_t c = 0; c < row.fields.size(); ++c)
    if (table.types[c] == ColumnType::Code && row.fields[c].status == CellStatus::Flagged)
      return true;
  return false;
}

bool undoubted(const Field& field) {
  return field.status != CellStatus::Flagged && !field.value.empty();
}

// What was read clearly stays, though something else is in doubt there.
void guess(Field& field, const std::string& name) {
  if (field.status == CellStatus::Flagged && !clearly_read(field) && !name.empty())
    field.value = name;
}

// What the document prints without doubt for the code, then what the lexicon has for it.
void guess_subjects(NormalizedTable& table,
                    const std::map<std::string, std::set<std::string>>& printed,
                    const Lexicons& lexicons,
                    const std::string& year) {
  const int column = subject_name_column(table);
  for (int r = 0; column >= 0 && r < static_cast<int>(table.rows.size()); ++r) {
    Row& row = table.rows[static_cast<std::size_t>(r)];
    Field& field = row.fields[static_cast<std::size_t>(column)];
    const std::string code = row_code(table, r);
    if (code.empty() || has_doubtful_code(table, row)) continue;
    const std::vector<std::string> usual = lexicons.subject_names(code, year);
    if (const auto same = printed.find(code); same != printed.end() && same->second.size() == 1)
      guess(field, *same->second.begin());
    else if (!usual.empty() && std::find(usual.begin(), usual.end(), field.value) == usual.end())
      guess(field, usual.front());
  }
}

/// The name of the only project line with this amount, "" where none or several have it.
std::string project_with(const std::string& amount, const NormalizedTable& projects) {
  std::string name;
  int lines = 0;
  for (int r = 0; r < static_cast<int>(projects.rows.size()); ++r)
    if (text_at(projects, r, "row_type") == "item" && text_at(projects, r, "amount") == amount) {
      name = text_at(projects, r, "name");
      ++lines;
    }
  return lines == 1 ? name : std::string();
}

void guess_projects(NormalizedTable& targets, const NormalizedDocument& document) {
  const int name = targets.column("project_name"), amount = targets.column("budget_amount");
  const auto projects = std::find_if(
      document.tables.begin(), document.tables.end(), [](const NormalizedTable& table) {
        return table.schema == "general_budget_project_expenditure";
      });
  if (name < 0 || amount < 0 || projects == document.tables.end()) return;
  for (Row& row : targets.rows)
    // That a doubtful amount is printed there as well says that it was read right.
    if (const std::string& budget = row.fields[static_cast<std::size_t>(amount)].value;
        !budget.empty())
      guess(row.fields[static_cast<std::size_t>(name)], project_with(budget, *projects));
}

// Above most tables the same name stands; a table's own line may be misread.
std::string unit_above(const NormalizedTable& table, const NormalizedDocument& document) {
  const bool one_unit = std::all_of(
      document.tables.begin(), document.tables.end(), [&](const NormalizedTable& other) {
        return other.unit_name.empty() ||
               key_similarity(other.unit_name, document.unit_name) >= kSameUnit;
      });
  return one_unit ? document.unit_name : table.unit_name;
}

void guess_unit(NormalizedTable& table, const std::string& unit) {
  const int column = table.column("unit_name");
  if (column < 0) return;
  std::set<std::string> printed;
  std::vector<Field*> fields;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    if (text_at(table, r, "row_type") == "total") continue;
    Field& field = table.rows[static_cast<std::size_t>(r)].fields[static_cast<std::size_t>(column)];
    if (field.value.empty() && field.status != CellStatus::Flagged) continue;
    printed.insert(field.value);
    fields.push_back(&field);
  }
  if (printed.size() != 1) return;
  for (Field* field : fields) guess(*field, unit);
}

}  // namespace

void guess_names(NormalizedDocument& document, const Lexicons& lexicons) {
  const auto names = names_by_code(document, undoubted);
  for (NormalizedTable& table : document.tables) {
    guess_subjects(table, names, lexicons, document.year);
    guess_projects(table, document);
    guess_unit(table, unit_above(table, document));
  }
}

}  // namespace gouji
