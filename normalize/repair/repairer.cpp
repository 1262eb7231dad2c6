#include "normalize/repair/repairer.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "normalize/repair/confusion.h"
#include "normalize/repair/repair_search.h"

namespace gouji {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

class Planner {
 public:
  Planner(const Figures& figures,
          const std::vector<FigureReadings>& readings,
          const std::vector<Identity>& identities,
          const ReconcileOptions& options)
      : figures_(figures),
        readings_(readings),
        identities_(identities),
        options_(options),
        identities_of_(figures.all().size()),
        search_(figures, readings, identities, identities_of_, options) {
    for (const Figure& figure : figures.all()) amounts_.push_back(figure.amount);
    for (std::size_t i = 0; i < identities.size(); ++i)
      for (const Term& term : identities[i].terms)
        identities_of_[at(term.figure)].push_back(static_cast<int>(i));
  }

  RepairPlan run() {
    for (const std::vector<int>& group : groups_of_broken()) solve(group);
    plan_.broken = broken_now();
    add_suspects();
    return std::move(plan_);
  }

 private:
  IdentityResult result(int identity, const std::vector<Amount>& amounts) const {
    return balance(identities_[at(identity)], amounts).result;
  }

  std::vector<int> broken_now() const {
    std::vector<int> broken;
    for (std::size_t i = 0; i < identities_.size(); ++i)
      if (identities_[i].binds() &&
          balance(identities_[i], amounts_).result == IdentityResult::Broken)
        broken.push_back(static_cast<int>(i));
    return broken;
  }

  /// Broken identities that share a figure belong together.
  std::vector<std::vector<int>> groups_of_broken() const {
    const std::vector<int> broken = broken_now();
    std::map<int, std::vector<int>> by_figure;
    for (const int identity : broken)
      for (const Term& term : identities_[at(identity)].terms)
        if (!amounts_[at(term.figure)].blank()) by_figure[term.figure].push_back(identity);
    std::map<int, int> leader;
    for (const int identity : broken) leader[identity] = identity;
    const auto find = [&leader](int identity) {
      while (leader[identity] != identity) identity = leader[identity];
      return identity;
    };
    for (const auto& [figure, members] : by_figure)
      for (const int member : members) {
        const int a = find(members.front()), b = find(member);
        leader[std::max(a, b)] = std::min(a, b);
      }
    std::map<int, std::vector<int>> groups;
    for (const int identity : broken) groups[find(identity)].push_back(identity);
    std::vector<std::vector<int>> result;
    result.reserve(groups.size());
    for (auto& [first, group] : groups) result.push_back(std::move(group));
    return result;
  }

  void solve(const std::vector<int>& group) {
    const int steps_left = options_.max_total_steps - plan_.steps;
    if (steps_left <= 0) {
      plan_.bounded = true;
      return;
    }
    const std::vector<Explanation> explanations =
        search_.explain(amounts_, group, std::min(options_.max_steps, steps_left));
    plan_.steps += search_.steps();
    if (search_.bounded()) plan_.bounded = true;
    if (explanations.empty()) return;
    const std::set<int> doubtful = differing(explanations);
    std::vector<Amount> proposed = amounts_;
    for (const Change& change : explanations.front().changes)
      proposed[at(change.figure)] = change.amount;
    std::vector<Repair> repairs;
    for (const Change& change : explanations.front().changes) {
      if (doubtful.contains(change.figure) || search_.bounded()) continue;
      const Repair repair{change, mended(change.figure, proposed)};
      if (change.kind == ChangeKind::PrintError)
        plan_.findings.push_back(repair);
      else if (supported(repair, proposed))
        repairs.push_back(repair);
      else
        doubt(change.figure, change.amount, repair.because);
    }
    for (const Explanation& explanation : explanations)
      for (const Change& change : explanation.changes)
        if (doubtful.contains(change.figure) && change.kind != ChangeKind::PrintError)
          doubt(change.figure, change.amount, mended(change.figure, proposed));
    // A repair counts on the others of its explanation: all of them, or none.
    const std::size_t wanted = explanations.front().changes.size();
    const bool whole = repairs.size() + findings_in(explanations.front()) == wanted;
    for (const Repair& repair : repairs) {
      if (whole || stands_alone(repair)) {
        amounts_[at(repair.change.figure)] = repair.change.amount;
        plan_.repairs.push_back(repair);
      } else {
        doubt(repair.change.figure, repair.change.amount, repair.because);
      }
    }
  }

  static std::size_t findings_in(const Explanation& explanation) {
    return static_cast<std::size_t>(
        std::count_if(explanation.changes.begin(), explanation.changes.end(), [](const Change& c) {
          return c.kind == ChangeKind::PrintError;
        }));
  }

