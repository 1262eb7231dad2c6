// One page from pixels to grids with readings: the composition of the stages, readable on one
// screen.
#pragma once

#include <memory>

#include "core/diagnostic.h"
#include "core/raw_table.h"
#include "extract/image/orientation.h"
#include "extract/options.h"
#include "extract/pages/page_source.h"
#include "extract/reading/cell_reader.h"
#include "extract/reading/printed_names.h"
#include "extract/reading/recognizer.h"

namespace gouji {

/// A page, and what the rest of the document may say about it.
struct PageReading {
  RawPage page;
  std::vector<std::vector<DoubtfulWords>> doubtful;  ///< one list for each of page.tables
  std::vector<SeenWords> lines;                      ///< outside the tables, read from pixels
};

/// What one thread needs to work on pages. Engines are loaded when the first page needs them.
class PageWorker {
 public:
  PageWorker(std::unique_ptr<PageSource> source, const ExtractOptions& options);
  ~PageWorker();

  /// Throws InputError when the page cannot be used.
  PageReading extract(int page, const DiagnosticSink& diagnostics);

 private:
  CellReader& reader();
  Recognizer& upright_reader();

  std::unique_ptr<PageSource> source_;
  ExtractOptions options_;
  std::unique_ptr<CellReader> reader_;
  std::unique_ptr<Recognizer> upright_reader_;
  OrientationOptions upright_options_;
};

}  // namespace gouji
