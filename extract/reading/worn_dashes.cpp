#include "extract/reading/worn_dashes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace gouji {
namespace {

constexpr std::array<std::string_view, 8> kDashes{"-", "–", "—", "－", "―", "一", "ー", "_"};

bool is_of_dashes(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const auto dash = std::find_if(kDashes.begin(), kDashes.end(), [&](std::string_view d) {
      return text.substr(0, d.size()) == d;
    });
    if (dash == kDashes.end()) return false;
    text.remove_prefix(dash->size());
  }
  return true;
}

/// Cells of a column with print, and those of them that a person must look at.
struct Tally {
  std::ptrdiff_t printed = 0, flagged = 0;
};

}  // namespace

void doubt_worn_dashes(const WornDashOptions& options, std::vector<RawCell>& cells) {
  std::map<int, Tally> columns;
  for (const RawCell& cell : cells) {
    Tally& tally = columns[cell.column];
    if (!cell.readings.empty() || !cell.reasons.empty()) ++tally.printed;
    if (!cell.reasons.empty()) ++tally.flagged;
  }
  for (RawCell& cell : cells) {
    if (!cell.reasons.empty() || !is_of_dashes(chosen_text(cell))) continue;
    const Tally& tally = columns[cell.column];
    if (tally.flagged >= options.fewest_flagged &&
        static_cast<double>(tally.flagged) >= options.share * static_cast<double>(tally.printed))
      cell.reasons.emplace_back("low_confidence");
  }
}

}  // namespace gouji
