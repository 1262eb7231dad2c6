// Sentences that a document prints in several places: the goal of all running costs stands at each
// of its projects. Where print is worn each place lost other strokes, and together they tell what
// none of them tells alone.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extract/options.h"

namespace gouji {

/// One place, as it was read.
struct SentencePlace {
  std::vector<std::string> readings;  ///< likeliest first, one line each, without spaces
  bool sure = false;                  ///< nobody needs to look at it

  bool operator==(const SentencePlace&) const = default;
};

/// The places of each sentence that stands in two or more of which one is not sure, as indices. Two
/// readings are of one sentence where they are alike, as long, and differ in single characters that
/// are no figures: names that stand in such sentences differ in words.
std::vector<std::vector<std::size_t>> repeated_sentences(const std::vector<SentencePlace>& places,
                                                         const RepeatOptions& options);

/// What each text costs at all places that are not sure together, in nats.
using SentenceCosts = std::function<std::vector<double>(const std::vector<std::string>& texts)>;

/// What the places of one sentence say: what a sure one of them does; otherwise the cheapest of
/// their readings and of mixtures of these.
std::string settled_sentence(const std::vector<SentencePlace>& places,
                             const SentenceCosts& costs,
                             const RepeatOptions& options);

}  // namespace gouji
