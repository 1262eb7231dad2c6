#include "extract/reading/reader_team.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>

#include "extract/reading/amount_shape.h"
#include "extract/reading/chance_wrong.h"
#include "extract/reading/ppocr_recognizer.h"
#include "extract/reading/small_reader.h"
#include "extract/reading/stray_lines.h"
#include "extract/reading/tesseract_recognizer.h"
#include "extract/reading/turned_looks.h"

namespace gouji {
namespace {

constexpr double kDashConfidence = 0.95;
constexpr double kDashCost = 0.05;
constexpr std::size_t kRivals = 4;   // of one reader, kept for a line
constexpr std::size_t kStack = 2;    // glyphs one below the other show a direction
constexpr double kGlyphWidth = 1.4;  // of the usual height, at most
constexpr double kTurnedGain = 0.7;  // nats by which words on their side must be surer than upright

// Glyphs one below the other: upright ones from top to bottom, or lying ones of words that run
// upwards, which a network may read one by one.
bool is_stack(const CellWork& cell, double usual_height) {
  return cell.boxes.size() >= kStack &&
         std::all_of(cell.boxes.begin(), cell.boxes.end(), [&](const cv::Rect& line) {
           return line.width <= kGlyphWidth * usual_height;
         });
}

}  // namespace

ReaderTeam::ReaderTeam(const ExtractOptions& options)
    : options_(options.reading),
      known_(options.known_texts, options.known_places),
      lost_strokes_(options.known_cells),
      second_reader_(options.second_reader) {
  digits_ = make_tesseract_recognizer({"eng", options_.number_height_px, false});
  if (auto small = make_small_reader()) {
    third_ = std::move(digits_);
    digits_ = std::move(small);
  }
  PpocrOptions ppocr;
  ppocr.phrases = options.known_cells;
  ppocr.closed_sets = options.closed_sets;
  general_ = make_ppocr_recognizer(load_ppocr_models(), ppocr);
  auto chinese = make_tesseract_recognizer({"chi_sim", options_.text_height_px, true});
  (general_ ? second_ : general_) = std::move(chinese);
}

std::vector<std::vector<Reading>> ReaderTeam::read_text(const std::vector<LineImage>& lines) const {
  return general_->read(lines);
}

void ReaderTeam::ask(Recognizer& reader,
                     CellSheet& sheet,
                     const std::vector<std::size_t>& which,
                     bool numbers) const {
  std::vector<CellWork>& cells = sheet.cells;
  std::vector<LineImage> images;
  for (const std::size_t i : which)
    for (std::size_t k = 0; k < cells[i].boxes.size(); ++k)
      images.push_back(line_image(cells[i], k, numbers, sheet.usual_height, sheet.dpi));
  const auto answers = reader.read(images);
  std::size_t next = 0;
  for (const std::size_t i : which) {
    std::vector<std::vector<Reading>> lines;
    for (std::size_t k = 0; k < cells[i].boxes.size(); ++k) {
      lines.push_back(answers[next++]);
      if (numbers) continue;
      known_.prefer(lines.back());
      if (lines.back().size() > kRivals) lines.back().resize(kRivals);
    }
    if (!numbers && cells[i].evidence.content == ContentClass::Text)
      lines = without_stray(cells[i], std::move(lines), sheet.usual_height);
    for (Reading& reading : join_lines(lines, options_))
      cells[i].readings.push_back(std::move(reading));
  }
}

std::vector<std::vector<Reading>> ReaderTeam::without_stray(CellWork& cell,
                                                            std::vector<std::vector<Reading>> lines,
                                                            double glyph_height) {
  const std::vector<std::size_t> kept = lines_of_text(cell.boxes, lines, glyph_height);
  if (kept.size() == lines.size()) return lines;
  cell.evidence.crossed = true;  // a person looks at what was left out
  std::vector<std::vector<Reading>> text;
  text.reserve(kept.size());
  for (const std::size_t k : kept) text.push_back(std::move(lines[k]));
  return text;
}

bool ReaderTeam::unsure_number(const CellWork& cell) const {
  return std::none_of(cell.readings.begin(), cell.readings.end(), [&](const Reading& reading) {
    return reading.confidence >= options_.number_sure &&
           fits_ink(reading, cell.evidence.lines, options_);
  });
}

bool ReaderTeam::doubts(const Reading& words) const {
  return chance_wrong({words}, /*figure=*/false, options_.calibration) >
         options_.max_silent * options_.words_leniency;
}

bool ReaderTeam::unsure_text(const CellWork& cell) const {
  const Reading* best = best_reading(cell, general_->name());
  if (best == nullptr) return true;
  return std::exp(-best->cost) >= options_.text_hopeless && doubts(*best);
}

bool ReaderTeam::may_lie(const CellWork& cell, double usual_height) const {
  if (is_stack(cell, usual_height)) return true;
  if (cell.sign || cell.evidence.content == ContentClass::Amount ||
      cell.evidence.content == ContentClass::Code)
    return false;
  const Reading* best = best_reading(cell, general_->name());
  return best == nullptr || doubts(*best);
}

double ReaderTeam::likely_cost(const Reading& reading) const {
  return reading.cost - known_.favour(without_spaces(reading.text));
}

void ReaderTeam::read_turned(CellSheet& sheet, const std::vector<std::size_t>& which) const {
  CellSheet looks{{}, sheet.usual_height, sheet.dpi};
  std::vector<std::size_t> cell_of, all;
  for (const std::size_t i : which) {
    if (!may_lie(sheet.cells[i], sheet.usual_height)) continue;
    for (CellWork& look : turned_looks(sheet.cells[i], sheet.usual_height)) {
      all.push_back(looks.cells.size());
      cell_of.push_back(i);
      looks.cells.push_back(std::move(look));
    }
  }
  ask(*general_, looks, all, /*numbers=*/false);
  for (const std::size_t k : all) {
    CellWork& look = looks.cells[k];
    CellWork& cell = sheet.cells[cell_of[k]];
    if (look.readings.empty()) continue;
    const Reading* best = best_reading(cell, general_->name());
    if (best != nullptr && likely_cost(look.readings.front()) + kTurnedGain >= likely_cost(*best))
      continue;
    // What was read before of words that lie on their side is no rival.
    cell.readings = std::move(look.readings);
    cell.evidence = look.evidence;
  }
}

void ReaderTeam::read_known(CellSheet& sheet, const std::vector<std::size_t>& which) const {
  for (const std::size_t i : which) {
    CellWork& cell = sheet.cells[i];
    const Reading* best = best_reading(cell, general_->name());
    if (cell.sign) continue;
    if (best != nullptr && !doubts(*best) && !lost_strokes_.may_be_in(best->text)) continue;
    // Among numbers worn words may stand, but what reads as a number is one.
    if (cell.evidence.content != ContentClass::Text &&
        resembles_number(best_answer(cell, general_->name())))
      continue;
    KnownReadings found = general_->read_known(lines_of_words(cell, sheet.usual_height, sheet.dpi));
    // Whether the column is closed is not known here: its word is a rival, never the first.
    if (best != nullptr)
      std::move(found.closed.begin(), found.closed.end(), std::back_inserter(cell.readings));
    if (!found.phrase) continue;
    cell.evidence.content = ContentClass::Text;
    put_first(*std::move(found.phrase), cell.readings);
  }
}

void ReaderTeam::read(CellSheet& sheet) const {
  std::vector<CellWork>& cells = sheet.cells;
  const double usual = sheet.usual_height;
  std::vector<std::size_t> numbers, texts, again, doubts;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CellWork& cell = cells[i];
    if (!cell.has_ink()) continue;
    if (const int dashes = dashes_of(cell); dashes > 0) {
      const std::string text(static_cast<std::size_t>(dashes), '-');
      cell.readings.push_back({text, kDashConfidence, "shape", kDashCost});
      continue;
    }
    if (const auto sign = lone_sign(cell, usual, options_.sign)) {
      cell.readings.push_back(*sign);
      cell.sign = true;
      cell.evidence.content = ContentClass::Text;
    }
    if (cell.evidence.content == ContentClass::Text)
      texts.push_back(i);
    else
      numbers.push_back(i);
  }
  ask(*digits_, sheet, numbers, /*numbers=*/true);
  for (const std::size_t i : numbers)
    // With two families of engines each number is asked twice: only agreement finds wrong ones.
    if ((second_ && second_reader_) || cells[i].evidence.content == ContentClass::Unsure ||
        unsure_number(cells[i]))
      texts.push_back(i);
  ask(*general_, sheet, texts, /*numbers=*/false);
  read_turned(sheet, texts);
  read_known(sheet, texts);
  for (const std::size_t i : texts) {
    CellWork& cell = cells[i];
    const bool text = cell.evidence.content == ContentClass::Text;
    const bool found_number = text && resembles_number(best_answer(cell, general_->name()));
    if (!found_number && text && is_short(cell, usual)) again.push_back(i);
    if (found_number) {
      if (!cell.sign) cell.evidence.content = ContentClass::Unsure;
      again.push_back(i);
    }
    if (second_ && second_reader_ && (text ? unsure_text(cell) : unsure_number(cell)))
      doubts.push_back(i);
  }
  ask(*digits_, sheet, again, /*numbers=*/true);
  drop_doubtful_signs(cells);
  if (third_ && second_reader_) {
    std::vector<std::size_t> disputed;
    numbers.insert(numbers.end(), again.begin(), again.end());
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(disputed), [&](std::size_t i) {
      return !cells[i].sign && differ(cells[i]);
    });
    ask(*third_, sheet, disputed, /*numbers=*/true);
  }
  if (!doubts.empty()) ask(*second_, sheet, doubts, /*numbers=*/false);
}

