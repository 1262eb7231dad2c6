// Which characters of a network's list count as one sign of an alphabet: full-width forms are the
// half-width ones, and where only figures can stand, letters of the same shape are figures.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/reading/recognizer.h"

namespace gouji {

struct SignGroups {
  std::vector<int>
      groups;  ///< class of the network -> sign, -1: not in the alphabet; 0 is the blank
  std::vector<std::string> signs;  ///< text of each sign; [0] is empty
};

/// `characters`: text of each class, [0] (the blank) empty. Not for Alphabet::Any, which needs no
/// groups.
SignGroups group_signs(std::span<const std::string> characters, Alphabet alphabet);

}  // namespace gouji
