// Compares a document with itself: builds the identities that its tables must satisfy, repairs what
// they prove to be misread, confirms what they prove to be right, flags what they cast doubt on and
// lists every check. Values that two readers or the digital print give are never changed.
#pragma once

#include <vector>

#include "normalize/document.h"
#include "normalize/options.h"
#include "normalize/repair/lexicons.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Changes status, value, reasons and suggestions of fields in place; rows and columns stay.
/// Running it again changes nothing. The checks describe the document as it is afterwards. Does
/// nothing but the checks when options.reconcile is false.
std::vector<Check> reconcile(NormalizedDocument& document,
                             const std::vector<Schema>& schemas,
                             const Lexicons& lexicons,
                             const NormalizeOptions& options);

}  // namespace gouji
