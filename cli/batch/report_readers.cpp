#include "cli/batch/report_readers.h"

#include "extract/reading/ppocr_recognizer.h"

namespace gouji {

void report_readers(Reporter& report) {
  if (!has_ppocr_models())
    report.warn(
        "no recognition models: scans are read with Tesseract alone, less well (run "
        "scripts/fetch-models)");
}

}  // namespace gouji
