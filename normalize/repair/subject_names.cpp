#include "normalize/repair/subject_names.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/identities/outline.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/text_distance.h"

namespace gouji {
namespace {

constexpr double kOneGlyph = 1;
constexpr int kLongName = 8;  // characters from which two glyphs may differ
constexpr std::size_t kClassDigits = 3;

Field& field_at(NormalizedTable& table, int row, int column) {
  return table.rows[static_cast<std::size_t>(row)].fields[static_cast<std::size_t>(column)];
}

bool among(const std::string& text, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

void repair_name(Field& field,
                 const std::string& code,
                 const std::vector<std::string>& known,
                 bool from_document) {
  if (among(field.value, known)) {
    confirm_field(field);
    return;
  }
  if (!unsure(field)) return;
  std::string chosen;
  for (const Candidate& rival : field.rivals)
    if (among(rival.value, known)) chosen = rival.value;
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

/// Lines without a code: a name that the document prints clearly for some code, or that a class
/// has, was read right.
void confirm_bare_names(NormalizedDocument& document,
                        const std::map<std::string, std::set<std::string>>& printed,
                        const Lexicons& lexicons) {
  std::set<std::string> known;
  for (const auto& [code, names] : printed) known.insert(names.begin(), names.end());
  for (const auto& [code, names] : lexicons.functional)
    if (code.size() == kClassDigits) known.insert(names.begin(), names.end());
  for (NormalizedTable& table : document.tables) {
    int column = subject_name_column(table);
    if (column < 0) column = table.column("item");
    if (column < 0) continue;
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
      Field& field = field_at(table, r, column);
      if (row_code(table, r).empty() && known.contains(without_ordinal(field.value)))
        confirm_field(field);
    }
  }
}

/// 合计 over a table whose reader saw one of its two characters.
void repair_totals(NormalizedTable& table) {
  const int column = table.column("name");
  if (column < 0) return;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    Field& field = field_at(table, r, column);
    if (text_at(table, r, "row_type") != "total" || !unsure(field)) continue;
    for (const char* word : {"合计", "总计"}) {
      const bool rival = std::any_of(
          field.rivals.begin(), field.rivals.end(), [&](const auto& c) { return c.value == word; });
      if (field.value == word)
        confirm_field(field);
      else if (rival)
        repair_field(field, word, "rival_reading", "the line adds up the table");
    }
  }
}

}  // namespace

int subject_name_column(const NormalizedTable& table) {
  return table.schema == "general_budget_project_expenditure" ? -1 : table.column("name");
}

std::map<std::string, std::set<std::string>> names_by_code(const NormalizedDocument& document,
                                                           bool (*clear)(const Field&)) {
  std::map<std::string, std::set<std::string>> names;
  for (const NormalizedTable& table : document.tables) {
    const int column = subject_name_column(table);
    for (int r = 0; column >= 0 && r < static_cast<int>(table.rows.size()); ++r) {
      const Field& field =
          table.rows[static_cast<std::size_t>(r)].fields[static_cast<std::size_t>(column)];
      const std::string code = row_code(table, r);
      if (!code.empty() && clear(field)) names[code].insert(field.value);
    }
  }
  return names;
}

void repair_subject_names(NormalizedDocument& document, const Lexicons& lexicons) {
  const auto printed = names_by_code(document, clearly_read);
  for (NormalizedTable& table : document.tables) {
    const int column = subject_name_column(table);
    for (int r = 0; column >= 0 && r < static_cast<int>(table.rows.size()); ++r) {
      Field& field = field_at(table, r, column);
      const std::string code = row_code(table, r);
      if (code.empty() || field.value.empty() || clearly_read(field)) continue;
      const auto same = printed.find(code);
      std::vector<std::string> known;
      if (same != printed.end()) known.assign(same->second.begin(), same->second.end());
      const bool from_document = !known.empty();
      if (!from_document) known = lexicons.subject_names(code, document.year);
      repair_name(field, code, known, from_document);
    }
    repair_totals(table);
  }
  confirm_bare_names(document, printed, lexicons);
}

}  // namespace gouji