  /// Without the other changes: enough of its identities hold exactly.
  bool stands_alone(const Repair& repair) const {
    std::vector<Amount> alone = amounts_;
    alone[at(repair.change.figure)] = repair.change.amount;
    int exact = 0;
    for (const int identity : mended(repair.change.figure, alone))
      exact += static_cast<int>(result(identity, alone) == IdentityResult::Exact);
    return exact >= 2;
  }

  /// Figures whose value is not the same in all explanations.
  std::set<int> differing(const std::vector<Explanation>& explanations) const {
    std::map<int, std::set<std::int64_t>> values;
    std::map<int, std::size_t> times;
    for (const Explanation& explanation : explanations)
      for (const Change& change : explanation.changes) {
        values[change.figure].insert(change.amount.value);
        ++times[change.figure];
      }
    std::set<int> result;
    for (const auto& [figure, set] : values)
      if (set.size() > 1 || times[figure] < explanations.size()) result.insert(figure);
    return result;
  }

  /// The hard identities of a figure that hold with the proposal but not without this change.
  std::vector<int> mended(int figure, const std::vector<Amount>& proposed) const {
    std::vector<Amount> without = proposed;
    without[at(figure)] = figures_[figure].amount;
    std::vector<int> found;
    for (const int identity : identities_of_[at(figure)]) {
      if (!identities_[at(identity)].binds()) continue;
      const IdentityResult now = result(identity, proposed);
      if (now != IdentityResult::Broken && now != IdentityResult::Unknown &&
          result(identity, without) == IdentityResult::Broken)
        found.push_back(identity);
    }
    return found;
  }

  /// A rival needs one identity, a figure that nobody read needs two, one of them exact. None may
  /// stay broken, and no likely misprint of another figure may mend all of them as well.
  bool supported(const Repair& repair, const std::vector<Amount>& proposed) const {
    int exact = 0, close = 0;
    for (const int identity : repair.because)
      ++(result(identity, proposed) == IdentityResult::Exact ? exact : close);
    for (const int identity : identities_of_[at(repair.change.figure)])
      if (identities_[at(identity)].binds() && result(identity, proposed) == IdentityResult::Broken)
        return false;
    if (repair.change.kind == ChangeKind::Rival)
      return exact + close >= 1 && !misprint_instead(repair, proposed);
    if (exact < 1 || exact + close < 2) return false;
    return repair.change.kind == ChangeKind::Shift ||
           (!has_twin(repair) && !misprint_instead(repair, proposed) &&
            !rounding_hides_better(repair.change, proposed));
  }

  /// The mended identities cannot say which of their common figures is wrong: another one, that
  /// nothing else vouches for, may be printed with one digit that looks like the right one.
  bool misprint_instead(const Repair& repair, const std::vector<Amount>& proposed) const {
    const Identity& first = identities_[at(repair.because.front())];
    std::vector<Amount> without = proposed;
    without[at(repair.change.figure)] = amounts_[at(repair.change.figure)];
    const Balance now = balance(first, without);
    return std::any_of(first.terms.begin(), first.terms.end(), [&](const Term& term) {
      const Amount& printed = without[at(term.figure)];
      if (term.figure == repair.change.figure || printed.unit == 0) return false;
      if (holds_elsewhere(term.figure)) return false;
      const auto implied = implied_amount(figures_, term, printed, now.difference);
      if (!implied || implied->value < 0) return false;
      std::vector<Amount> instead = without;
      instead[at(term.figure)] = *implied;
      const bool mends_all =
          std::all_of(repair.because.begin(), repair.because.end(), [&](int identity) {
            return result(identity, instead) != IdentityResult::Broken;
          });
      return mends_all && confusion_cost(figures_.print(term.figure, printed),
                                         figures_.print(term.figure, *implied),
                                         options_.confusions) <= options_.confirm_edits;
    });
  }

