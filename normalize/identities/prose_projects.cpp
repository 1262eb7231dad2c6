#include "normalize/identities/prose_projects.h"

#include <algorithm>
#include <functional>
#include <set>

namespace gouji {

std::optional<ProjectGroup> project_group(const ProseSection& section,
                                          const std::string& kind,
                                          const Figures& figures) {
  static const std::string kBudget = ",涉及预算";
  const std::size_t at = section.text.find(kind);
  if (at == std::string::npos) return std::nullopt;
  const auto count = count_at(section.text, at + kind.size());
  const std::size_t budget = section.text.find(kBudget, at);
  constexpr std::size_t kNear = 12;  // bytes: the count between
  if (!count || budget == std::string::npos || budget > at + kind.size() + kNear)
    return std::nullopt;
  const auto figure = figure_at(section.text, budget + kBudget.size());
  if (!figure) return std::nullopt;
  const auto amount = figures.parse_prose(figure->digits, figure->unit);
  if (!amount) return std::nullopt;
  return ProjectGroup{*count, *amount, at};
}

std::vector<int> projects_of_group(const std::vector<int>& projects,
                                   const ProjectGroup& group,
                                   const Figures& figures) {
  constexpr int kMostSteps = 200000;
  int steps = 0;
  bool many = false;
  std::vector<int> chosen, found;
  std::multiset<std::int64_t> found_values;
  // From the last project backwards, so that of equal figures the last are met first.
  const std::function<void(int, std::int64_t)> search = [&](int from, std::int64_t left) {
    if (many || ++steps > kMostSteps) return;
    if (static_cast<int>(chosen.size()) == group.count) {
      if (left != 0) return;
      std::multiset<std::int64_t> values;
      for (const int figure : chosen) values.insert(figures[figure].amount.value);
      if (found.empty()) {
        found = chosen;
        found_values = values;
      } else if (values != found_values) {
        many = true;
      }
      return;
    }
    for (int i = from; i >= 0; --i) {
      const int figure = projects[static_cast<std::size_t>(i)];
      const std::int64_t value = figures[figure].amount.value;
      if (value > left) continue;
      chosen.push_back(figure);
      search(i - 1, left - value);
      chosen.pop_back();
    }
  };
  search(static_cast<int>(projects.size()) - 1, group.amount.value);
  if (many || steps > kMostSteps) return {};
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace gouji
