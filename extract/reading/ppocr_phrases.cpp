#include "extract/reading/ppocr_phrases.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/utf32.h"

namespace gouji {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// The text that fits best, and how much better than the next.
struct BestFit {
  std::size_t text = 0;
  double cost = kNever;
  double lead = 0;  ///< nats
};

BestFit best_fit(const std::vector<double>& costs) {
  BestFit best;
  double next = kNever;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    if (costs[i] < best.cost) {
      next = std::exchange(best.cost, costs[i]);
      best.text = i;
    } else {
      next = std::min(next, costs[i]);
    }
  }
  if (best.cost < kNever) best.lead = next - best.cost;
  return best;
}

Reading reading_of(const std::string& text, double cost) {
  return {text, std::exp(-cost), "ppocr", cost};
}

}  // namespace

PpocrPhrases::PpocrPhrases(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options)
    : models_(std::move(models)), options_(options) {
  if (options.phrases.empty() && options.closed_sets.empty()) return;
  speller_.emplace(*models_);
  phrases_ = speller_->spell(options.phrases);
  for (const auto& words : options.closed_sets) closed_sets_.push_back(speller_->spell(words));
}

KnownReadings PpocrPhrases::read(std::span<const LineImage> lines) const {
  KnownReadings known;
  if (!speller_) return known;
  const CellViews views(*models_, *speller_, lines, options_);
  for (const SpelledTexts& set : closed_sets_)
    if (const BestFit best = best_fit(views.costs(set)); best.lead >= options_.closed_lead)
      known.closed.push_back(reading_of(set.texts[best.text], best.cost));

  const BestFit best = best_fit(views.costs(phrases_));
  if (best.cost == kNever || best.lead < options_.phrase_lead) return known;
  const std::string& text = phrases_.texts[best.text];
  const auto characters = static_cast<double>(to_utf32(text).size());
  if (best.cost - views.cost_of_any() <= options_.phrase_nats * characters)
    known.phrase = reading_of(text, best.cost);
  return known;
}

}  // namespace gouji