  /// Another printed figure stands in all the mended identities: it may as well be the wrong one,
  /// unless it was read surely and all readings of this one are near to the proposal.
  bool has_twin(const Repair& repair) const {
    const std::string text = figures_.print(repair.change.figure, repair.change.amount);
    const std::vector<std::string>& texts = readings_[at(repair.change.figure)].texts;
    const double limit = texts.size() > 1 ? options_.near_all_readings : options_.near_one_reading;
    const bool near = std::all_of(texts.begin(), texts.end(), [&](const std::string& read) {
      return confusion_cost(read, text, options_.confusions) <= limit;
    });
    std::map<int, std::size_t> agreeing;
    for (const int identity : repair.because) {
      int side = 0;
      for (const Term& term : identities_[at(identity)].terms)
        if (term.figure == repair.change.figure) side = term.sign;
      for (const Term& term : identities_[at(identity)].terms)
        if (term.figure != repair.change.figure && !amounts_[at(term.figure)].blank() &&
            !(near && figures_[term.figure].fixed))
          agreeing[term.figure * 2 + static_cast<int>(term.sign == side)] += 1;
    }
    return std::any_of(agreeing.begin(), agreeing.end(), [&](const auto& entry) {
      return entry.second == repair.because.size();
    });
  }

  /// Sums leave the last place open: a neighbouring value may fit as well and be nearer to the
  /// reading.
  bool rounding_hides_better(const Change& change, std::vector<Amount> proposed) const {
    constexpr int kPlaces = 3;  // the largest tail seen in print is two last places
    constexpr double kAhead = 1;
    const double chosen = strain(change.figure, change.amount, proposed);
    for (int step = -kPlaces; step <= kPlaces; ++step) {
      Amount other = change.amount;
      other.value += step * other.unit;
      if (step != 0 && strain(change.figure, other, proposed) <= chosen + kAhead) return true;
    }
    return false;
  }

  /// Edits from the readings, and what the identities of the figure leave over.
  double strain(int figure, const Amount& amount, std::vector<Amount>& proposed) const {
    constexpr double kTail = 1;  // tails of one figure's sums come together
    proposed[at(figure)] = amount;
    const std::string text = figures_.print(figure, amount);
    double cost = 1e9;
    for (const std::string& read : readings_[at(figure)].texts)
      if (!read.empty()) cost = std::min(cost, confusion_cost(read, text, options_.confusions));
    for (const int identity : identities_of_[at(figure)]) {
      if (!identities_[at(identity)].binds()) continue;
      const IdentityResult now = result(identity, proposed);
      if (now == IdentityResult::Broken) cost += options_.broken_cost;
      if (now == IdentityResult::TailCopy) cost += options_.tail_copy_cost;
      if (now == IdentityResult::Tail) cost += kTail;
    }
    return cost;
  }

  void doubt(int figure, const Amount& amount, const std::vector<int>& because) {
    for (Doubt& known : plan_.doubts)
      if (known.figure == figure) {
        if (std::find(known.candidates.begin(), known.candidates.end(), amount) ==
            known.candidates.end())
          known.candidates.push_back(amount);
        return;
      }
    plan_.doubts.push_back({figure, {amount}, because});
  }

  /// Whoever stands in an identity that stays broken and is vouched for by nothing.
  void add_suspects() {
    std::set<int> explained;
    for (const Repair& finding : plan_.findings)
      for (const int identity : finding.because) explained.insert(identity);
    for (const int identity : plan_.broken) {
      std::vector<int> open, vouched, fixed;
      for (const Term& term : identities_[at(identity)].terms) {
        if (amounts_[at(term.figure)].blank()) continue;
        if (figures_[term.figure].fixed)
          fixed.push_back(term.figure);
        else
          (holds_elsewhere(term.figure) ? vouched : open).push_back(term.figure);
      }
      std::vector<int> suspects = !open.empty() ? open : vouched;
      if (suspects.empty() && !explained.contains(identity))
        suspects = {identities_[at(identity)].terms.front().figure};
      for (const int figure : suspects) {
        const auto known = std::find_if(plan_.doubts.begin(),
                                        plan_.doubts.end(),
                                        [figure](const Doubt& d) { return d.figure == figure; });
        if (known == plan_.doubts.end()) plan_.doubts.push_back({figure, {}, {identity}});
      }
    }
  }

  bool holds_elsewhere(int figure) const {
    bool exact = false;
    for (const int identity : identities_of_[at(figure)]) {
      if (!identities_[at(identity)].binds()) continue;
      exact = exact || result(identity, amounts_) == IdentityResult::Exact;
    }
    return exact;
  }

  const Figures& figures_;
  const std::vector<FigureReadings>& readings_;
  const std::vector<Identity>& identities_;
  const ReconcileOptions& options_;
  std::vector<std::vector<int>> identities_of_;
  RepairSearch search_;
  std::vector<Amount> amounts_;
  RepairPlan plan_;
};

}  // namespace

RepairPlan plan_repairs(const Figures& figures,
                        const std::vector<FigureReadings>& readings,
                        const std::vector<Identity>& identities,
                        const ReconcileOptions& options) {
  return Planner(figures, readings, identities, options).run();
}

}  // namespace gouji
