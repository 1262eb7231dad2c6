#include "extract/reading/ppocr_phrases.h"

#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/utf32.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// A network's signs of print by their text.
using SignNumbers = std::unordered_map<std::string, int>;

SignNumbers sign_numbers(const PpocrNetwork& network) {
  SignNumbers sign_of;
  for (std::size_t i = 1; i < network.print.signs.size(); ++i)
    sign_of.emplace(network.print.signs[i], static_cast<int>(i));
  return sign_of;
}

/// The phrases that a network has the signs for, in these.
PhraseTrie trie_of(const SignNumbers& sign_of, const std::vector<std::string>& phrases) {
  PhraseTrie trie;
  for (std::size_t p = 0; p < phrases.size(); ++p) {
    std::vector<int> symbols;
    bool complete = true;
    for (const char32_t character : to_utf32(without_spaces(phrases[p]))) {
      const auto sign = sign_of.find(print_key(to_utf8(std::u32string_view(&character, 1))));
      complete = complete && sign != sign_of.end();
      if (complete) symbols.push_back(sign->second);
    }
    if (complete) trie.add(symbols, static_cast<int>(p));
  }
  return trie;
}

/// The probabilities of a cell's lines, one line after the other, by signs of print.
std::vector<float> cell_probabilities(const PpocrNetwork& network, std::vector<OnnxTensor>& lines) {
  std::vector<float> cell;
  for (OnnxTensor& line : lines) {
    const OnnxTensor out = run(network, line);
    const std::vector<float> merged = merge_classes(
        matrix_of(out), network.print.groups, static_cast<int>(network.print.signs.size()));
    cell.insert(cell.end(), merged.begin(), merged.end());
  }
  return cell;
}

/// What one network makes of a cell's lines, as they are or restored.
struct View {
  std::vector<float> probabilities;
  int signs = 0;
  bool tiny = false;
  double weight = 1;  ///< those of all views of a cell add up to 1

  CtcMatrix matrix() const {
    return {probabilities, static_cast<int>(probabilities.size()) / signs, signs};
  }
};

std::vector<View> views_of(const PpocrModels& models,
                           std::span<const LineImage> lines,
                           const PpocrOptions& options) {
  std::vector<OnnxTensor> worn, restored;
  for (const LineImage& line : lines) {
    if (line.pixels.empty()) continue;
    worn.push_back(to_tensor(line, options));
    if (models.restorer) restored.push_back(models.restorer->restored(worn.back()));
  }
  std::vector<View> views;
  const auto add = [&](const PpocrNetwork& network, std::vector<OnnxTensor>& seen, double weight) {
    const bool tiny = &network == &models.tiny;
    views.push_back({cell_probabilities(network, seen),
                     static_cast<int>(network.print.signs.size()),
                     tiny,
                     weight * (tiny ? options.tiny_weight : 1 - options.tiny_weight)});
  };
  const double share = models.restorer ? options.restored_weight : 0;
  for (const PpocrNetwork* network : {&models.tiny, &models.small}) {
    add(*network, worn, 1 - share);
    if (models.restorer) add(*network, restored, share);
  }
  return views;
}

/// The weighted mean of what the views say, in nats.
template <class Cost>
double mean_cost(const std::vector<View>& views, const Cost& cost_of) {
  double probability = 0;
  for (std::size_t v = 0; v < views.size(); ++v)
    probability += views[v].weight * std::exp(-cost_of(v));
  return -std::log(probability);
}

/// How well a cell fits each of `count` phrases, in nats.
std::vector<double> costs_of(const PhraseTrie& trie,
                             const CtcMatrix& cell,
                             double floor,
                             std::size_t count) {
  std::vector<double> costs(count, kNever);
  for (const PhraseCost& c : trie.likeliest(cell, floor, count))
    costs[static_cast<std::size_t>(c.phrase)] = c.cost;
  return costs;
}

/// How well a cell fits the best of all strings, in nats.
double cost_of_any(const CtcMatrix& cell, const CtcOptions& options) {
  const auto best = decode_beam(cell, options);
  if (best.empty()) return kNever;
  return best.front().cost;
}

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
  const SignNumbers tiny = sign_numbers(models_->tiny), small = sign_numbers(models_->small);
  const auto spelled = [&](const std::vector<std::string>& texts) {
    return Spelled{texts, trie_of(tiny, texts), trie_of(small, texts)};
  };
  phrases_ = spelled(options.phrases);
  for (const auto& words : options.closed_sets) closed_sets_.push_back(spelled(words));
}

KnownReadings PpocrPhrases::read(std::span<const LineImage> lines) const {
  KnownReadings known;
  if (phrases_.texts.empty() && closed_sets_.empty()) return known;
  const std::vector<View> views = views_of(*models_, lines, options_);
  const auto fit_of = [&](const Spelled& words) {
    const std::size_t count = words.texts.size();
    std::vector<std::vector<double>> by_view;
    by_view.reserve(views.size());
    for (const View& view : views)
      by_view.push_back(costs_of(
          view.tiny ? words.tiny : words.small, view.matrix(), options_.phrase_floor, count));
    std::vector<double> costs(count);
    for (std::size_t i = 0; i < count; ++i)
      costs[i] = mean_cost(views, [&](std::size_t v) { return by_view[v][i]; });
    return best_fit(costs);
  };

  for (const Spelled& set : closed_sets_)
    if (const BestFit best = fit_of(set); best.lead >= options_.closed_lead)
      known.closed.push_back(reading_of(set.texts[best.text], best.cost));

  const BestFit best = fit_of(phrases_);
  if (best.cost == kNever || best.lead < options_.phrase_lead) return known;
  const std::string& text = phrases_.texts[best.text];
  const auto characters = static_cast<double>(to_utf32(text).size());
  const double any = mean_cost(
      views, [&](std::size_t v) { return cost_of_any(views[v].matrix(), options_.decoding); });
  if (best.cost - any <= options_.phrase_nats * characters)
    known.phrase = reading_of(text, best.cost);
  return known;
}

}  // namespace gouji
