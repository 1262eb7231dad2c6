// The assignment problem: which column is which, so that the sum of benefits is largest.
#pragma once

#include <vector>

namespace gouji {

/// For each row of `benefit` (rows may be longer or shorter than their number) the chosen column,
/// -1 for none. A benefit of 0 or less is never chosen.
std::vector<int> best_assignment(const std::vector<std::vector<double>>& benefit);

}  // namespace gouji
