#include "normalize/rows/grouping_habit.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "normalize/rows/field_builder.h"
#include "normalize/rows/read_amounts.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr std::size_t kGroup = 3;                    // digits between separators
constexpr std::string_view kSmallestPrinted = "元";  // has two decimals at most: 角 and 分

// What the way a figure is printed says of the document's amounts.
enum class Print {
  Whole,     ///< 453,100: groups and no point
  Decimals,  ///< 453.10, 7378.300, 0.300: the point can only be a decimal point
  Doubtful,  ///< 453.100, 7,378.300, 7.378.300: the last point may be a comma
  Silent,    ///< 453: says nothing
};

bool is_separated(std::string_view text) {
  return text.find_first_of(",.") != text.npos;
}

// The figure with its points taken for commas, "" where they cannot be.
std::string without_points(const std::string& printed) {
  std::string text = printed;
  std::replace(text.begin(), text.end(), '.', ',');
  return parse_amount(text).value_or("");
}

Print print_of(const Field& field) {
  const std::string& text = field.printed;
  if (!is_separated(text)) return Print::Silent;
  const std::string whole = without_points(text);
  const auto parsed = parse_amount(text);
  const std::size_t point = text.rfind('.');
  if (point == text.npos) return parsed ? Print::Whole : Print::Silent;
  const std::string_view tail = std::string_view(text).substr(point + 1);
  const auto digits =
      std::count_if(tail.begin(), tail.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!whole.empty() && digits == kGroup) return Print::Doubtful;
  return parsed ? Print::Decimals : Print::Silent;
}

struct Habit {
  int whole = 0;
  int decimals = 0;
  int doubtful = 0;
};

void count(const Field& field, Habit& habit) {
  switch (print_of(field)) {
    case Print::Whole:
      ++habit.whole;
      break;
    case Print::Decimals:
      ++habit.decimals;
      break;
    case Print::Doubtful:
      ++habit.doubtful;
      break;
    case Print::Silent:
      break;
  }
}

void take_for_separators(Field& field) {
  const std::string value = without_points(field.printed);
  if (value == field.value) return;
  const auto same = [&](const Candidate& rival) { return rival.value == value; };
  field.rivals.erase(std::remove_if(field.rivals.begin(), field.rivals.end(), same),
                     field.rivals.end());
  field.value = value;
  field.agreed = false;  // upon the digits, which is less than the figure
  if (field.status == CellStatus::Confirmed) field.status = CellStatus::Read;
}

}  // namespace

void settle_grouping_points(NormalizedDocument& document, const NormalizeOptions& options) {
  std::map<std::string, Habit> habits;  // by amount unit
  for (NormalizedTable& table : document.tables)
    each_read_amount(table, [&](const Field& field) { count(field, habits[table.amount_unit]); });
  for (NormalizedTable& table : document.tables) {
    const Habit& habit = habits[table.amount_unit];
    const int all = habit.whole + habit.decimals + habit.doubtful;
    // Decimals are the document's way: the odd figure among them is left to flag_odd_decimals.
    if (habit.doubtful == 0 || habit.decimals > (1 - options.habit_share) * all) continue;
    // A unit may itself be misread, 元 for 万元, so it does not decide alone.
    const bool smallest = table.amount_unit == kSmallestPrinted;
    const bool whole = habit.whole >= options.habit_figures &&
                       (smallest || habit.whole >= habit.doubtful + habit.decimals);
    if (!whole && !smallest && habit.whole == 0) continue;  // three decimals, for all that is known
    each_read_amount(table, [&](Field& field) {
      if (print_of(field) != Print::Doubtful || field.status == CellStatus::Corrected) return;
      if (whole)
        take_for_separators(field);
      else
        flag(field, "decimals");
    });
  }
}

}  // namespace gouji
