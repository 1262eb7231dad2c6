#include "normalize/text_repair.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/field_change.h"
#include "normalize/outline.h"
#include "normalize/project_match.h"
#include "normalize/text_distance.h"
#include "normalize/text_folding.h"

namespace gouji {
namespace {

constexpr double kOneGlyph = 1;
constexpr double kIndicatorShare = 0.2;  // of a standard indicator's text may differ
constexpr int kLongName = 8;             // characters from which two glyphs may differ

Field& field_at(NormalizedTable& table, std::size_t row, int column) {
  return table.rows[row].fields[static_cast<std::size_t>(column)];
}

/// Words of columns that allow no others. The nearest by one glyph, if no other is as near.
void repair_closed_sets(NormalizedDocument& document, const Lexicons& lexicons) {
  for (NormalizedTable& table : document.tables)
    for (const auto& [id, words] : lexicons.closed_sets) {
      const int column = table.column(id);
      if (column < 0) continue;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Field& field = field_at(table, r, column);
        if (field.value.empty() || clearly_read(field)) continue;
        const auto official = std::find_if(words.begin(), words.end(), [&](const auto& word) {
          return fold(word) == fold(field.value);
        });
        if (official != words.end()) continue;
        std::vector<std::string> named;
        for (const Candidate& rival : field.rivals)
          if (std::find(words.begin(), words.end(), rival.value) != words.end())
            named.push_back(rival.value);
        if (named.size() == 1) {
          repair_field(field, named.front(), "closed_set", "rival reading");
          continue;
        }
        const bool word = text_length(field.value) >= 4;
        const std::string near = word ? nearest_text(field.value, words, kOneGlyph) : "";
        if (!near.empty())
          repair_field(field, near, "closed_set", "nearest official word");
        else
          flag_field(field, "closed_set", "");
      }
    }
}

/// The division (county, city, province) that a unit's name begins with, "" for none.
std::string division_of(const std::string& name, const std::set<std::string>& divisions) {
  const std::u32string text = to_utf32(name);
  constexpr std::size_t kShortest = 2, kLongest = 12;
  for (std::size_t length = std::min(kLongest, text.size()); length >= kShortest; --length) {
    const std::string start = to_utf8(text.substr(0, length));
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

/// Names that the document prints clearly, by full code.
std::map<std::string, std::set<std::string>> names_by_code(const NormalizedDocument& document) {
  std::map<std::string, std::set<std::string>> names;
  for (const NormalizedTable& table : document.tables) {
    const int column = table.column("name");
    if (column < 0 || table.schema == "general_budget_project_expenditure") continue;
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
      const Field& field =
          table.rows[static_cast<std::size_t>(r)].fields[static_cast<std::size_t>(column)];
      const std::string code = row_code(table, r);
      if (!code.empty() && clearly_read(field)) names[code].insert(field.value);
    }
  }
  return names;
}

/// An unsure name of a code: what another table prints clearly for that code, or the lexicon where
/// a rival reading says the same.
void repair_names_by_code(NormalizedDocument& document, const Lexicons& lexicons) {
  const auto printed = names_by_code(document);
  for (NormalizedTable& table : document.tables) {
    const int column = table.column("name");
    if (column < 0 || table.schema == "general_budget_project_expenditure") continue;
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
      Field& field = field_at(table, static_cast<std::size_t>(r), column);
      const std::string code = row_code(table, r);
      if (code.empty() || field.value.empty() || clearly_read(field)) continue;
      const auto same = printed.find(code);
      const auto& lexicon = code.front() == '2' ? lexicons.functional : lexicons.economic;
      const auto usual = lexicon.find(code);
      std::vector<std::string> known;
      if (same != printed.end()) known.assign(same->second.begin(), same->second.end());
      const bool from_document = !known.empty();
      if (!from_document && usual != lexicon.end()) known = usual->second;
      if (std::find(known.begin(), known.end(), field.value) != known.end()) {
        confirm_field(field);
        continue;
      }
      if (!unsure(field)) continue;
      std::string chosen;
      for (const Candidate& rival : field.rivals)
        if (std::find(known.begin(), known.end(), rival.value) != known.end()) chosen = rival.value;
      if (chosen.empty() && from_document)
        chosen = nearest_text(
            field.value, known, text_length(field.value) >= kLongName ? 2 * kOneGlyph : kOneGlyph);
      if (!chosen.empty())
        repair_field(field,
                     chosen,
                     from_document ? "same_code" : "lexicon",
                     (from_document ? "printed elsewhere for " : "usual name of ") + code);
      else if (!known.empty() && field.status == CellStatus::Flagged)
        flag_field(field, field.reasons.empty() ? "name" : field.reasons.front(), known.front());
    }
  }
}

/// The fixed companions of the indicators that all units print alike.
void repair_indicators(NormalizedDocument& document, const Lexicons& lexicons) {
  for (NormalizedTable& table : document.tables) {
    const int name = table.column("level3");
    if (name < 0) continue;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      Field& field = field_at(table, r, name);
      if (field.value.empty()) continue;
      const StandardIndicator* standard = nullptr;
      for (const StandardIndicator& indicator : lexicons.indicators)
        if (glyph_distance(field.value, indicator.level3) <=
            kIndicatorShare * text_length(indicator.level3))
          standard = &indicator;
      if (standard == nullptr) continue;
      // Brackets and bars are read this way and that; only the letters decide.
      const bool same_letters = glyph_distance(field.value, standard->level3) == 0;
      if ((unsure(field) || (same_letters && !clearly_read(field))) &&
          field.value != standard->level3)
        repair_field(field, standard->level3, "standard_indicator", "usual text");
      const std::pair<const char*, const std::string*> companions[] = {
          {"level1", &standard->level1},
          {"level2", &standard->level2},
          {"nature", &standard->nature},
          {"value", &standard->value},
          {"measure_unit", &standard->measure_unit},
          {"direction", &standard->direction}};
      for (const auto& [id, usual] : companions) {
        const int column = table.column(id);
        if (column < 0) continue;
        Field& companion = field_at(table, r, column);
        if (companion.value == *usual) {
          confirm_field(companion);
        } else if (unsure(companion)) {
          repair_field(
              companion, *usual, "standard_indicator", "fixed companion of " + standard->level3);
        } else if (!clearly_read(companion) && companion.engine == "import") {
          flag_field(companion, "standard_indicator", *usual);
        }
      }
    }
  }
}

}  // namespace

void repair_text(NormalizedDocument& document, const Lexicons& lexicons) {
  repair_unit_names(document, lexicons);
  repair_indicators(document, lexicons);
  repair_closed_sets(document, lexicons);
  repair_names_by_code(document, lexicons);
  match_projects(document);
}

}  // namespace gouji
