#include "extract/repeated_look.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/similarity.h"
#include "core/utf32.h"
#include "extract/reading/known_cells.h"
#include "extract/reading/known_words.h"
#include "extract/reading/misread_points.h"
#include "extract/reading/ppocr_views.h"
#include "extract/reading/print_key.h"
#include "extract/reading/reading_vote.h"
#include "extract/reading/repeated_sentences.h"

namespace gouji {
namespace {

struct Places {
  std::vector<SentencePlace> read;
  std::vector<RawCell*> cells;
  std::vector<const std::vector<LineImage>*> lines;  // nullptr: nothing is in doubt
};

const DoubtfulWords* pictures_of(const std::vector<DoubtfulWords>& doubtful, std::size_t cell) {
  const auto found = std::find_if(doubtful.begin(),
                                  doubtful.end(),
                                  [&](const DoubtfulWords& words) { return words.cell == cell; });
  return found == doubtful.end() ? nullptr : &*found;
}

/// But for cells that say what is known: that has been weighed.
Places places_of(std::span<PageReading> pages, const KnownCells& known) {
  Places places;
  for (PageReading& reading : pages)
    for (std::size_t t = 0; t < reading.page.tables.size(); ++t) {
      std::vector<RawCell>& cells = reading.page.tables[t].cells;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const bool sure = cells[c].reasons.empty();
        const DoubtfulWords* pictures =
            sure || t >= reading.doubtful.size() ? nullptr : pictures_of(reading.doubtful[t], c);
        if (cells[c].readings.empty() || (!sure && pictures == nullptr)) continue;
        if (known.has(chosen_text(cells[c]))) continue;
        SentencePlace place{{}, sure};
        for (const Reading& r : cells[c].readings) place.readings.push_back(without_spaces(r.text));
        places.read.push_back(std::move(place));
        places.cells.push_back(&cells[c]);
        places.lines.push_back(sure ? nullptr : &pictures->lines);
      }
    }
  return places;
}

std::vector<std::string> texts_at(const Places& places,
                                  const std::vector<std::vector<std::size_t>>& groups) {
  std::vector<std::string> texts;
  for (const auto& group : groups)
    for (const std::size_t i : group)
      texts.insert(texts.end(), places.read[i].readings.begin(), places.read[i].readings.end());
  return texts;
}

/// What the worn places of one sentence show.
class WornSentence {
 public:
  using Views = std::vector<const CellViews*>;

  WornSentence(Views views, const Speller& speller, const KnownWords& known)
      : views_(std::move(views)), speller_(speller), known_(known) {}

  /// Nats of each text at one place.
  std::vector<double> costs_at(std::size_t place, const std::vector<std::string>& texts) const {
    std::vector<double> costs = views_[place]->costs(speller_.spell(texts));
    for (std::size_t t = 0; t < costs.size(); ++t) costs[t] -= known_.favour(texts[t]);
    return costs;
  }

  /// At all places together.
  std::vector<double> costs(const std::vector<std::string>& texts) const {
    std::vector<double> all(texts.size(), 0);
    for (std::size_t place = 0; place < views_.size(); ++place) {
      const std::vector<double> here = costs_at(place, texts);
      std::transform(all.begin(), all.end(), here.begin(), all.begin(), std::plus<>());
    }
    return all;
  }

 private:
  Views views_;
  const Speller& speller_;
  const KnownWords& known_;
};

/// A place where the settled text is not what was read: it comes first, unless the print speaks
/// against it.
void put_settled(const std::string& text,
                 const WornSentence& sentence,
                 std::size_t place,
                 const RepeatOptions& options,
                 RawCell& cell) {
  const std::string read = without_spaces(chosen_text(cell));
  if (print_key(read) == print_key(text)) return;
  const std::vector<double> costs = sentence.costs_at(place, {read, text});
  if (costs[1] - costs[0] > options.nats * edit_distance(to_utf32(read), to_utf32(text))) return;
  const double cost = std::max(0.0, costs[1]);
  put_first({without_misread_points(text), std::exp(-cost), "ppocr", cost}, cell.readings);
}

}  // namespace

void look_at_repeats(std::span<PageReading> pages, const ExtractOptions& options) {
  const Places places = places_of(pages, KnownCells(options.known_cells));
  const auto groups = repeated_sentences(places.read, options.repeats);
  if (groups.empty()) return;
  const auto models = load_ppocr_models();
  if (!models) return;
  std::vector<std::size_t> worn;
  for (const auto& group : groups)
    std::copy_if(group.begin(), group.end(), std::back_inserter(worn), [&](std::size_t i) {
      return places.lines[i] != nullptr;
    });
  const Speller speller(*models, texts_at(places, groups));
  PpocrOptions ppocr;
  ppocr.phrase_floor = options.repeats.floor;
  std::vector<std::optional<CellViews>> views(places.cells.size());
  tbb::task_arena arena(std::max(1, options.jobs));
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, worn.size(), [&](std::size_t i) {
      views[worn[i]].emplace(*models, speller, *places.lines[worn[i]], ppocr);
    });
  });
  const KnownWords known(options.known_texts, options.known_places);
  for (const auto& group : groups) {
    std::vector<SentencePlace> all;
    std::vector<RawCell*> cells;
    WornSentence::Views seen;
    for (const std::size_t i : group) {
      all.push_back(places.read[i]);
      if (!views[i]) continue;
      cells.push_back(places.cells[i]);
      seen.push_back(&*views[i]);
    }
    const WornSentence sentence(std::move(seen), speller, known);
    const std::string text = settled_sentence(
        all,
        [&](const std::vector<std::string>& texts) { return sentence.costs(texts); },
        options.repeats);
    for (std::size_t place = 0; place < cells.size(); ++place)
      put_settled(text, sentence, place, options.repeats, *cells[place]);
  }
}

}  // namespace gouji
