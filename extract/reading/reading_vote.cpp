#include "extract/reading/reading_vote.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "extract/reading/amount_shape.h"
#include "extract/reading/chance_wrong.h"

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

void vote(const CellEvidence& evidence,
          const std::vector<Reading>& all,
          const ReadingOptions& options,
          RawCell& cell) {
  std::vector<Reading> readings;
  std::vector<Reading> leads;  // each engine's best answer and what it stands for
  for (const Reading& reading : all) {
    const bool lead = std::none_of(readings.begin(), readings.end(), [&](const Reading& earlier) {
      return earlier.engine == reading.engine;
    });
    readings.push_back(reading);
    if (lead) leads.push_back(reading);
    if (evidence.content == ContentClass::Text) {
      Reading clean = reading;
      clean.text = without_stray_points(reading.text);
      if (clean.text == reading.text) continue;
      // In place of what it stands for: with the point the text is never right.
      readings.back() = clean;
      readings.push_back(reading);
      readings.back().cost = std::min(reading.cost + kGrammarCost, options.max_cost);
      if (lead) leads.back() = clean;
      continue;
    }
    if (is_number(without_spaces(reading.text))) continue;
    if (const auto number = repair_separators(without_spaces(reading.text))) {
      Reading repaired = reading;
      repaired.text = *number;
      repaired.cost = std::min(reading.cost + kRepairCost, options.max_cost);
      readings.push_back(repaired);
      if (lead) leads.push_back(repaired);
    }
  }
  const auto supported = [&](const std::string& text, const std::string& engine) {
    return std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
      return reader_family(other.engine) != reader_family(engine) &&
             print_key(other.text) == print_key(text);
    });
  };
  // Readers lose points more often than they make them up.
  const auto lost_separators = [&](const std::string& text) {
    return evidence.content != ContentClass::Code && is_number(text) &&
           std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
             const std::string rival = without_spaces(other.text);
             return other.confidence >= options.low_confidence && is_number(rival) &&
                    rival.size() > text.size() && only_digits(rival) == only_digits(text);
           });
  };
  std::vector<std::pair<double, Reading>> weighed;
  for (const Reading& reading : readings) {
    const std::string text = without_spaces(reading.text);
    weighed.emplace_back(badness(reading, evidence, options) -
                             (supported(text, reading.engine) ? kSupport : 0) +
                             (lost_separators(text) ? kLostSeparator : 0),
                         reading);
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });

  for (const auto& [weight, reading] : weighed) {
    const std::string text = without_spaces(reading.text);
    const auto same =
        std::find_if(cell.readings.begin(), cell.readings.end(), [&](const Reading& r) {
          return print_key(r.text) == print_key(text);
        });
    if (same == cell.readings.end()) cell.readings.push_back(reading);
  }
  const bool number =
      evidence.content == ContentClass::Amount || evidence.content == ContentClass::Code;
  if (cell.readings.empty()) {
    cell.reasons.emplace_back("unreadable");
    if (evidence.cut_off || evidence.crossed) cell.reasons.emplace_back("cut_off");
    return;
  }
  const Reading& chosen = cell.readings.front();
  const std::string text = without_spaces(chosen.text);
  cell.agreed = supported(text, chosen.engine);
  const bool asked_twice = std::any_of(all.begin(), all.end(), [&](const Reading& other) {
    return reader_family(other.engine) != reader_family(chosen.engine);
  });

  const bool is_text = has_wide_characters(text);
  // A reader whose every answer differs, against weak ones that agree or sure of its own.
  const bool outvoted = std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
    const bool counts =
        other.confidence >= options.low_confidence || chosen.confidence < options.number_sure;
    return counts && other.engine != kWeakReader &&
           std::none_of(leads.begin(), leads.end(), [&](const Reading& lead) {
             return lead.engine == other.engine && print_key(lead.text) == print_key(text);
           });
  });
  if (number && outvoted) cell.agreed = false;
  const bool contradicted = std::any_of(leads.begin(), leads.end(), [&](const Reading& other) {
    return reader_family(other.engine) != reader_family(chosen.engine) &&
           other.confidence >= options.number_sure && print_key(other.text) != print_key(text);
  });
  std::vector<Reading> agreeing;
  std::copy_if(leads.begin(), leads.end(), std::back_inserter(agreeing), [&](const Reading& lead) {
    return lead.engine != kShapeReader && print_key(lead.text) == print_key(text);
  });
  const double chance = chance_wrong(agreeing, /*figure=*/!is_text, options.calibration);
  const double bound = options.max_silent * (is_text ? options.words_leniency : 1);
  if (all_hashes(text)) {
    cell.reasons.emplace_back("hash_marks");
  } else if (number && !is_text && !is_number(text)) {
    cell.reasons.emplace_back("grammar");
  } else if (number && chosen.engine != kShapeReader &&
             !fits_ink(chosen, evidence.lines, options) && !cell.agreed) {
    cell.reasons.emplace_back(is_text ? "grammar" : "low_confidence");
  } else if (chosen.confidence < options.low_confidence && !cell.agreed) {
    cell.reasons.emplace_back("low_confidence");
  } else if (chosen.engine == kShapeReader && contradicted && !cell.agreed) {
    cell.reasons.emplace_back("readers_disagree");
  } else if (evidence.content != ContentClass::Text && asked_twice && !cell.agreed) {
    cell.reasons.emplace_back("readers_disagree");
  } else if (chosen.engine != kShapeReader && chance > bound) {
    cell.reasons.emplace_back("low_confidence");
  }
  if (evidence.crossed || (number && evidence.cut_off && !cell.agreed))
    cell.reasons.emplace_back("cut_off");
}

}  // namespace gouji
