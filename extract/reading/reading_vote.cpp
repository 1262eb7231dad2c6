#include "extract/reading/reading_vote.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "extract/reading/amount_shape.h"
#include "extract/reading/chance_wrong.h"
#include "extract/reading/misread_points.h"

namespace gouji {
namespace {

constexpr double kRepairCost = 0.2;     // nats added for a separator put right by grammar
constexpr double kMisfitCost = 1.5;     // nats added when ink and number do not fit
constexpr double kGrammarCost = 3;      // nats added for what is no number among numbers
constexpr double kRelativeCost = 1.5;   // nats: Tesseract's Chinese is sure of itself too easily
constexpr double kLostSeparator = 2.5;  // nats against a number that another reads with a point
constexpr double kShapeLead = 6;        // nats: geometry settles what readers of text cannot
constexpr double kSupport = 1;          // nats taken off what two families of engines read
constexpr std::string_view kWeakReader = "tesseract-chi_sim";
constexpr std::array<std::string_view, 2> kDigitReaders = {"tesseract-eng", "small"};
constexpr std::string_view kShapeReader = "shape";
constexpr std::array<std::string_view, 6> kLoneSigns = {
    "\u2265", "\u2264", "\uFF1D", "<", ">", "%"};
constexpr std::size_t kHashMarks = 3;

int digits_in(const std::string& text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::string only_digits(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) {
    return c >= '0' && c <= '9';
  });
  return digits;
}

bool reads_digits_only(const std::string& engine) {
  return std::find(kDigitReaders.begin(), kDigitReaders.end(), engine) != kDigitReaders.end();
}

bool is_lone_sign(const std::string& text) {
  return std::find(kLoneSigns.begin(), kLoneSigns.end(), text) != kLoneSigns.end();
}

bool all_hashes(const std::string& text) {
  return text.size() >= kHashMarks && text.find_first_not_of('#') == std::string::npos;
}

// How far a reading is from what the ink allows; lower is better.
double badness(const Reading& reading,
               const CellEvidence& evidence,
               const ReadingOptions& options) {
  if (reading.engine == kShapeReader) return reading.cost - kShapeLead;
  const bool fits = fits_ink(reading, evidence.lines, options);
  const double cost = reading.cost + (reading.engine == kWeakReader ? kRelativeCost : 0);
  const std::string text = without_spaces(reading.text);
  if (evidence.content == ContentClass::Text) {
    // A reader of digits has no say in a cell of text unless the whole cell is a number or one of
    // its signs, and the weak reader only supports: its confidence is a mean of words and says
    // little of the line.
    if (reading.engine == kWeakReader) return cost + options.max_cost;
    return cost + (reads_digits_only(reading.engine) && !fits && !is_lone_sign(text)
                       ? 2 * options.max_cost
                       : 0);
  }
  if (evidence.content == ContentClass::Unsure && is_lone_sign(text)) return cost;
  if (evidence.content == ContentClass::Code && !is_code(text)) return cost + kGrammarCost;
  if (fits) return cost;
  return cost + (is_number(text) ? kMisfitCost : kGrammarCost);
}

}  // namespace

std::vector<Reading> join_lines(const std::vector<std::vector<Reading>>& lines,
                                const ReadingOptions& options) {
  if (lines.empty()) return {};
  for (const auto& line : lines)
    if (line.empty()) return {};
  if (lines.size() == 1) return lines.front();
  Reading joined = lines.front().front();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Reading& next = lines[i].front();
    joined.text += '\n' + next.text;
    joined.confidence = std::min(joined.confidence, next.confidence);
    joined.cost = std::min(joined.cost + next.cost, options.max_cost);
  }
  return {joined};
}

void put_first(Reading phrase, std::vector<Reading>& readings) {
  std::erase_if(readings,
                [&](const Reading& r) { return print_key(r.text) == print_key(phrase.text); });
  for (Reading& overtaken : readings) {
    overtaken.cost = std::max(overtaken.cost, phrase.cost);
    overtaken.confidence = std::min(overtaken.confidence, phrase.confidence);
  }
  readings.insert(readings.begin(), std::move(phrase));
}

bool has_reason(const RawCell& cell, std::string_view reason) {
  return std::find(cell.reasons.begin(), cell.reasons.end(), reason) != cell.reasons.end();
}

