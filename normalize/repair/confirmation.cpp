#include "normalize/repair/confirmation.h"

#include <algorithm>

#include "normalize/repair/confusion.h"

namespace gouji {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

bool breaks(const Identity& identity, const std::vector<Amount>& amounts) {
  const IdentityResult result = balance(identity, amounts).result;
  return result == IdentityResult::Broken || (identity.copy && result != IdentityResult::Exact);
}

}  // namespace

std::vector<int> confirming_identities(const Figures& figures,
                                       const std::vector<FigureReadings>& readings,
                                       const std::vector<Identity>& identities,
                                       const ReconcileOptions& options) {
  std::vector<Amount> amounts;
  for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
  std::vector<std::vector<int>> exact(amounts.size());
  std::vector<bool> broken(amounts.size(), false);
  for (std::size_t i = 0; i < identities.size(); ++i) {
    if (identities[i].kind == IdentityKind::Info) continue;
    const IdentityResult result = balance(identities[i], amounts).result;
    for (const Term& term : identities[i].terms) {
      if (result == IdentityResult::Exact) exact[at(term.figure)].push_back(static_cast<int>(i));
      if (result == IdentityResult::Broken && identities[i].binds()) broken[at(term.figure)] = true;
    }
  }
  std::vector<int> confirming(amounts.size(), -1);
  for (std::size_t f = 0; f < amounts.size(); ++f) {
    const int figure = static_cast<int>(f);
    if (figures[figure].fixed || broken[f] || amounts[f].blank() || !amounts[f].known) continue;
    if (exact[f].empty()) continue;
    std::vector<Amount> others;
    for (const auto& [amount, cost] : readings[f].rivals) others.push_back(amount);
    for (const std::string& text : readings[f].texts)
      for (const std::string& other :
           single_confusions(text, options.confirm_edits, options.confusions))
        if (const auto amount = figures.parse(figure, other)) others.push_back(*amount);
    const Amount kept = amounts[f];
    for (const int index : exact[f]) {
      const bool all = std::all_of(others.begin(), others.end(), [&](const Amount& other) {
        if (other.value == kept.value) return true;
        amounts[f] = other;
        return breaks(identities[at(index)], amounts);
      });
      amounts[f] = kept;
      if (all) {
        confirming[f] = index;
        break;
      }
    }
  }
  return confirming;
}

}  // namespace gouji
