#include "normalize/rows/decimal_habit.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/decimal.h"
#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

// Calls `visit(field, scale)` for every amount that was read from pixels and is not zero.
template <class Visit>
void each_read_amount(NormalizedTable& table, Visit visit) {
  for (auto& row : table.rows)
    for (std::size_t c = 0; c < row.fields.size(); ++c) {
      auto& field = row.fields[c];
      if (table.types[c] != ColumnType::Amount || field.from_layer || field.value.empty()) continue;
      const auto amount = Decimal::parse(field.value);
      if (amount && amount->units() != 0) visit(field, amount->scale());
    }
}

std::string digits_of(std::string figure) {
  std::erase(figure, '.');
  return figure;
}

// Another reading of the same digits that has the usual decimals is the better guess: 134, 1.34.
void take_usual_reading(Field& field, int usual_scale) {
  for (Candidate& rival : field.rivals) {
    const auto amount = Decimal::parse(rival.value);
    if (!amount || amount->scale() != usual_scale ||
        digits_of(rival.value) != digits_of(field.value))
      continue;
    std::swap(rival.value, field.value);
    std::swap(rival.evidence, field.engine);
    rival.cost = 0;
    return;
  }
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
    each_read_amount(table, [&](const Field&, int scale) { ++scales[table.amount_unit][scale]; });
  for (auto& table : document.tables) {
    const auto habit = habit_of(scales[table.amount_unit], options);
    if (!habit) continue;
    each_read_amount(table, [&](Field& field, int scale) {
      if (scale == *habit || field.status == CellStatus::Corrected) return;
      flag(field, "decimals");
      field.agreed = false;
      take_usual_reading(field, *habit);
    });
  }
}

}  // namespace gouji
