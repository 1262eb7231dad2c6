#include "extract/second_look.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>

#include "extract/reading/known_cells.h"
#include "extract/reading/ppocr_recognizer.h"
#include "extract/reading/reading_vote.h"

namespace gouji {
namespace {

std::vector<SeenWords> words_of(std::span<const PageReading> pages) {
  std::vector<SeenWords> seen;
  for (const PageReading& reading : pages) {
    seen.insert(seen.end(), reading.lines.begin(), reading.lines.end());
    for (const RawTable& table : reading.page.tables)
      for (const RawCell& cell : table.cells)
        if (!cell.readings.empty())
          seen.push_back({chosen_text(cell), cell.readings.front().cost, cell.reasons.empty()});
  }
  return seen;
}

struct OpenCell {
  RawCell* cell = nullptr;
  const std::vector<LineImage>* lines = nullptr;
};

/// What is known before the document is read has been compared with every cell already.
std::vector<OpenCell> open_cells(std::span<PageReading> pages, const KnownCells& known) {
  std::vector<OpenCell> open;
  for (PageReading& reading : pages)
    for (std::size_t t = 0; t < reading.doubtful.size(); ++t)
      for (const DoubtfulWords& words : reading.doubtful[t]) {
        RawCell& cell = reading.page.tables[t].cells[words.cell];
        if (!known.has(chosen_text(cell))) open.push_back({&cell, &words.lines});
      }
  return open;
}

}  // namespace

void keep_first(std::vector<std::vector<DoubtfulWords>>& doubtful, std::size_t bytes) {
  for (std::vector<DoubtfulWords>& table : doubtful)
    std::erase_if(table, [&](const DoubtfulWords& words) {
      std::size_t needed = 0;
      for (const LineImage& line : words.lines) needed += line.pixels.total();
      const bool fits = needed <= bytes;
      bytes -= fits ? needed : bytes;
      return !fits;
    });
}

void look_again(std::span<PageReading> pages, const ExtractOptions& options) {
  const SecondLookOptions& look = options.second_look;
  const KnownCells known(options.known_cells);
  const std::vector<OpenCell> open = open_cells(pages, known);
  if (open.empty()) return;
  const auto models = load_ppocr_models();
  if (!models) return;
  PpocrOptions names;
  names.phrases = printed_names(words_of(pages), look.names);
  std::erase_if(names.phrases, [&](const std::string& name) { return known.has(name); });
  names.phrase_nats = look.nats;
  names.phrase_lead = look.lead;
  if (names.phrases.empty()) return;
  tbb::enumerable_thread_specific<std::unique_ptr<Recognizer>> readers;
  tbb::task_arena arena(std::max(1, options.jobs));
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, open.size(), [&](std::size_t i) {
      auto& reader = readers.local();
      if (!reader) reader = make_ppocr_recognizer(models, names);
      auto& readings = open[i].cell->readings;
      auto name = reader->read_known(*open[i].lines).phrase;
      if (!name) return;
      if (!readings.empty() && name->cost > look.dearest * readings.front().cost) return;
      put_first(*std::move(name), readings);
    });
  });
}

}  // namespace gouji
