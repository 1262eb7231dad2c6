// A document with what people decided about its cells: their values are pinned, and everything
// that follows from them is worked out again.
#pragma once

#include <vector>

#include "core/raw_table.h"
#include "normalize/corrections/corrections.h"
#include "normalize/document.h"
#include "normalize/options.h"
#include "normalize/repair/lexicons.h"
#include "normalize/schema/schema.h"

namespace gouji {

struct CleanDocument {
  NormalizedDocument document;
  std::vector<Check> checks;
  RawDocument grids;  ///< what was given, with corrected cells in grids that fit no schema
  std::vector<CorrectionFault> unused;  ///< decisions that found nothing, in their order
};

/// Normalizes and reconciles. Of `corrections` those of other documents are passed over; of several
/// about one cell the last one counts.
CleanDocument clean_document(const RawDocument& raw,
                             const std::vector<Schema>& schemas,
                             const Lexicons& lexicons,
                             const NormalizeOptions& options,
                             const std::vector<Correction>& corrections);

}  // namespace gouji