void flag(RawCell& cell) {
  cell.agreed = false;
  if (cell.reasons.empty()) cell.reasons.emplace_back("low_confidence");
}

void put_right(const std::string& text, RawCell& cell) {
  Reading right = cell.readings.front();
  right.text = text;
  put_first(std::move(right), cell.readings);
  flag(cell);
}

bool fits_ink(const Reading& reading,
              const std::vector<LineShape>& lines,
              const ReadingOptions& options) {
  const std::string text = without_spaces(reading.text);
  if (!is_number(text)) return false;
  double ink_width = 0, height = 0;
  int figures = 0;
  for (const LineShape& line : lines) {
    ink_width += line.box.width;
    height = std::max(height, line.glyph_height);
    figures += line.figures;
  }
  if (figures > digits_in(text)) return false;
  // The last digit prints no gap behind itself: compare as if it did.
  const double expected = expected_width(text, height);
  if (expected <= 0 || height <= 0) return false;
  const double ratio = (ink_width + 0.1 * height * static_cast<double>(lines.size())) / expected;
  return ratio >= options.min_width_ratio && ratio <= options.max_width_ratio;
}

namespace {

/// What the readers said, with the cleaned or repaired forms, and each engine's best answer with
/// what it stands for.
struct Answers {
  std::vector<Reading> readings;
  std::vector<Reading> leads;
};

// Another reading, put right at a cost.
Reading put_right(const Reading& reading, std::string text, double cost, double max_cost) {
  Reading right = reading;
  right.text = std::move(text);
  right.cost = std::min(reading.cost + cost, max_cost);
  return right;
}

Answers answers_of(const std::vector<Reading>& all,
                   ContentClass content,
                   const ReadingOptions& options) {
  Answers answers;
  for (const Reading& reading : all) {
    const bool lead =
        std::none_of(answers.readings.begin(), answers.readings.end(), [&](const Reading& earlier) {
          return earlier.engine == reading.engine;
        });
    std::vector<Reading> forms{reading};
    if (content == ContentClass::Text) {
      Reading clean = reading;
      clean.text = without_misread_points(reading.text);
      // In place of what it stands for: with the point the text is never right.
      if (clean.text != reading.text)
        forms = {clean, put_right(reading, reading.text, kGrammarCost, options.max_cost)};
      if (lead) answers.leads.push_back(clean);
    } else {
      const std::string text = without_spaces(reading.text);
      if (!is_number(text))
        if (auto number = repair_separators(text))
          forms.push_back(put_right(reading, std::move(*number), kRepairCost, options.max_cost));
      if (lead) answers.leads.insert(answers.leads.end(), forms.begin(), forms.end());
    }
    answers.readings.insert(answers.readings.end(), forms.begin(), forms.end());
  }
  return answers;
}

// A reader of another family says the same.
bool supported(const std::vector<Reading>& leads,
               const std::string& text,
               const std::string& engine) {
  return std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
    return reader_family(other.engine) != reader_family(engine) &&
           print_key(other.text) == print_key(text);
  });
}

// Readers lose points more often than they make them up.
bool lost_separators(const std::vector<Reading>& leads,
                     const std::string& text,
                     ContentClass content,
                     const ReadingOptions& options) {
  return content != ContentClass::Code && is_number(text) &&
         std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
           const std::string rival = without_spaces(other.text);
           return other.confidence >= options.low_confidence && is_number(rival) &&
                  rival.size() > text.size() && only_digits(rival) == only_digits(text);
         });
}

// The readings, best first; of those that print alike, the best.
std::vector<Reading> ranked(const Answers& answers,
                            const CellEvidence& evidence,
                            const ReadingOptions& options) {
  std::vector<std::pair<double, Reading>> weighed;
  for (const Reading& reading : answers.readings) {
    const std::string text = without_spaces(reading.text);
    const bool backed = supported(answers.leads, text, reading.engine);
    const bool points_lost = lost_separators(answers.leads, text, evidence.content, options);
    weighed.emplace_back(badness(reading, evidence, options) - (backed ? kSupport : 0) +
                             (points_lost ? kLostSeparator : 0),
                         reading);
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });
  std::vector<Reading> result;
  for (const auto& [weight, reading] : weighed) {
    const std::string key = print_key(without_spaces(reading.text));
    const bool known = std::any_of(result.begin(), result.end(), [&](const Reading& better) {
      return print_key(better.text) == key;
    });
    if (!known) result.push_back(reading);
  }
  return result;
}

