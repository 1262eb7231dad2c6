#include "extract/reading/ppocr_recognizer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "extract/reading/amount_shape.h"
#include "extract/reading/ppocr_network.h"
#include "extract/reading/ppocr_phrases.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

std::string text_of(const std::vector<int>& symbols, std::span<const std::string> signs) {
  std::string text;
  for (int s : symbols) text += signs[static_cast<size_t>(s)];
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What one network makes of one line.
struct Opinion {
  std::vector<Reading> readings;  ///< cheapest first, texts differ
  double weakest_sign = 0;        ///< probability of the least sure sign of the best path
};

/// Keeps the readings cheapest first and one a print, adding up what equal prints have; the
/// likeliest spelling stands for them.
void add_reading(std::vector<Reading>& readings, Reading reading) {
  if (reading.text.empty()) return;
  const std::string key = print_key(reading.text);
  for (Reading& r : readings) {
    if (print_key(r.text) != key) continue;
    if (reading.cost < r.cost) r.text = reading.text;
    r.confidence = std::min(1.0, r.confidence + reading.confidence);
    const double apart = std::abs(r.cost - reading.cost);
    r.cost = std::max(0.0, std::min(r.cost, reading.cost) - std::log1p(std::exp(-apart)));
    return;
  }
  readings.push_back(std::move(reading));
}

void sort_by_cost(std::vector<Reading>& readings) {
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.cost < b.cost;
  });
}

Opinion decode(const CtcMatrix& matrix,
               std::span<const std::string> signs,
               const CtcOptions& options) {
  Opinion opinion;
  const CtcPath path = decode_greedy(matrix);
  if (!path.peaks.empty())
    opinion.weakest_sign = *std::min_element(path.peaks.begin(), path.peaks.end());
  for (const CtcString& s : decode_beam(matrix, options)) {
    if (!std::isfinite(s.cost)) continue;
    add_reading(opinion.readings, {text_of(s.symbols, signs), std::exp(-s.cost), "ppocr", s.cost});
  }
  return opinion;
}

Opinion ask(const PpocrNetwork& network,
            OnnxTensor& line,
            Alphabet alphabet,
            const PpocrOptions& ppocr) {
  const CtcOptions& options = ppocr.decoding;
  OnnxTensor out = run(network, line);
  const CtcMatrix all = matrix_of(out);
  gather_alike(out.values, all.classes, network.alike, options.min_probability);
  if (alphabet == Alphabet::Any) {
    CtcOptions words = options;
    words.best = ppocr.best_words;
    return decode(all, network.characters, words);
  }

  const SignGroups& groups = alphabet == Alphabet::Code ? network.code : network.amount;
  const int classes = static_cast<int>(groups.signs.size());
  const std::vector<float> merged = merge_classes(all, groups.groups, classes);
  Opinion opinion = decode({merged, all.steps, classes}, groups.signs, options);
  // Print outside the alphabet: reported where it is likelier than anything within.
  CtcOptions one = options;
  one.best = 1;
  Opinion free = decode(all, network.characters, one);
  if (!free.readings.empty() &&
      (opinion.readings.empty() || free.readings.front().cost < opinion.readings.front().cost)) {
    opinion.weakest_sign = free.weakest_sign;
    add_reading(opinion.readings, free.readings.front());
    sort_by_cost(opinion.readings);
  }
  return opinion;
}

/// The mean of two opinions' probabilities, of which the first has this weight.
std::vector<Reading> combine(const std::vector<Reading>& first,
                             const std::vector<Reading>& second,
                             double weight) {
  std::vector<Reading> both;
  for (const auto& [readings, share] :
       {std::pair{&second, 1 - weight}, std::pair{&first, weight}}) {
    for (Reading r : *readings) {
      r.confidence *= share;
      r.cost -= std::log(share);
      add_reading(both, std::move(r));
    }
  }
  sort_by_cost(both);
  return both;
}

class PpocrRecognizer : public Recognizer {
 public:
  PpocrRecognizer(std::shared_ptr<const PpocrModels> models, const PpocrOptions& options)
      : models_(std::move(models)), options_(options), phrases_(models_, options) {}

  std::string_view name() const override { return "ppocr"; }

  std::vector<std::vector<Reading>> read(std::span<const LineImage> lines) override {
    std::vector<std::vector<Reading>> result;
    result.reserve(lines.size());
    for (const LineImage& line : lines) result.push_back(read_line(line));
    return result;
  }

  KnownReadings read_known(std::span<const LineImage> lines) override {
    return phrases_.read(lines);
  }

 private:
  std::vector<Reading> read_line(const LineImage& line) const {
    if (line.pixels.empty()) return {};
    OnnxTensor tensor = to_tensor(line, options_);
    Opinion tiny = ask(models_->tiny, tensor, line.alphabet, options_);
    if (tiny.weakest_sign >= options_.sure) return std::move(tiny.readings);
    auto seen = with_small(tiny, tensor, line.alphabet);
    if (!models_->restorer || line.alphabet != Alphabet::Any || is_sure(seen)) return seen;
    // A stroke that is put in by habit would be a figure that nobody printed.
    if (!seen.empty() && resembles_number(seen.front().text)) return seen;
    OnnxTensor print = models_->restorer->restored(tensor);
    tiny = ask(models_->tiny, print, line.alphabet, options_);
    const auto restored = with_small(tiny, print, line.alphabet);
    return combine(restored, seen, options_.restored_weight);
  }

  std::vector<Reading> with_small(const Opinion& tiny, OnnxTensor& line, Alphabet alphabet) const {
    const Opinion small = ask(models_->small, line, alphabet, options_);
    return combine(tiny.readings, small.readings, options_.tiny_weight);
  }

  bool is_sure(const std::vector<Reading>& readings) const {
    return !readings.empty() && std::exp(-readings.front().cost) >= options_.worn;
  }

  std::shared_ptr<const PpocrModels> models_;
  PpocrOptions options_;
  PpocrPhrases phrases_;
};

}  // namespace

std::unique_ptr<Recognizer> make_ppocr_recognizer(std::shared_ptr<const PpocrModels> models,
                                                  const PpocrOptions& options) {
  if (!models) return nullptr;
  return std::make_unique<PpocrRecognizer>(std::move(models), options);
}

std::unique_ptr<Recognizer> make_ppocr_recognizer(const std::filesystem::path& model_folder) {
  return make_ppocr_recognizer(load_ppocr_models(model_folder));
}

}  // namespace gouji
