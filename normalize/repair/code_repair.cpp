#include "normalize/repair/code_repair.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "normalize/repair/confusion.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr double kMisread = 5;  // nats: one unlikely confusion of a digit, or two likely ones

using Code = std::vector<std::string>;  // 类, 款 and, where the table has it, 项

/// The columns of one table that this is about; columns are -1 where the table has none.
struct CodeColumns {
  std::vector<int> codes;
  int name = -1;

  explicit CodeColumns(const NormalizedTable& table) {
    for (const char* id : {"class_code", "section_code", "item_code"})
      if (const int column = table.column(id); column >= 0) codes.push_back(column);
    // Projects stand under codes with names of their own.
    if (table.schema != "general_budget_project_expenditure") name = table.column("name");
  }

  bool usable() const { return name >= 0 && codes.size() >= 2; }
};

Field& field_at(Row& row, int column) {
  return row.fields[static_cast<std::size_t>(column)];
}

const Field& field_at(const Row& row, int column) {
  return row.fields[static_cast<std::size_t>(column)];
}

bool digits_only(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

bool sure(const Field& field) {
  return field.status != CellStatus::Flagged && (field.value.empty() || digits_only(field.value));
}

/// Codes that the document prints for a name, each with the tables that print them.
using CodesOfName = std::map<std::string, std::map<Code, std::set<std::string>>>;

CodesOfName codes_of_names(const NormalizedDocument& document) {
  CodesOfName found;
  for (const NormalizedTable& table : document.tables) {
    const CodeColumns columns(table);
    if (!columns.usable()) continue;
    for (const Row& row : table.rows) {
      const Field& name = field_at(row, columns.name);
      if (name.value.empty() || name.status == CellStatus::Flagged) continue;
      Code code;
      for (const int column : columns.codes) {
        const Field& part = field_at(row, column);
        if (!part.value.empty() && sure(part)) code.push_back(part.value);
      }
      if (code.size() == columns.codes.size())
        found[match_key(name.value)][code].insert(table.name());
    }
  }
  return found;
}

/// May the pixels that were read so show this code? A reading that is no code at all may show any.
bool may_be(const Field& field, const std::string& code) {
  const auto near = [&](const std::string& text) {
    return !digits_only(text) || confusion_cost(text, code) <= kMisread;
  };
  return near(field.value) ||
         std::any_of(field.rivals.begin(), field.rivals.end(), [&](const Candidate& rival) {
           return rival.value == code;
         });
}

bool fits(const Row& row, const CodeColumns& columns, const Code& code) {
  if (code.size() != columns.codes.size()) return false;
  for (std::size_t k = 0; k < code.size(); ++k) {
    const Field& field = field_at(row, columns.codes[k]);
    if (sure(field) ? field.value != code[k] : !may_be(field, code[k])) return false;
  }
  return true;
}

bool worth_a_look(const Row& row, const CodeColumns& columns) {
  int doubtful = 0, read = 0;
  for (const int column : columns.codes) {
    const Field& field = field_at(row, column);
    if (field.status == CellStatus::Flagged)
      ++doubtful;
    else
      read += static_cast<int>(!field.value.empty());
  }
  return doubtful > 0 && read > 0;
}

void repair_row(Row& row,
                const CodeColumns& columns,
                const CodesOfName& printed,
                const Lexicons& lexicons) {
  const Field& name = field_at(row, columns.name);
  if (name.value.empty() || name.status == CellStatus::Flagged) return;
  std::vector<std::pair<Code, std::string>> candidates;
  if (const auto found = printed.find(match_key(name.value)); found != printed.end())
    for (const auto& [code, tables] : found->second)
      if (fits(row, columns, code)) candidates.emplace_back(code, *tables.begin());
  if (candidates.size() == 1) {
    const auto& [code, table] = candidates.front();
    for (std::size_t k = 0; k < code.size(); ++k) {
      Field& field = field_at(row, columns.codes[k]);
      if (field.value == code[k])
        confirm_field(field);
      else if (!sure(field))
        repair_field(field, code[k], "same_name", "printed for " + name.value + " in " + table);
    }
    return;
  }
  // The lexicon knows what the code usually is.
  constexpr std::array<std::size_t, 3> kLengths = {3, 2, 2};
  for (const auto* names : {&lexicons.functional, &lexicons.economic})
    for (const auto& [text, known] : *names) {
      if (std::find(known.begin(), known.end(), name.value) == known.end()) continue;
      Code code;
      for (std::size_t k = 0, at = 0; at < text.size() && k < kLengths.size(); at += kLengths[k++])
        code.push_back(text.substr(at, kLengths[k]));
      if (!fits(row, columns, code)) continue;
      for (std::size_t k = 0; k < code.size(); ++k) {
        Field& field = field_at(row, columns.codes[k]);
        if (!sure(field) && field.value != code[k])
          flag_field(field, field.reasons.front(), code[k]);
      }
    }
}

}  // namespace

void repair_codes(NormalizedDocument& document, const Lexicons& lexicons) {
  const CodesOfName printed = codes_of_names(document);
  for (NormalizedTable& table : document.tables) {
    const CodeColumns columns(table);
    if (!columns.usable()) continue;
    for (Row& row : table.rows)
      if (worth_a_look(row, columns)) repair_row(row, columns, printed, lexicons);
  }
}

}  // namespace gouji
