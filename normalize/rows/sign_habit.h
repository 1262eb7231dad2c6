// Minus signs that are dirt: few budgets print a negative amount.
#pragma once

#include "normalize/document.h"

namespace gouji {

/// Flagged figures lose their minus, which stays in a rival, where the document's sure figures have
/// none. Text layers are left alone.
void doubt_lone_minus(NormalizedDocument& document);

}  // namespace gouji
