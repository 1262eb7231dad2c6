#include "normalize/repair/hidden_blanks.h"

#include <algorithm>
#include <set>

namespace gouji {

std::vector<int> proven_blanks(const std::vector<int>& hidden,
                               const Figures& figures,
                               const std::vector<Identity>& identities) {
  std::vector<Amount> amounts;
  for (const Figure& figure : figures.all()) amounts.push_back(figure.amount);
  const std::set<int> candidates(hidden.begin(), hidden.end());
  for (const int figure : candidates) amounts[static_cast<std::size_t>(figure)] = Amount{};
  std::set<int> proven;
  for (const Identity& identity : identities) {
    if (!identity.binds() || balance(identity, amounts).result != IdentityResult::Exact) continue;
    // Hidden terms of one sign cannot make up for each other: amounts are not negative.
    int sign = 0;
    bool one_sign = true, printed = false;
    for (const Term& term : identity.terms) {
      printed = printed || amounts[static_cast<std::size_t>(term.figure)].value != 0;
      if (!candidates.contains(term.figure)) continue;
      one_sign = one_sign && (sign == 0 || sign == term.sign);
      sign = term.sign;
    }
    if (!one_sign || !printed) continue;
    for (const Term& term : identity.terms)
      if (candidates.contains(term.figure)) proven.insert(term.figure);
  }
  return {proven.begin(), proven.end()};
}

}  // namespace gouji
