#include "normalize/repair/repair_search.h"

#include <algorithm>
#include <cmath>

#include "normalize/repair/confusion.h"

namespace gouji {
namespace {

constexpr std::size_t kKeptExplanations = 256;

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace

std::optional<Amount> implied_amount(const Figures& figures,
                                     const Term& term,
                                     const Amount& now,
                                     std::int64_t difference) {
  Amount implied = now;
  implied.value -= term.sign * difference;
  const std::int64_t usual = figures.usual_unit(figures[term.figure].table);
  if (implied.unit == 0 || implied.value % usual == 0) implied.unit = usual;
  if (implied.unit == 0 || implied.value % implied.unit != 0) return std::nullopt;
  return implied;
}

RepairSearch::RepairSearch(const Figures& figures,
                           const std::vector<FigureReadings>& readings,
                           const std::vector<Identity>& identities,
                           const std::vector<std::vector<int>>& identities_of,
                           const ReconcileOptions& options)
    : figures_(figures),
      readings_(readings),
      identities_(identities),
      identities_of_(identities_of),
      options_(options) {}

double RepairSearch::penalty(const Identity& identity, IdentityResult result) const {
  if (identity.kind == IdentityKind::Info || result == IdentityResult::Exact ||
      result == IdentityResult::Unknown)
    return 0;
  if (!identity.binds()) return options_.soft_cost;
  if (result == IdentityResult::Tail) return options_.tail_cost;
  if (result == IdentityResult::TailCopy) return options_.tail_copy_cost;
  return options_.broken_cost;
}

std::vector<Explanation> RepairSearch::explain(const std::vector<Amount>& amounts,
                                               const std::vector<int>& broken,
                                               int max_steps) {
  amounts_ = start_ = amounts;
  changed_.clear();
  touched_.clear();
  left_broken_.clear();
  found_.clear();
  steps_ = 0;
  bounded_ = false;
  max_steps_ = max_steps;
  for (const int identity : broken) ++touched_[identity];
  group_size_ = broken.size();
  finish(0);  // leaving all of it broken is the explanation to beat
  search(0);
  std::stable_sort(
      found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.cost < b.cost; });
  return found_;
}

double RepairSearch::best() const {
  double cost = 1e18;
  for (const Explanation& explanation : found_) cost = std::min(cost, explanation.cost);
  return cost;
}

int RepairSearch::pick_broken() const {
  int picked = -1;
  std::size_t fewest = 0;
  for (const auto& [identity, times] : touched_) {
    const Identity& candidate = identities_[at(identity)];
    if (!candidate.binds() || left_broken_.contains(identity)) continue;
    if (balance(candidate, amounts_).result != IdentityResult::Broken) continue;
    if (picked < 0 || candidate.terms.size() < fewest) {
      picked = identity;
      fewest = candidate.terms.size();
    }
  }
  return picked;
}

void RepairSearch::search(double cost) {
  if (++steps_ > max_steps_) {
    bounded_ = true;
    return;
  }
  const double so_far = cost + options_.broken_cost * static_cast<double>(left_broken_.size());
  if (so_far > best() + options_.margin) return;
  const int identity = pick_broken();
  if (identity < 0) {
    finish(cost);
    return;
  }
  if (changed_.size() < at(options_.max_changes))
    for (const Option& option : options_for(identity)) {
      try_option(option, cost);
      if (bounded_) return;
    }
  left_broken_.insert(identity);
  search(cost);
  left_broken_.erase(identity);
}

void RepairSearch::try_option(const Option& option, double cost) {
  double sum = 0;
  for (const Change& change : option) {
    sum += change.cost;
    amounts_[at(change.figure)] = change.amount;
    changed_[change.figure] = change;
    for (const int identity : identities_of_[at(change.figure)]) ++touched_[identity];
  }
  search(cost + sum);
  for (const Change& change : option) {
    amounts_[at(change.figure)] = start_[at(change.figure)];
    changed_.erase(change.figure);
    for (const int identity : identities_of_[at(change.figure)])
      if (--touched_[identity] == 0) touched_.erase(identity);
  }
}

void RepairSearch::finish(double cost) {
  double total = cost;
  for (const auto& [identity, times] : touched_) {
    const Identity& touched = identities_[at(identity)];
    total += penalty(touched, balance(touched, amounts_).result) -
             penalty(touched, balance(touched, start_).result);
  }
  total += options_.broken_cost * static_cast<double>(group_size_);
  const double limit = best() + options_.margin;
  if (total > limit || found_.size() >= kKeptExplanations) return;
  Explanation explanation;
  explanation.cost = total;
  for (const auto& [figure, change] : changed_) explanation.changes.push_back(change);
  for (Explanation& known : found_) {
    const bool same = std::equal(known.changes.begin(),
                                 known.changes.end(),
                                 explanation.changes.begin(),
                                 explanation.changes.end(),
                                 [](const Change& a, const Change& b) {
                                   return a.figure == b.figure && a.amount.value == b.amount.value;
                                 });
    if (same) {
      if (explanation.cost < known.cost) known = explanation;
      return;
    }
  }
  found_.push_back(std::move(explanation));
  const double lowest = best();
  std::erase_if(found_,
                [&](const Explanation& known) { return known.cost > lowest + options_.margin; });
}

int RepairSearch::mended_by(int figure, const Amount& amount) {
  const auto broken = [&] {
    int count = 0;
    for (const int index : identities_of_[at(figure)]) {
      const Identity& identity = identities_[at(index)];
      if (identity.binds())
        count += static_cast<int>(balance(identity, amounts_).result == IdentityResult::Broken);
    }
    return count;
  };
  const Amount kept = amounts_[at(figure)];
  const int before = broken();
  amounts_[at(figure)] = amount;
  const int after = broken();
  amounts_[at(figure)] = kept;
  return before - after;
}

void RepairSearch::add_rivals(int figure, std::vector<Option>& found) const {
  for (const auto& [amount, cost] : readings_[at(figure)].rivals)
    if (amount.value != amounts_[at(figure)].value)
      found.push_back({{figure,
                        amount,
                        ChangeKind::Rival,
                        std::clamp(cost, options_.rival_cost_min, options_.rival_cost_max)}});
}

void RepairSearch::add_implied(const Term& term,
                               std::int64_t difference,
                               std::vector<Option>& found) {
  const Figure& figure = figures_[term.figure];
  const Amount now = amounts_[at(term.figure)];
  const FigureReadings& readings = readings_[at(term.figure)];
  const std::optional<Amount> whole = implied_amount(figures_, term, now, difference);
  if (!whole) return;
  const Amount implied = *whole;
  const bool rival = std::any_of(readings.rivals.begin(),
                                 readings.rivals.end(),
                                 [&](const auto& r) { return r.first.value == implied.value; });
  if (rival && !figure.fixed) return;
  double edits = 1e9;
  if (!figure.fixed) {
    const std::string text = figures_.print(term.figure, implied);
    for (const std::string& read : readings.texts)
      if (!read.empty()) edits = std::min(edits, confusion_cost(read, text, options_.confusions));
  }
  if (edits <= options_.plausible_edits) {
    found.push_back({{term.figure, implied, ChangeKind::Confusion, options_.misread_cost + edits}});
  } else if (mended_by(term.figure, implied) >= 2) {
    found.push_back({{term.figure, implied, ChangeKind::PrintError, options_.print_error_cost}});
  }
}

void RepairSearch::add_shifts(int figure, std::vector<Option>& found) const {
  const Figure& here = figures_[figure];
  const Amount& now = amounts_[at(figure)];
  if (here.fixed || now.blank() || !now.known) return;
  for (const int step : {-1, 1}) {
    const int other = figures_.at(here.table, here.rows.front(), here.column + step);
    if (other < 0 || changed_.contains(other)) continue;
    const Amount& beside = amounts_[at(other)];
    const Figure& there = figures_[other];
    if (!beside.known || there.rows.size() != here.rows.size()) continue;
    if (beside.blank() ? false : (there.fixed || beside.value == now.value)) continue;
    found.push_back({{figure, beside, ChangeKind::Shift, options_.shift_cost / 2},
                     {other, now, ChangeKind::Shift, options_.shift_cost / 2}});
  }
}

std::vector<RepairSearch::Option> RepairSearch::options_for(int identity) {
  std::vector<Option> found;
  const Identity& broken = identities_[at(identity)];
  const Balance now = balance(broken, amounts_);
  for (const Term& term : broken.terms) {
    if (changed_.contains(term.figure)) continue;
    if (!figures_[term.figure].fixed) {
      add_rivals(term.figure, found);
      add_shifts(term.figure, found);
    }
    add_implied(term, now.difference, found);
  }
  std::stable_sort(found.begin(), found.end(), [](const Option& a, const Option& b) {
    const auto sum = [](const Option& option) {
      double cost = 0;
      for (const Change& change : option) cost += change.cost;
      return cost;
    };
    return sum(a) < sum(b);
  });
  return found;
}

}  // namespace gouji
