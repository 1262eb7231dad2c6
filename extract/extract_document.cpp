#include "extract/extract_document.h"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <mutex>

#include "core/sha256.h"
#include "extract/extract_page.h"
#include "extract/page_source.h"

namespace gouji {
namespace {

struct PageResult {
  RawPage page;
  std::vector<Diagnostic> diagnostics;
  bool failed = false;
};

PageResult extract_one(PageWorker& worker, int number) {
  PageResult result;
  const auto note = [&](const Diagnostic& d) { result.diagnostics.push_back(d); };
  try {
    result.page = worker.extract(number, note);
  } catch (const InputError& e) {
    result.failed = true;
    note(
        {Severity::Warning, number, e.problem() + (e.hint().empty() ? "" : " (" + e.hint() + ")")});
  } catch (const cv::Exception& e) {
    result.failed = true;
    note({Severity::Warning,
          number,
          std::string("the page's picture cannot be worked on: ") + e.err});
  }
  if (result.failed) {
    result.page = {};
    result.page.number = number;
  }
  return result;
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

  const auto count = static_cast<std::size_t>(last - first + 1);
  std::vector<PageResult> results(count);
  tbb::enumerable_thread_specific<std::unique_ptr<PageWorker>> workers;
  std::mutex reporting;
  int done = 0;
  tbb::task_arena arena(std::max(1, options.jobs));
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, count, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          auto& worker = workers.local();
          if (!worker)
            worker = std::make_unique<PageWorker>(open_page_source(file, options), options);
          for (auto i = range.begin(); i != range.end(); ++i) {
            results[i] = extract_one(*worker, first + static_cast<int>(i));
            const std::lock_guard lock(reporting);
            if (progress) progress(++done, static_cast<int>(count));
          }
        },
        tbb::simple_partitioner());
  });

  std::size_t failures = 0;
  for (auto& r : results) {
    failures += r.failed ? 1 : 0;
    for (auto& d : r.diagnostics) {
      if (diagnostics) diagnostics(d);
      document.diagnostics.push_back(std::move(d));
    }
    document.pages.push_back(std::move(r.page));
  }
  if (failures == count)
    throw InputError(
        file.string(), "", "no page can be read: " + document.diagnostics.back().what, "");
  return document;
}

}  // namespace gouji
