#include "normalize/rows/decimal_habit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/decimal.h"
#include "normalize/rows/field_builder.h"
#include "normalize/rows/read_amounts.h"

namespace gouji {
namespace {

// Calls `visit(field, scale)` for every amount that is not zero.
template <class Visit>
void each_scale(NormalizedTable& table, Visit visit) {
  each_read_amount(table, [&](Field& field) {
    const auto amount = Decimal::parse(field.value);
    if (amount && amount->units() != 0) visit(field, amount->scale());
  });
}

// The decimals that a document's figures have.
struct Habit {
  int scale = 0;
  bool all_zeros = false;  // 7.20, not 7.2: nearly no sure figure has fewer decimals, but some
};

using Scales = std::map<int, int>;  // decimals -> figures

// Of the figures of one amount unit.
struct Counts {
  Scales all;
  Scales sure;
};

std::string digits_of(std::string figure) {
  std::erase(figure, '.');
  return figure;
}

// The digits with a point where the usual decimals begin: 134 of two is 1.34, 1.345 is 1.34, whose
// last digit is dirt behind the figure. Nothing where the digits are too few.
std::optional<std::string> with_usual_point(const std::string& value, int scale, int usual) {
  std::string digits = digits_of(value);
  if (scale > usual)
    digits.resize(digits.size() - static_cast<std::size_t>(scale - usual));
  else if (scale != 0)
    return std::nullopt;
  const std::size_t sign = digits.front() == '-' ? 1 : 0;
  if (digits.size() - sign <= static_cast<std::size_t>(usual)) return std::nullopt;
  return digits.insert(digits.size() - static_cast<std::size_t>(usual), ".");
}

// The better guess: another reading of the same digits that has the usual decimals (134, 1.34). Who
// prints all zeros leaves more to guess, but where digits are cut off: the digits with the usual
// point; any other reading with the usual decimals; and of a digit or two, which are dirt in an
// empty cell more often than all that is left of a figure, nothing.
void take_usual_print(Field& field, int scale, const Habit& habit) {
  const auto usual = [&](const Candidate& rival) {
    const auto amount = Decimal::parse(rival.value);
    return amount && amount->scale() == habit.scale;
  };
  const auto same_digits = [&](const Candidate& rival) {
    return usual(rival) && digits_of(rival.value) == digits_of(field.value);
  };
  auto better = std::find_if(field.rivals.begin(), field.rivals.end(), same_digits);
  if (better != field.rivals.end()) return swap_in(*better, field);
  if (!habit.all_zeros || has_reason(field, "cut_off")) return;
  if (auto value = with_usual_point(field.value, scale, habit.scale))
    return put_right(field, *std::move(value));
  better = std::find_if(field.rivals.begin(), field.rivals.end(), usual);
  if (better != field.rivals.end()) return swap_in(*better, field);
  for (const Candidate& rival : field.rivals)
    if (const auto amount = Decimal::parse(rival.value); amount && amount->units() != 0)
      if (auto value = with_usual_point(rival.value, amount->scale(), habit.scale))
        return put_right(field, *std::move(value));
  if (scale == 0) put_right(field, "");
}

// The decimals that the figures have, if these have any habit: nearly all have so many, or most do
// and of the others all but a few have none. Who leaves out zeros at the end prints one decimal as
// well; without any such figure those without decimals have lost their point.
std::optional<Habit> habit_of(const Counts& counts, const NormalizeOptions& options) {
  int all = 0, most = 0, habit = 0;
  for (const auto& [scale, count] : counts.all) {
    all += count;
    if (count > most) most = count, habit = scale;
  }
  if (all < options.habit_figures) return std::nullopt;
  const auto bare = counts.all.find(0);
  const int other = all - most - (bare == counts.all.end() || habit == 0 ? 0 : bare->second);
  const bool nearly_all = most >= options.habit_share * all;
  const bool none_between =
      habit > 1 && most >= options.habit_majority * all && other <= options.habit_strays * all;
  if (!nearly_all && !none_between) return std::nullopt;
  int sure = 0, between = 0;
  for (const auto& [scale, count] : counts.sure) {
    sure += count;
    between += scale > 0 && scale < habit ? count : 0;
  }
  return Habit{
      habit, habit > 1 && sure >= options.habit_figures && between <= options.habit_strays * sure};
}

}  // namespace

void flag_odd_decimals(NormalizedDocument& document, const NormalizeOptions& options) {
  std::map<std::string, Counts> counts;  // by amount unit
  for (auto& table : document.tables)
    each_scale(table, [&](const Field& field, int scale) {
      Counts& of_unit = counts[table.amount_unit];
      ++of_unit.all[scale];
      if (field.status != CellStatus::Flagged) ++of_unit.sure[scale];
    });
  for (auto& table : document.tables) {
    const auto habit = habit_of(counts[table.amount_unit], options);
    if (!habit) continue;
    each_scale(table, [&](Field& field, int scale) {
      if (scale == habit->scale || field.status == CellStatus::Corrected) return;
      flag(field, "decimals");
      field.agreed = false;
      take_usual_print(field, scale, *habit);
    });
  }
}

}  // namespace gouji
