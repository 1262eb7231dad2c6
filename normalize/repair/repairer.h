// Finds the cheapest explanation of identities that do not hold: which figures were misread, and as
// what. A search over the figures of each group of broken identities, exact, bounded in steps. It
// proposes; it changes nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "normalize/identities/identity.h"
#include "normalize/options.h"

namespace gouji {

enum class ChangeKind {
  Rival,      ///< another reader's answer
  Confusion,  ///< no reader's answer, implied by identities and near to a reading
  Shift,      ///< the figure belongs in the column beside it, or two figures changed places
  PrintError  ///< the print itself is wrong, or nobody can have read this: a finding, no repair
};

struct Change {
  int figure = 0;
  Amount amount;
  ChangeKind kind = ChangeKind::Rival;
  double cost = 0;
};

/// A change that is surely the explanation, with the identities that it mends.
struct Repair {
  Change change;
  std::vector<int> because;  ///< indices of identities
};

/// A figure that may be wrong, with what it may be.
struct Doubt {
  int figure = 0;
  std::vector<Amount> candidates;
  std::vector<int> because;
};

struct RepairPlan {
  std::vector<Repair> repairs;
  std::vector<Repair> findings;  ///< PrintError: one figure that explains several identities
  std::vector<Doubt> doubts;
  std::vector<int> broken;  ///< hard identities that still do not hold after the repairs
  int steps = 0;
  bool bounded = false;  ///< a search ended by its limit of steps: only doubts came of it
};

/// Rivals and the texts that the pixels were read as, by figure index.
struct FigureReadings {
  std::vector<std::string> texts;                 ///< the chosen reading first
  std::vector<std::pair<Amount, double>> rivals;  ///< with cost
};

RepairPlan plan_repairs(const Figures& figures,
                        const std::vector<FigureReadings>& readings,
                        const std::vector<Identity>& identities,
                        const ReconcileOptions& options);

}  // namespace gouji
