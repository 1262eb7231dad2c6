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
  if (usual == 0) return digits;
  if (digits.size() - sign <= static_cast<std::size_t>(usual)) return std::nullopt;
  return digits.insert(digits.size() - static_cast<std::size_t>(usual), ".");
}

// The better guess: another reading of the same digits that has the usual decimals (134, 1.34); the
// digits with the usual point; any other reading with the usual decimals; and of a digit or two,
// which are dirt in an empty cell more often than all that is left of a figure, nothing.
void take_usual_print(Field& field, int scale, int usual_scale) {
  const auto usual = [&](const Candidate& rival) {
    const auto amount = Decimal::parse(rival.value);
    return amount && amount->scale() == usual_scale;
  };
  const auto same_digits = [&](const Candidate& rival) {
    return usual(rival) && digits_of(rival.value) == digits_of(field.value);
  };
  auto better = std::find_if(field.rivals.begin(), field.rivals.end(), same_digits);
  if (better != field.rivals.end()) return swap_in(*better, field);
  if (auto value = with_usual_point(field.value, scale, usual_scale))
    return put_right(field, *std::move(value));
  better = std::find_if(field.rivals.begin(), field.rivals.end(), usual);
  if (better != field.rivals.end()) return swap_in(*better, field);
  for (const Candidate& rival : field.rivals)
    if (const auto amount = Decimal::parse(rival.value); amount && amount->units() != 0)
      if (auto value = with_usual_point(rival.value, amount->scale(), usual_scale))
        return put_right(field, *std::move(value));
  if (scale == 0) put_right(field, "");
}

// The decimals that the figures have, if these have any habit: nearly all have so many, or most do
// and of the others all but a few have none. Who leaves out zeros at the end prints one decimal as
// well; without any such figure those without decimals have lost their point.
std::optional<int> habit_of(const std::map<int, int>& counts, const NormalizeOptions& options) {
  int all = 0, most = 0, habit = 0;
  for (const auto& [scale, count] : counts) {
    all += count;
    if (count > most) most = count, habit = scale;
  }
  if (all < options.habit_figures) return std::nullopt;
  const auto bare = counts.find(0);
  const int other = all - most - (bare == counts.end() || habit == 0 ? 0 : bare->second);
  const bool nearly_all = most >= options.habit_share * all;
  const bool none_between =
      habit > 1 && most >= options.habit_majority * all && other <= options.habit_strays * all;
  return nearly_all || none_between ? std::optional(habit) : std::nullopt;
}

}  // namespace

void flag_odd_decimals(NormalizedDocument& document, const NormalizeOptions& options) {
  std::map<std::string, std::map<int, int>> scales;  // amount unit -> decimals -> figures
  for (auto& table : document.tables)
    each_scale(table, [&](const Field&, int scale) { ++scales[table.amount_unit][scale]; });
  for (auto& table : document.tables) {
    const auto habit = habit_of(scales[table.amount_unit], options);
    if (!habit) continue;
    each_scale(table, [&](Field& field, int scale) {
      if (scale == *habit || field.status == CellStatus::Corrected) return;
      flag(field, "decimals");
      field.agreed = false;
      take_usual_print(field, scale, *habit);
    });
  }
}

}  // namespace gouji
