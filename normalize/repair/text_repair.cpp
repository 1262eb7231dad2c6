#include "normalize/repair/text_repair.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/identities/outline.h"
#include "normalize/repair/closed_set_repair.h"
#include "normalize/repair/code_repair.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/indicator_repair.h"
#include "normalize/repair/project_match.h"
#include "normalize/repair/subject_codes.h"
#include "normalize/repair/subject_names.h"
#include "normalize/repair/text_distance.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

Field& field_at(NormalizedTable& table, std::size_t row, int column) {
  return table.rows[row].fields[static_cast<std::size_t>(column)];
}

/// The division (county, city, province) that a unit's name begins with, "" for none.
std::string division_of(const std::string& name, const std::set<std::string>& divisions) {
  const std::u32string text = to_utf32(name);
  constexpr std::size_t kShortest = 2, kLongest = 12;
  for (std::size_t length = std::min(kLongest, text.size()); length >= kShortest; --length) {
    std::string start = to_utf8(text.substr(0, length));
    if (divisions.contains(start)) return start;
  }
  return {};
}

/// The names of the units that this document is about: its own, and those of 1-1.
std::vector<std::string> known_units(const NormalizedDocument& document) {
  std::map<std::string, int> votes;
  if (!document.unit_name.empty()) votes[document.unit_name] += 2;
  for (const NormalizedTable& table : document.tables)
    if (table.schema == "revenue_summary" || table.schema == "general_budget_three_public")
      for (int r = 0; r < static_cast<int>(table.rows.size()); ++r)
        if (text_at(table, r, "row_type") != "total")
          if (const std::string name = text_at(table, r, "unit_name"); !name.empty()) ++votes[name];
  std::vector<std::string> names;
  for (const auto& [name, count] : votes)
    if (count >= 2) names.push_back(name);
  return names;
}

void repair_unit_names(NormalizedDocument& document, const Lexicons& lexicons) {
  const std::vector<std::string> known = known_units(document);
  if (known.empty()) return;
  const std::set<std::string> divisions(lexicons.divisions.begin(), lexicons.divisions.end());
  constexpr double kShare = 0.3;
  for (NormalizedTable& table : document.tables) {
    const int column = table.column("unit_name");
    if (column < 0) continue;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      Field& field = field_at(table, r, column);
      if (field.value.empty() || text_at(table, static_cast<int>(r), "row_type") == "total")
        continue;
      if (std::find(known.begin(), known.end(), field.value) != known.end()) {
        confirm_field(field);
        continue;
      }
      if (clearly_read(field)) continue;
      const double limit = kShare * text_length(field.value);
      const std::string near = nearest_text(field.value, known, limit);
      if (near.empty()) continue;
      const std::string place = division_of(field.value, divisions);
      const bool elsewhere = !place.empty() && place != division_of(near, divisions);
      const bool small = glyph_distance(field.value, near) <= 2;
      if (elsewhere || small)
        repair_field(field, near, "unit_name", "head line and majority of the document");
      else
        flag_field(field, "unit_name", near);
    }
  }
}

/// Tables of units print the unit's number in each line; where it was not read, that of the
/// document is suggested.
void settle_unit_codes(NormalizedDocument& document) {
  if (document.unit_code.empty()) return;
  for (NormalizedTable& table : document.tables) {
    const int column = table.column("unit_code");
    if (column < 0 || table.column("unit_name") < 0) continue;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const int row = static_cast<int>(r);
      const bool item =
          text_at(table, row, "row_type") != "total" && !text_at(table, row, "unit_name").empty();
      Field& field = field_at(table, r, column);
      Field& name = field_at(table, r, table.column("unit_name"));
      if (!item || !field.value.empty() || name.from_layer) continue;
      // A lost ruling: one cell holds number and name.
      if (name.value.size() > document.unit_code.size() &&
          name.value.rfind(document.unit_code, 0) == 0) {
        repair_field(field, document.unit_code, "unit_name", "stands before the unit's name");
        repair_field(
            name, name.value.substr(document.unit_code.size()), "unit_name", "without its number");
      } else if (!field.origins.empty()) {
        flag_field(field, "empty", document.unit_code);
      }
    }
  }
}

}  // namespace

void repair_text(NormalizedDocument& document, const Lexicons& lexicons) {
  settle_unit_codes(document);
  repair_unit_names(document, lexicons);
  repair_indicators(document, lexicons);
  repair_closed_sets(document, lexicons);
  repair_codes(document, lexicons);
  repair_subject_names(document, lexicons);
  flag_codes_of_other_names(document, lexicons);
  match_projects(document);
}

}  // namespace gouji