// A reader whose every answer differs, against weak ones that agree or sure of its own.
bool outvoted(const Reading& chosen,
              const std::string& text,
              const std::vector<Reading>& leads,
              const ReadingOptions& options) {
  return std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
    const bool counts =
        other.confidence >= options.low_confidence || chosen.confidence < options.number_sure;
    return counts && other.engine != kWeakReader &&
           std::none_of(leads.begin(), leads.end(), [&](const Reading& lead) {
             return lead.engine == other.engine && print_key(lead.text) == print_key(text);
           });
  });
}

/// How the readers stand to the reading that was chosen.
struct Standing {
  bool agreed = false;        ///< another family says the same and nobody outvotes it
  bool asked_twice = false;   ///< readers of two families were asked
  bool contradicted = false;  ///< another family is sure of something else
  double chance_wrong = 0;
};

// Why the chosen reading is doubted; empty when it is not.
std::string doubt_of(const Reading& chosen,
                     const CellEvidence& evidence,
                     const Standing& standing,
                     const ReadingOptions& options) {
  const std::string text = without_spaces(chosen.text);
  const bool words = has_wide_characters(text);
  const bool figure_column = evidence.content != ContentClass::Text;
  const bool number =
      evidence.content == ContentClass::Amount || evidence.content == ContentClass::Code;
  const bool by_shape = chosen.engine == kShapeReader;
  const double bound = options.max_silent * (words ? options.words_leniency : 1);
  if (all_hashes(text)) return "hash_marks";
  if (number && !words && !is_number(text)) return "grammar";
  if (!standing.agreed) {
    if (number && !by_shape && !fits_ink(chosen, evidence.lines, options))
      return words ? "grammar" : "low_confidence";
    if (chosen.confidence < options.low_confidence) return "low_confidence";
    if ((by_shape && standing.contradicted) || (figure_column && standing.asked_twice))
      return "readers_disagree";
  }
  return !by_shape && standing.chance_wrong > bound ? "low_confidence" : "";
}

}  // namespace

void vote(const CellEvidence& evidence,
          const std::vector<Reading>& all,
          const ReadingOptions& options,
          RawCell& cell) {
  const Answers answers = answers_of(all, evidence.content, options);
  cell.readings = ranked(answers, evidence, options);
  if (cell.readings.empty()) {
    cell.reasons.emplace_back("unreadable");
    if (evidence.cut_off) cell.reasons.emplace_back("cut_off");
    if (evidence.crossed) cell.reasons.emplace_back("crossed");
    return;
  }
  const auto& leads = answers.leads;
  const Reading& chosen = cell.readings.front();
  const std::string text = without_spaces(chosen.text);
  const bool number =
      evidence.content == ContentClass::Amount || evidence.content == ContentClass::Code;

  Standing standing;
  standing.agreed =
      supported(leads, text, chosen.engine) && !(number && outvoted(chosen, text, leads, options));
  standing.asked_twice = std::any_of(all.begin(), all.end(), [&](const Reading& other) {
    return reader_family(other.engine) != reader_family(chosen.engine);
  });
  standing.contradicted = std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
    return reader_family(other.engine) != reader_family(chosen.engine) &&
           other.confidence >= options.number_sure && print_key(other.text) != print_key(text);
  });
  std::vector<Reading> agreeing;
  std::copy_if(leads.begin(), leads.end(), std::back_inserter(agreeing), [&](const Reading& lead) {
    return lead.engine != kShapeReader && print_key(lead.text) == print_key(text);
  });
  standing.chance_wrong =
      chance_wrong(agreeing, /*figure=*/!has_wide_characters(text), options.calibration);

  cell.agreed = standing.agreed;
  if (auto doubt = doubt_of(chosen, evidence, standing, options); !doubt.empty())
    cell.reasons.push_back(std::move(doubt));
  if (evidence.crossed) cell.reasons.emplace_back("crossed");
  if (number && evidence.cut_off && !cell.agreed) cell.reasons.emplace_back("cut_off");
}

}  // namespace gouji
