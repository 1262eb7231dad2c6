// Projects of the performance table (6) against the lines of the project table (3-2): by name, by
// amount where that is unique, by order between matched neighbours. Repairs names, and an amount
// that lost a digit.
#pragma once

#include "normalize/document.h"

namespace gouji {

void match_projects(NormalizedDocument& document);

}  // namespace gouji