bool ReaderTeam::differ(const CellWork& cell) const {
  const std::string number = best_answer(cell, digits_->name());
  return number.empty() || number != best_answer(cell, general_->name());
}

bool ReaderTeam::surely_words(const CellWork& cell) const {
  static constexpr std::array<std::string_view, 12> kLookLikeSigns = {
      "一", "二", "三", "之", "日", "口", "Ξ", "≥", "≤", "＝", "⩾", "⩽"};
  for (const Reading& reading : cell.readings) {
    if (reading.engine != general_->name()) continue;
    const std::string text = without_spaces(reading.text);
    const bool alike =
        std::find(kLookLikeSigns.begin(), kLookLikeSigns.end(), text) != kLookLikeSigns.end();
    return has_wide_characters(text) && !alike && std::exp(-reading.cost) >= options_.words_sure;
  }
  return false;
}

void ReaderTeam::drop_doubtful_signs(std::vector<CellWork>& cells) const {
  for (CellWork& cell : cells) {
    const bool words = surely_words(cell);
    cell.words = words;
    if (words) cell.evidence.content = ContentClass::Text;
    if (!cell.sign || (!words && differ(cell))) continue;
    if (!words && !is_number(best_answer(cell, digits_->name()))) continue;
    cell.sign = false;
    if (!words) cell.evidence.content = ContentClass::Unsure;
    std::erase_if(cell.readings, [](const Reading& reading) { return reading.engine == "shape"; });
  }
}

}  // namespace gouji
