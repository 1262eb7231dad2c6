// The first half of the pipeline in one call: a PDF or page image in, grids with readings out.
// Knows pixels and no budgets. Pages are worked on in parallel; the result does not depend on how
// many threads there are.
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <set>
#include <string>

#include "core/diagnostic.h"
#include "core/raw_table.h"
#include "extract/options.h"

namespace gouji {

struct PagesAtWork {
  int done = 0;
  int total = 0;
  std::set<int> now;  ///< physical numbers of the pages that are being read
};

/// Called when a page is begun and when it is done, from any thread, one call at a time.
using PageProgress = std::function<void(const PagesAtWork&)>;

/// Reads the document. Throws InputError when the file cannot be used as a whole (not a PDF or
/// image, encrypted, truncated beyond use, zero pages); a page that cannot be used is a Diagnostic
/// of Severity::Error and
/// an empty RawPage. Throws std::bad_alloc when the memory does not suffice.
RawDocument extract_document(const std::filesystem::path& file,
                             const ExtractOptions& options,
                             const DiagnosticSink& diagnostics,
                             const PageProgress& progress = {});

/// The picture of a part of one page, for a person: colour, at the resolution of a scan (100 to 300
/// dpi) or 200 dpi, 2 points wider than asked on each side, as printed (turned upright,
/// not rectified). Used for crops of flagged cells. `turn_degrees` as in RawPage.
class PageCropper {
 public:
  explicit PageCropper(const std::filesystem::path& file);
  ~PageCropper();

  /// CV_8UC3. Pages are cached one at a time: ask in page order.
  cv::Mat crop(int page, int turn_degrees, const PageRect& box);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gouji
