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

/// The lines' probabilities, one line after the other, by signs of print.
std::vector<float> cell_probabilities(const PpocrNetwork& network,
                                      std::span<const LineImage> lines,
                                      const PpocrOptions& options) {
  std::vector<float> cell;
  for (const LineImage& line : lines) {
    if (line.pixels.empty()) continue;
    OnnxTensor tensor = to_tensor(line, options);
    const OnnxTensor out = run(network, tensor);
    const std::vector<float> merged = merge_classes(
        matrix_of(out), network.print.groups, static_cast<int>(network.print.signs.size()));
    cell.insert(cell.end(), merged.begin(), merged.end());
  }
  return cell;
}

/// A cell's probabilities as both networks give them.
struct Cell {
  std::vector<float> tiny, small;
};

CtcMatrix matrix_of(const std::vector<float>& cell, const PpocrNetwork& network) {
  const int signs = static_cast<int>(network.print.signs.size());
  return {cell, static_cast<int>(cell.size()) / signs, signs};
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
  const Cell cell{cell_probabilities(models_->tiny, lines, options_),
                  cell_probabilities(models_->small, lines, options_)};
  const CtcMatrix tiny = matrix_of(cell.tiny, models_->tiny);
  const CtcMatrix small = matrix_of(cell.small, models_->small);
  const auto both = [&](double by_tiny, double by_small) {
    const double weight = options_.tiny_weight;
    return -std::log(weight * std::exp(-by_tiny) + (1 - weight) * std::exp(-by_small));
  };
  const auto fit_of = [&](const Spelled& words) {
    const std::size_t count = words.texts.size();
    const auto by_tiny = costs_of(words.tiny, tiny, options_.phrase_floor, count);
    auto costs = costs_of(words.small, small, options_.phrase_floor, count);
    for (std::size_t i = 0; i < count; ++i) costs[i] = both(by_tiny[i], costs[i]);
    return best_fit(costs);
  };

  for (const Spelled& set : closed_sets_)
    if (const BestFit best = fit_of(set); best.lead >= options_.closed_lead)
      known.closed.push_back(reading_of(set.texts[best.text], best.cost));

  const BestFit best = fit_of(phrases_);
  if (best.cost == kNever || best.lead < options_.phrase_lead) return known;
  const std::string& text = phrases_.texts[best.text];
  const auto characters = static_cast<double>(to_utf32(text).size());
  const double any =
      both(cost_of_any(tiny, options_.decoding), cost_of_any(small, options_.decoding));
  if (best.cost - any <= options_.phrase_nats * characters)
    known.phrase = reading_of(text, best.cost);
  return known;
}

}  // namespace gouji
