// Which readers a batch has to do without.
#pragma once

#include "cli/batch/reporter.h"

namespace gouji {

/// Warns where the recognition models or their runtime are missing: scans are read less well then.
void report_readers(Reporter& report);

}  // namespace gouji
