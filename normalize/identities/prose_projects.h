// What the prose says about kinds of projects: "运转类项目10个，涉及预算153.49万元".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalize/identities/figures.h"
#include "normalize/identities/prose_text.h"

namespace gouji {

struct ProjectGroup {
  int count = 0;
  Amount amount;
  std::size_t offset = 0;  ///< of the kind's name
};

/// Nothing when the section does not give count and budget of that kind.
std::optional<ProjectGroup> project_group(const ProseSection& section,
                                          const std::string& kind,
                                          const Figures& figures);

/// The projects that make up a group: so many figures that add up to its budget exactly. Empty when
/// there are none, or several sets of different figures. Of equal figures the last are taken.
std::vector<int> projects_of_group(const std::vector<int>& projects,
                                   const ProjectGroup& group,
                                   const Figures& figures);

}  // namespace gouji
