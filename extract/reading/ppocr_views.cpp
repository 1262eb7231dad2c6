#include "extract/reading/ppocr_views.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/utf32.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// The probabilities of a cell's lines, one line after the other.
std::vector<float> cell_probabilities(const PpocrNetwork& network,
                                      const Speller::Signs& signs,
                                      std::vector<OnnxTensor>& lines) {
  std::vector<float> cell;
  for (OnnxTensor& line : lines) {
    const OnnxTensor out = run(network, line);
    const std::vector<float> merged = merge_classes(matrix_of(out), signs.groups, signs.count);
    cell.insert(cell.end(), merged.begin(), merged.end());
  }
  return cell;
}

std::vector<std::string> signs_of(const std::string& text) {
  std::vector<std::string> signs;
  for (const char32_t character : to_utf32(without_spaces(text)))
    signs.push_back(print_key(to_utf8(std::u32string_view(&character, 1))));
  return signs;
}

Speller::Signs all_signs(const PpocrNetwork& network) {
  Speller::Signs all;
  all.groups = network.print.groups;
  all.count = static_cast<int>(network.print.signs.size());
  for (int i = 1; i < all.count; ++i)
    all.number_of.emplace(network.print.signs[static_cast<std::size_t>(i)], i);
  return all;
}

Speller::Signs signs_of_texts(const PpocrNetwork& network, const std::vector<std::string>& texts) {
  const Speller::Signs all = all_signs(network);
  Speller::Signs some;
  std::vector<int> number_of(static_cast<std::size_t>(all.count), -1);
  number_of[0] = 0;
  for (const std::string& text : texts)
    for (const std::string& sign : signs_of(text)) {
      const auto known = all.number_of.find(sign);
      if (known != all.number_of.end() && some.number_of.emplace(sign, some.count).second)
        number_of[static_cast<std::size_t>(known->second)] = some.count++;
    }
  some.groups.reserve(all.groups.size());
  for (const int sign : all.groups)
    some.groups.push_back(sign < 0 ? -1 : number_of[static_cast<std::size_t>(sign)]);
  return some;
}

PhraseTrie trie_of(const Speller::Signs& signs, const std::vector<std::string>& texts) {
  PhraseTrie trie;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    std::vector<int> symbols;
    bool complete = true;
    for (const std::string& sign : signs_of(texts[t])) {
      const auto number = signs.number_of.find(sign);
      complete = complete && number != signs.number_of.end();
      if (complete) symbols.push_back(number->second);
    }
    if (complete) trie.add(symbols, static_cast<int>(t));
  }
  return trie;
}

}  // namespace

Speller::Speller(const PpocrModels& models)
    : tiny_(all_signs(models.tiny)), small_(all_signs(models.small)) {}

Speller::Speller(const PpocrModels& models, const std::vector<std::string>& texts)
    : tiny_(signs_of_texts(models.tiny, texts)), small_(signs_of_texts(models.small, texts)) {}

SpelledTexts Speller::spell(std::vector<std::string> texts) const {
  PhraseTrie tiny = trie_of(tiny_, texts), small = trie_of(small_, texts);
  return {std::move(texts), std::move(tiny), std::move(small)};
}

CellViews::CellViews(const PpocrModels& models,
                     const Speller& speller,
                     std::span<const LineImage> lines,
                     const PpocrOptions& options)
    : decoding_(options.decoding), floor_(options.phrase_floor) {
  std::vector<OnnxTensor> worn, restored;
  for (const LineImage& line : lines) {
    if (line.pixels.empty()) continue;
    worn.push_back(to_tensor(line, options));
    if (models.restorer) restored.push_back(models.restorer->restored(worn.back()));
  }
  const auto add = [&](const PpocrNetwork& network, std::vector<OnnxTensor>& seen, double weight) {
    const bool tiny = &network == &models.tiny;
    const Speller::Signs& signs = speller.signs(tiny);
    views_.push_back({cell_probabilities(network, signs, seen),
                      signs.count,
                      tiny,
                      weight * (tiny ? options.tiny_weight : 1.0 - options.tiny_weight)});
  };
  const double share = models.restorer ? options.restored_weight : 0;
  for (const PpocrNetwork* network : {&models.tiny, &models.small}) {
    add(*network, worn, 1.0 - share);
    if (models.restorer) add(*network, restored, share);
  }
}

/// The weighted mean of what the views say, in nats.
template <class Cost>
double CellViews::mean_cost(const Cost& cost_of) const {
  double probability = 0;
  for (std::size_t v = 0; v < views_.size(); ++v)
    probability += views_[v].weight * std::exp(-cost_of(v));
  return -std::log(probability);
}

std::vector<double> CellViews::costs(const SpelledTexts& words) const {
  const std::size_t count = words.texts.size();
  std::vector<std::vector<double>> by_view;
  by_view.reserve(views_.size());
  for (const View& view : views_) {
    std::vector<double>& costs = by_view.emplace_back(count, kNever);
    const PhraseTrie& trie = view.tiny ? words.tiny : words.small;
    for (const PhraseCost& c : trie.likeliest(view.matrix(), floor_, count))
      costs[static_cast<std::size_t>(c.phrase)] = c.cost;
  }
  std::vector<double> costs(count);
  for (std::size_t i = 0; i < count; ++i)
    costs[i] = mean_cost([&](std::size_t v) { return by_view[v][i]; });
  return costs;
}

double CellViews::cost_of_any() const {
  return mean_cost([&](std::size_t v) {
    const auto best = decode_beam(views_[v].matrix(), decoding_);
    if (best.empty()) return kNever;
    return best.front().cost;
  });
}

}  // namespace gouji
