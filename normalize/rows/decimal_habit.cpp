#include "normalize/rows/decimal_habit.h"

#include <algorithm>
#include <map>

#include "core/decimal.h"

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

}  // namespace

void flag_odd_decimals(NormalizedDocument& document, const NormalizeOptions& options) {
  std::map<std::string, std::map<int, int>> scales;  // amount unit -> decimals -> figures
  for (auto& table : document.tables)
    each_read_amount(table, [&](const Field&, int scale) { ++scales[table.amount_unit][scale]; });
  for (auto& table : document.tables) {
    const auto& counts = scales[table.amount_unit];
    int all = 0, most = 0, habit = 0;
    for (const auto& [scale, count] : counts) {
      all += count;
      if (count > most) most = count, habit = scale;
    }
    if (all < options.habit_figures || most < options.habit_share * all) continue;
    each_read_amount(table, [&](Field& field, int scale) {
      if (scale == habit || field.status == CellStatus::Corrected) return;
      field.status = CellStatus::Flagged;
      field.agreed = false;
      if (std::find(field.reasons.begin(), field.reasons.end(), "decimals") == field.reasons.end())
        field.reasons.emplace_back("decimals");
    });
  }
}

}  // namespace gouji
