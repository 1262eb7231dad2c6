// One identity: printed figures that must tie to one another, how surely, and whether they do. Sums
// have a rounding tolerance from each term's own printed places; copies have none.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "normalize/document.h"
#include "normalize/identities/figures.h"

namespace gouji {

/// Hard: by the form's definition, may repair. Soft: usual; may confirm, never flags or repairs
/// alone. Info: a remark.
enum class IdentityKind { Hard, Soft, Info };

enum class IdentityResult { Exact, Tail, TailCopy, Broken, Unknown };

struct Term {
  int figure = 0;
  int sign = 1;  ///< +1: left side, -1: right side

  auto operator<=>(const Term&) const = default;
};

struct Identity {
  std::string id;  ///< "W3:205", "X4"
  IdentityKind kind = IdentityKind::Hard;
  bool copy = false;        ///< the same figure printed twice
  std::vector<Term> terms;  ///< left side first
  Amount constant;          ///< a figure of the prose on the right side; blank: none
  std::string place;        ///< where the constant stands, "prose:p3"

  /// May explain or repair figures. What ties them to the prose may not: the prose is read once.
  bool binds() const { return kind == IdentityKind::Hard && place.rfind("prose", 0) != 0; }
};

/// The distance of the two sides and how far it may be.
struct Balance {
  IdentityResult result = IdentityResult::Unknown;
  std::int64_t left = 0, right = 0;
  std::int64_t difference = 0;  ///< left - right
  std::int64_t tolerance = 0;   ///< base units; 0 for copies
};

/// `amounts` by figure index.
Balance balance(const Identity& identity, const std::vector<Amount>& amounts);

std::string_view to_string(IdentityResult result);

/// The row of checks.csv.
Check to_check(const Identity& identity,
               const Balance& balance,
               const NormalizedDocument& document,
               const Figures& figures);

/// Collects identities; drops trivial ones (nothing printed) and second ones of equal terms.
class IdentitySet {
 public:
  explicit IdentitySet(const Figures& figures) : figures_(figures) {}

  /// Negative figure indices (absent cells) are left out. A sum with one term a side is a copy.
  void add(const std::string& id,
           IdentityKind kind,
           const std::vector<int>& left,
           const std::vector<int>& right);
  void add_prose(const std::string& id,
                 IdentityKind kind,
                 const std::vector<int>& left,
                 const Amount& figure,
                 const std::string& place);

  /// A figure that must be nothing; `place` says why ("government_fund_expenditure:empty").
  void add_zero(const std::string& id, IdentityKind kind, int figure, const std::string& place);

  const std::vector<Identity>& all() const { return identities_; }

 private:
  void keep(Identity identity);

  const Figures& figures_;
  std::vector<Identity> identities_;
  std::set<std::pair<std::vector<Term>, std::int64_t>> seen_;
};

}  // namespace gouji
