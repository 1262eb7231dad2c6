// The search behind repairer: branch and bound over one group of broken identities. Each step takes
// a broken identity and either leaves it broken or changes one of its figures; every way that is
// nearly as cheap as the cheapest is kept, so that the caller sees what is certain.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "normalize/repair/repairer.h"

namespace gouji {

struct Explanation {
  double cost = 0;
  std::vector<Change> changes;  ///< by figure index
};

/// What `term` has to be for its identity to leave no difference, with the decimals that `now` or
/// its table has. Nothing where these decimals cannot show it.
std::optional<Amount> implied_amount(const Figures& figures,
                                     const Term& term,
                                     const Amount& now,
                                     std::int64_t difference);

class RepairSearch {
 public:
  RepairSearch(const Figures& figures,
               const std::vector<FigureReadings>& readings,
               const std::vector<Identity>& identities,
               const std::vector<std::vector<int>>& identities_of,
               const ReconcileOptions& options);

  /// All explanations of these broken identities within the margin of the cheapest, cheapest first.
  std::vector<Explanation> explain(const std::vector<Amount>& amounts,
                                   const std::vector<int>& broken,
                                   int max_steps);

  int steps() const { return steps_; }

  bool bounded() const { return bounded_; }

  double penalty(const Identity& identity, IdentityResult result) const;

 private:
  using Option = std::vector<Change>;  // applied together

  void search(double cost);
  void finish(double cost);
  std::vector<Option> options_for(int identity);
  void add_rivals(int figure, std::vector<Option>& found) const;
  void add_implied(const Term& term, std::int64_t difference, std::vector<Option>& found);
  void add_shifts(int figure, std::vector<Option>& found) const;
  void try_option(const Option& option, double cost);
  int pick_broken() const;
  int mended_by(int figure, const Amount& amount);
  double best() const;

  const Figures& figures_;
  const std::vector<FigureReadings>& readings_;
  const std::vector<Identity>& identities_;
  const std::vector<std::vector<int>>& identities_of_;
  const ReconcileOptions& options_;

  std::vector<Amount> amounts_;
  std::map<int, Change> changed_;
  std::map<int, int> touched_;  // identity -> how many changes touch it
  std::set<int> left_broken_;
  std::vector<Amount> start_;
  std::vector<Explanation> found_;
  int steps_ = 0, max_steps_ = 0;
  std::size_t group_size_ = 0;
  bool bounded_ = false;
};

}  // namespace gouji
