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

constexpr double kSameUnit = 0.6;   // of two readings of one unit's name
constexpr double kLikeAName = 0.5;  // of a reading and a subject's name; of crumbs there is less

bool has_doubtful_code(const NormalizedTable& table, const Row& row, const std::string& code) {
  const auto doubtful = [&](const char* id) {
    const int column = table.column(id);
    return column >= 0 &&
           row.fields[static_cast<std::size_t>(column)].status == CellStatus::Flagged;
  };
  const int unit = table.column("unit_code");
  if (unit >= 0 && row.fields[static_cast<std::size_t>(unit)].value == code)
    return doubtful("unit_code");
  return doubtful("class_code") || doubtful("section_code") || doubtful("item_code");
}

bool undoubted(const Field& field) {
  return field.status != CellStatus::Flagged && !field.value.empty();
}

// What was read clearly stays, though something else is in doubt there.
void guess(Field& field, const std::string& name) {
  if (field.status == CellStatus::Flagged && !clearly_read(field) && !name.empty())
    field.value = name;
}

/// Whether a text is more like the name of another subject than like those of its own.
class OtherNames {
 public:
  OtherNames(const std::map<std::string, std::set<std::string>>& printed,
             const Lexicons& lexicons) {
    for (const auto& [code, names] : printed) all_.insert(names.begin(), names.end());
    for (const auto* list : {&lexicons.functional, &lexicons.economic})
      for (const auto& [code, names] : *list) all_.insert(names.begin(), names.end());
  }

  bool are_nearer(const std::string& text, const std::vector<std::string>& own) const {
    double nearest = kLikeAName;
    for (const std::string& name : own) nearest = std::max(nearest, key_similarity(text, name));
    return std::any_of(all_.begin(), all_.end(), [&](const std::string& name) {
      return key_similarity(text, name) > nearest;
    });
  }

 private:
  std::set<std::string> all_;
};

/// A sum over a class of economic subjects prints no code: that of the line below it begins so.
std::string code_of_sum(const NormalizedTable& table, int row) {
  const bool economic = table.column("item_code") < 0 && table.column("section_code") >= 0;
  if (!economic || text_at(table, row, "row_type") != "subtotal" ||
      row + 1 >= static_cast<int>(table.rows.size()))
    return {};
  return text_at(table, row + 1, "class_code");
}

// What the document prints without doubt for the code, then what the lexicon has for it.
void guess_subjects(NormalizedTable& table,
                    const std::map<std::string, std::set<std::string>>& printed,
                    const OtherNames& others,
                    const Lexicons& lexicons,
                    const std::string& year) {
  const int column = subject_name_column(table);
  for (int r = 0; column >= 0 && r < static_cast<int>(table.rows.size()); ++r) {
    Row& row = table.rows[static_cast<std::size_t>(r)];
    Field& field = row.fields[static_cast<std::size_t>(column)];
    if (field.status != CellStatus::Flagged) continue;
    const std::string own_code = row_code(table, r);
    const std::string code = own_code.empty() ? code_of_sum(table, r) : own_code;
    std::vector<std::string> names = lexicons.subject_names(code, year);
    const bool usual = std::find(names.begin(), names.end(), field.value) != names.end();
    const auto same = printed.find(code);
    const bool one = same != printed.end() && same->second.size() == 1;
    if (one) names = {*same->second.begin()};
    if (names.empty() || (usual && !one)) continue;
    const bool doubtful = own_code.empty() || has_doubtful_code(table, row, code);
    if (doubtful && others.are_nearer(field.value, names)) continue;
    guess(field, names.front());
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
  const OtherNames others(names, lexicons);
  for (NormalizedTable& table : document.tables) {
    guess_subjects(table, names, others, lexicons, document.year);
    guess_projects(table, document);
    guess_unit(table, unit_above(table, document));
  }
}

}  // namespace gouji
