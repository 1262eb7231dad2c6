#include "extract/extract_document.h"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <span>
#include <vector>

#include "core/sha256.h"
#include "extract/extract_page.h"
#include "extract/pages/page_source.h"
#include "extract/reading/known_cells.h"
#include "extract/reading/list_ordinals.h"
#include "extract/reading/lost_stops.h"
#include "extract/reading/lost_strokes.h"
#include "extract/reading/misread_places.h"
#include "extract/reading/repeated_codes.h"
#include "extract/reading/repeated_figures.h"
#include "extract/repeated_look.h"
#include "extract/second_look.h"

namespace gouji {
namespace {

struct PageResult {
  PageReading reading;
  std::vector<Diagnostic> diagnostics;
  bool failed = false;
};

PageResult extract_one(PageWorker& worker, int number, std::size_t second_look_bytes) {
  PageResult result;
  const auto note = [&](const Diagnostic& d) { result.diagnostics.push_back(d); };
  try {
    result.reading = worker.extract(number, note);
    keep_first(result.reading.doubtful, second_look_bytes);
  } catch (const InputError& e) {
    result.failed = true;
    note({Severity::Error, number, e.problem() + (e.hint().empty() ? "" : " (" + e.hint() + ")")});
  } catch (const cv::Exception& e) {
    if (e.code == cv::Error::StsNoMem) throw std::bad_alloc();
    result.failed = true;
    note(
        {Severity::Error, number, std::string("the page's picture cannot be worked on: ") + e.err});
  }
  if (result.failed) {
    result.reading = {};
    result.reading.page.number = number;
  }
  return result;
}

/// The other pages have a say in doubtful words. Engines are loaded where there are any.
void look_at_doubts(std::span<PageReading> readings, const ExtractOptions& options) {
  const auto has_doubts = [](const PageReading& reading) {
    return std::any_of(reading.doubtful.begin(),
                       reading.doubtful.end(),
                       [](const std::vector<DoubtfulWords>& table) { return !table.empty(); });
  };
  if (std::none_of(readings.begin(), readings.end(), has_doubts)) return;
  look_again(readings, options);
  look_at_repeats(readings, options);
}

/// What only the lines and sentences around a cell tell.
void mend_marks(std::span<PageReading> readings, const ExtractOptions& options) {
  const KnownCells known(options.known_cells);
  std::vector<RawTable*> tables;
  std::vector<std::string> lines;
  for (PageReading& reading : readings) {
    for (RawTable& table : reading.page.tables) tables.push_back(&table);
    for (const TextLine& line : reading.page.lines) lines.push_back(line.text);
  }
  mend_misread_places(tables, lines, options.known_places);
  const LostStrokes lost(options.known_cells);
  for (RawTable* table : tables) {
    mend_repeated_codes(*table);
    mend_repeated_figures(*table);
    mend_ordinals(*table, known);
    mend_lost_strokes(*table, lost);
  }
  add_lost_stops(tables);
}

}  // namespace

RawDocument extract_document(const std::filesystem::path& file,
                             const ExtractOptions& options,
                             const DiagnosticSink& diagnostics,
                             const PageProgress& progress) {
  cv::setNumThreads(1);
  RawDocument document;
  document.name = file.filename().string();
  document.page_count = open_page_source(file, options)->page_count();
  document.sha256 = sha256_of_file(file);
  const int first = std::max(1, options.pages.first),
            last = std::min(options.pages.last, document.page_count);
  if (first > last)
    throw InputError(file.string(),
                     "",
                     fmt::format("has {} pages, none of them between {} and {}",
                                 document.page_count,
                                 first,
                                 options.pages.last),
                     "choose other --pages");

  if (last - first >= options.max_pages)
    throw InputError(
        file.string(),
        "",
        fmt::format(
            "has {} pages to read, more than {} are refused", last - first + 1, options.max_pages),
        "raise --max-pages, or choose some with --pages");

  const auto count = static_cast<std::size_t>(last) - static_cast<std::size_t>(first) + 1;
  std::vector<PageResult> results(count);
  tbb::enumerable_thread_specific<std::unique_ptr<PageWorker>> workers;
  std::mutex reporting;
  PagesAtWork at_work{.done = 0, .total = static_cast<int>(count), .now = {}};
  const auto report = [&](const auto& change) {
    const std::lock_guard lock(reporting);
    change();
    if (progress) progress(at_work);
  };
  tbb::task_arena arena(std::max(1, options.jobs));
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, count, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          auto& worker = workers.local();
          if (!worker)
            worker = std::make_unique<PageWorker>(open_page_source(file, options), options);
          for (auto i = range.begin(); i != range.end(); ++i) {
            const int number = first + static_cast<int>(i);
            report([&] { at_work.now.insert(number); });
            results[i] = extract_one(*worker, number, options.second_look.bytes / count);
            report([&] {
              at_work.now.erase(number);
              ++at_work.done;
            });
          }
        },
        tbb::simple_partitioner());
  });

  std::vector<PageReading> readings;
  readings.reserve(results.size());
  for (PageResult& r : results) readings.push_back(std::move(r.reading));
  look_at_doubts(readings, options);
  mend_marks(readings, options);
  for (PageReading& r : readings) document.pages.push_back(std::move(r.page));

  std::size_t failures = 0;
  for (auto& r : results) {
    failures += r.failed ? 1 : 0;
    for (auto& d : r.diagnostics) {
      if (diagnostics) diagnostics(d);
      document.diagnostics.push_back(std::move(d));
    }
  }
  if (failures == count) {
    const auto first_loss = std::find_if(
        document.diagnostics.begin(), document.diagnostics.end(), [](const Diagnostic& d) {
          return d.severity == Severity::Error;
        });
    throw InputError(
        file.string(),
        "",
        fmt::format("no page can be read; page {}: {}", first_loss->page, first_loss->what),
        "");
  }
  return document;
}

}  // namespace gouji
