#include "normalize/repair/listed_classes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "core/chinese_numerals.h"
#include "core/utf32.h"
#include "normalize/identities/outline.h"
#include "normalize/repair/field_change.h"

namespace gouji {
namespace {

constexpr std::size_t kClassDigits = 3;
// Reserves and transfers: budgets of governments list them, those of units do not.
constexpr std::array kSeldomListed{"227", "230"};

/// A line of one side, and the class that it names: "" for none.
struct Line {
  Field* item = nullptr;
  std::string code;
  int ordinal = 0;  ///< of a 一、 line, 0 for none
};

std::vector<Line> lines_of(NormalizedTable& table,
                           const std::string& side,
                           const std::map<std::string, std::string>& codes) {
  const auto column = static_cast<std::size_t>(table.column("item"));
  std::vector<Line> lines;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    if (text_at(table, r, "side") != side) continue;
    Field& item = table.rows[static_cast<std::size_t>(r)].fields[column];
    const auto code = codes.find(without_ordinal(item.value));
    lines.push_back(
        {&item, code == codes.end() ? std::string() : code->second, chinese_ordinal(item.value)});
  }
  return lines;
}

class ListedClasses {
 public:
  ListedClasses(const Lexicons& lexicons, const std::string& year) {
    for (const auto& [code, names] : lexicons.functional)
      if (code.size() == kClassDigits)
        names_.emplace_back(code, lexicons.subject_names(code, year).front());
  }

  /// The names of the classes between two, if there are so many; else none.
  std::vector<std::string> between(const std::string& first,
                                   const std::string& last,
                                   std::size_t count) const {
    std::vector<std::string> all, usual;
    for (const auto& [code, name] : names_) {
      if (code <= first || code >= last) continue;
      all.push_back(name);
      if (std::find(kSeldomListed.begin(), kSeldomListed.end(), code) == kSeldomListed.end())
        usual.push_back(name);
    }
    if (all.size() == count) return all;
    return usual.size() == count ? usual : std::vector<std::string>();
  }

 private:
  std::vector<std::pair<std::string, std::string>> names_;  ///< code and name, by code
};

bool may_be_guessed(const Line& line) {
  return line.code.empty() && line.item->status == CellStatus::Flagged && !clearly_read(*line.item);
}

/// `first` and `last` name classes, what lies between them does not. The ordinals of both must
/// agree, or be those of one alone.
void guess_between(std::vector<Line>& lines,
                   std::size_t first,
                   std::size_t last,
                   const ListedClasses& classes) {
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(first) + 1;
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(last);
  if (begin == end || !std::all_of(begin, end, may_be_guessed)) return;
  const std::vector<std::string> names =
      classes.between(lines[first].code, lines[last].code, last - first - 1);
  if (names.empty()) return;
  const int before = lines[first].ordinal, after = lines[last].ordinal;
  const int steps = static_cast<int>(last - first);
  if (before > 0 && after > 0 && after - before != steps) return;
  const int start = before > 0 ? before : after - steps;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const int ordinal = start + static_cast<int>(k) + 1;
    const bool numbered = (before > 0 || after > 0) && ordinal > 0;
    lines[first + 1 + k].item->value =
        (numbered ? to_utf8(chinese_numerals(ordinal)) + "、" : std::string()) + names[k];
  }
}

void guess_side(std::vector<Line> lines, const ListedClasses& classes) {
  std::size_t last = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].code.empty()) continue;
    if (last < i) guess_between(lines, last, i, classes);
    last = i;
  }
}

}  // namespace

void guess_listed_classes(NormalizedDocument& document, const Lexicons& lexicons) {
  const ListedClasses classes(lexicons, document.year);
  const auto codes = lexicons.class_codes();
  for (NormalizedTable& table : document.tables)
    if (table.column("item") >= 0 && table.column("side") >= 0)
      guess_side(lines_of(table, "expenditure", codes), classes);
}

}  // namespace gouji
