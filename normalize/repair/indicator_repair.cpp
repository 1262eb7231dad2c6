#include "normalize/repair/indicator_repair.h"

#include "normalize/repair/field_change.h"
#include "normalize/repair/text_distance.h"

namespace gouji {
namespace {

constexpr double kIndicatorShare = 0.2;  // of a standard indicator's text may differ

Field& field_at(NormalizedTable& table, std::size_t row, int column) {
  return table.rows[row].fields[static_cast<std::size_t>(column)];
}

}  // namespace

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
      if (field.value == standard->level3)
        confirm_field(field);
      else if (unsure(field) || (same_letters && !clearly_read(field)))
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

}  // namespace gouji
