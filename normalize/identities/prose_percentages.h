// Percentages of the prose against the amounts beside them: "教育支出3026万元，占17.05%" of the sum
// that was named before, "2025年…1690.69万元，2026年…1434.89万元，…减少1.10%". Remarks only: the
// last share is often bent so that all reach 100.
#pragma once

#include <vector>

#include "normalize/document.h"

namespace gouji {

/// Rows of checks.csv: P3 for shares, P7 for growth; left is what is printed, right what comes out.
std::vector<Check> percentage_checks(const NormalizedDocument& document);

}  // namespace gouji
