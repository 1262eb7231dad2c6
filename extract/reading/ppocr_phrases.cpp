#include "extract/reading/ppocr_phrases.h"

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "core/utf32.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// The phrases that a network has the signs for, in its signs of print.
PhraseTrie trie_of(const PpocrNetwork& network, const std::vector<std::string>& phrases) {
  std::map<std::string, int> sign_of;
  for (std::size_t i = 1; i < network.print.signs.size(); ++i)
    sign_of.emplace(network.print.signs[i], static_cast<int>(i));
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

/// How well a cell fits each phrase and the best of all strings, in nats.
struct Fit {
  std::vector<double> phrases;
  double any = kNever;
};

Fit fit_of(const PpocrNetwork& network,
           const PhraseTrie& trie,
           std::span<const LineImage> lines,
           const PpocrOptions& options) {
  const int signs = static_cast<int>(network.print.signs.size());
  const std::vector<float> cell = cell_probabilities(network, lines, options);
  const CtcMatrix matrix{cell, static_cast<int>(cell.size()) / signs, signs};
  Fit fit{std::vector<double>(options.phrases.size(), kNever)};
  for (const PhraseCost& c : trie.likeliest(matrix, options.phrase_floor, options.phrases.size()))
    fit.phrases[static_cast<std::size_t>(c.phrase)] = c.cost;
  if (const auto best = decode_beam(matrix, options.decoding); !best.empty())
    fit.any = best.front().cost;
  return fit;
}

}  // namespace

PpocrPhrases::PpocrPhrases(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options)
    : models_(std::move(models)),
      options_(options),
      tiny_(trie_of(models_->tiny, options.phrases)),
      small_(trie_of(models_->small, options.phrases)) {}

std::optional<Reading> PpocrPhrases::read(std::span<const LineImage> lines) const {
  if (options_.phrases.empty()) return std::nullopt;
  const Fit tiny = fit_of(models_->tiny, tiny_, lines, options_);
  const Fit small = fit_of(models_->small, small_, lines, options_);
  const auto both = [&](double by_tiny, double by_small) {
    const double weight = options_.tiny_weight;
    return -std::log(weight * std::exp(-by_tiny) + (1 - weight) * std::exp(-by_small));
  };
  std::size_t best = 0;
  double cost = kNever, next = kNever;
  for (std::size_t p = 0; p < options_.phrases.size(); ++p) {
    const double fits = both(tiny.phrases[p], small.phrases[p]);
    if (fits < cost) {
      next = std::exchange(cost, fits);
      best = p;
    } else {
      next = std::min(next, fits);
    }
  }
  const std::string& text = options_.phrases[best];
  const auto characters = static_cast<double>(to_utf32(text).size());
  const double worse = cost - both(tiny.any, small.any);
  if (!(worse <= options_.phrase_nats * characters) || next - cost < options_.phrase_lead)
    return std::nullopt;
  return Reading{text, std::exp(-cost), "ppocr", cost};
}

}  // namespace gouji
