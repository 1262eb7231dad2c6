#include "normalize/repair/subject_codes.h"

#include <algorithm>
#include <set>

#include "normalize/identities/outline.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

using Names = std::map<std::string, std::vector<std::string>>;

bool has_name(const std::vector<std::string>& names, const std::string& key) {
  return std::any_of(
      names.begin(), names.end(), [&](const std::string& name) { return match_key(name) == key; });
}

/// Codes below the same parent as `code` whose last `digits` differ and that have the name.
std::set<std::string> siblings_named(const Names& names,
                                     const std::string& code,
                                     std::size_t digits,
                                     const std::string& key) {
  std::set<std::string> found;
  const std::string parent = code.substr(0, code.size() - digits);
  for (auto it = names.lower_bound(parent); it != names.end() && it->first.starts_with(parent);
       ++it)
    if (it->first.size() == code.size() && it->first != code && has_name(it->second, key))
      found.insert(it->first);
  return found;
}

/// The column that holds the last part of a row's code, -1 where none is filled.
int last_code_column(const NormalizedTable& table, int row) {
  for (const char* column : {"item_code", "section_code"})
    if (!text_at(table, row, column).empty()) return table.column(column);
  return -1;
}

}  // namespace

void flag_codes_of_other_names(NormalizedDocument& document, const Lexicons& lexicons) {
  for (NormalizedTable& table : document.tables) {
    if (table.column("name") < 0) continue;
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
      const int column = last_code_column(table, r);
      const std::string code = row_code(table, r);
      if (column < 0 || code.empty()) continue;
      Field& field =
          table.rows[static_cast<std::size_t>(r)].fields[static_cast<std::size_t>(column)];
      const bool settled = field.from_layer || field.status == CellStatus::Corrected;
      if (settled || !code.ends_with(field.value) || code.size() == field.value.size()) continue;
      const std::string key = match_key(text_at(table, r, "name"));
      for (const Names* names : {&lexicons.functional, &lexicons.economic}) {
        if (const auto own = names->find(code); own != names->end() && has_name(own->second, key))
          continue;
        const auto others = siblings_named(*names, code, field.value.size(), key);
        if (others.size() == 1)
          flag_field(field, "name", others.begin()->substr(code.size() - field.value.size()));
      }
    }
  }
}

}  // namespace gouji
