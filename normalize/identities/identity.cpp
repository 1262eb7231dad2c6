#include "normalize/identities/identity.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace gouji {
namespace {

struct Rounding {
  std::int64_t places = 0;  // sum of the last places
  double squares = 0;
  std::int64_t coarsest = 0;
  int printed_left = 0, printed_right = 0;

  void count(const Amount& amount, bool left) {
    if (amount.unit == 0) return;
    places += amount.unit;
    if (!left) squares += static_cast<double>(amount.unit) * static_cast<double>(amount.unit);
    coarsest = std::max(coarsest, amount.unit);
    ++(left ? printed_left : printed_right);
  }

  /// Half a place for each term is the most that rounding can do; one place and half the root of
  /// the number of terms is the most that is ever printed.
  std::int64_t limit() const {
    const double likely = static_cast<double>(coarsest) + std::sqrt(squares) / 2;
    return std::min(places / 2, static_cast<std::int64_t>(likely));
  }
};

}  // namespace

Balance balance(const Identity& identity, const std::vector<Amount>& amounts) {
  Balance result;
  Rounding rounding;
  for (const Term& term : identity.terms) {
    const Amount& amount = amounts[static_cast<std::size_t>(term.figure)];
    if (!amount.known) return result;
    (term.sign > 0 ? result.left : result.right) += amount.value;
    rounding.count(amount, term.sign > 0);
  }
  result.right += identity.constant.value;
  rounding.count(identity.constant, /*left=*/false);
  result.difference = result.left - result.right;
  const std::int64_t distance = std::abs(result.difference);
  const bool single = rounding.printed_left == 1 && rounding.printed_right == 1;
  if (distance == 0) {
    result.result = IdentityResult::Exact;
    if (!single) result.tolerance = rounding.limit();
  } else if (identity.copy || single) {
    // Two units of one figure: half a place of the coarser is rounding, one whole place a tail.
    const bool mixed = rounding.places != 2 * rounding.coarsest;
    if (mixed && distance <= rounding.coarsest / 2)
      result.result = IdentityResult::Tail;
    else if (single && distance <= rounding.coarsest)
      result.result = IdentityResult::TailCopy;
    else
      result.result = IdentityResult::Broken;
  } else {
    result.tolerance = rounding.limit();
    result.result = distance <= result.tolerance ? IdentityResult::Tail : IdentityResult::Broken;
  }
  return result;
}

std::string_view to_string(IdentityResult result) {
  switch (result) {
    case IdentityResult::Exact:
      return "exact";
    case IdentityResult::Tail:
      return "tail";
    case IdentityResult::TailCopy:
      return "tail_copy";
    case IdentityResult::Broken:
      return "broken";
    case IdentityResult::Unknown:
      return "unknown";
  }
  return "unknown";
}

Check to_check(const Identity& identity,
               const Balance& balance,
               const NormalizedDocument& document,
               const Figures& figures) {
  Check check;
  check.identity = identity.id;
  check.kind = identity.kind == IdentityKind::Hard   ? "hard"
               : identity.kind == IdentityKind::Soft ? "soft"
                                                     : "info";
  for (const Term& term : identity.terms) {
    const Figure& figure = figures[term.figure];
    const NormalizedTable& table = document.tables[static_cast<std::size_t>(figure.table)];
    if (std::find(check.tables.begin(), check.tables.end(), table.name()) == check.tables.end())
      check.tables.push_back(table.name());
    check.cells.push_back(table.name() + ":" + std::to_string(figure.rows.front() + 1) + ":" +
                          table.columns[static_cast<std::size_t>(figure.column)]);
  }
  if (!identity.place.empty()) {
    check.tables.push_back(identity.place.substr(0, identity.place.find(':')));
    check.cells.push_back(identity.place);
  }
  const int first = identity.terms.front().figure;
  if (balance.result != IdentityResult::Unknown) {
    check.left = figures.print_value(first, balance.left);
    check.right = figures.print_value(first, balance.right);
    check.difference = figures.print_value(first, balance.difference);
    check.tolerance = figures.print_value(first, balance.tolerance);
  }
  check.holds = to_string(balance.result);
  return check;
}

void IdentitySet::add(const std::string& id,
                      IdentityKind kind,
                      const std::vector<int>& left,
                      const std::vector<int>& right) {
  Identity identity;
  identity.id = id;
  identity.kind = kind;
  for (const int figure : left)
    if (figure >= 0) identity.terms.push_back({figure, 1});
  const std::size_t left_count = identity.terms.size();
  for (const int figure : right)
    if (figure >= 0) identity.terms.push_back({figure, -1});
  if (left_count == 0 || identity.terms.size() == left_count) return;
  identity.copy = identity.terms.size() == 2;
  keep(std::move(identity));
}

void IdentitySet::add_prose(const std::string& id,
                            IdentityKind kind,
                            const std::vector<int>& left,
                            const Amount& figure,
                            const std::string& place) {
  Identity identity;
  identity.id = id;
  identity.kind = kind;
  for (const int index : left)
    if (index >= 0) identity.terms.push_back({index, 1});
  if (identity.terms.empty()) return;
  identity.copy = identity.terms.size() == 1;
  identity.constant = figure;
  identity.place = place;
  keep(std::move(identity));
}

void IdentitySet::add_zero(const std::string& id,
                           IdentityKind kind,
                           int figure,
                           const std::string& place) {
  add_prose(id, kind, {figure}, Amount{}, place);
}

void IdentitySet::keep(Identity identity) {
  const bool printed =
      std::any_of(identity.terms.begin(), identity.terms.end(), [this](const Term& term) {
        return !figures_[term.figure].amount.blank();
      });
  if (!printed) return;
  std::vector<Term> turned = identity.terms;
  for (Term& term : turned) term.sign = -term.sign;
  std::sort(turned.begin(), turned.end());
  std::vector<Term> plain = identity.terms;
  std::sort(plain.begin(), plain.end());
  if (!seen_.insert({std::min(plain, turned), identity.constant.value}).second) return;
  identities_.push_back(std::move(identity));
}

}  // namespace gouji
