#include "extract/cell_reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extract/amount_shape.h"
#include "extract/cell_image.h"
#include "extract/content_class.h"
#include "extract/line_splitter.h"
#include "extract/ppocr_recognizer.h"
#include "extract/reading_vote.h"
#include "extract/sign_shape.h"
#include "extract/small_reader.h"
#include "extract/tesseract_recognizer.h"
#include "extract/text_lines.h"

namespace gouji {
namespace {

constexpr double kDashConfidence = 0.95;
constexpr double kDashCost = 0.05;
constexpr double kDigitShare = 0.5;    // of the characters of a misread number
constexpr double kNoiseHeight = 0.45;  // of the usual text height
constexpr double kNoiseWidth = 0.6;
constexpr double kMarginShare = 0.15;  // of the text height, left around a line
constexpr double kSignWidth = 1.6;     // usual text heights that a lone sign spans at most
constexpr double kSignHeight = 1.4;
constexpr double kLeastCertain = 0.9;  // a sign that barely fits is still likelier than a letter

/// One cell on its way from pixels to readings.
struct CellWork {
  CellInk ink;
  std::vector<cv::Rect> boxes;
  CellEvidence evidence;
  std::vector<Reading> readings;
  bool sign = false;   ///< its shape is a sign of comparison
  bool words = false;  ///< the reader of text is sure of characters

  bool has_ink() const { return !boxes.empty(); }
};

LineImage cut_line(const CellInk& cell,
                   const std::vector<cv::Rect>& lines,
                   std::size_t which,
                   double text_height,
                   Alphabet alphabet,
                   Dpi dpi) {
  const cv::Rect& line = lines[which];
  const int margin = 1 + static_cast<int>(kMarginShare * text_height);
  int top = std::max(0, line.y - margin);
  int bottom = std::min(cell.pixels.rows, line.y + line.height + margin);
  for (const cv::Rect& other : lines) {
    if (other.y + other.height <= line.y)
      top = std::max(top, (other.y + other.height + line.y) / 2);
    if (other.y >= line.y + line.height)
      bottom = std::min(bottom, (other.y + line.y + line.height + 1) / 2);
  }
  const int left = std::max(0, line.x - margin);
  const int right = std::min(cell.pixels.cols, line.x + line.width + margin);
  LineImage image;
  image.pixels = cell.pixels(cv::Rect(left, top, right - left, bottom - top)).clone();
  image.dpi = dpi;
  image.alphabet = alphabet;
  image.text_height_px = text_height;
  return image;
}

double median_height(const std::vector<CellWork>& cells) {
  std::vector<double> heights;
  for (const CellWork& cell : cells)
    if (!cell.ink.empty()) heights.push_back(glyph_height(cell.ink.marks));
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// The height by which a line of text is scaled: that of a full glyph, also for 一.
double text_height(const LineShape& line, double usual) {
  return std::max({line.glyph_height,
                   std::min<double>(line.box.height, 1.25 * line.glyph_height),
                   line.glyph_height < 0.6 * usual ? usual : 0.0});
}

// Mostly digits, though not a number: confused separators, a letter for a digit.
bool resembles_number(const std::string& text) {
  if (has_wide_characters(text)) return false;
  const auto digits =
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return digits > 0 &&
         static_cast<double>(digits) >= kDigitShare * static_cast<double>(text.size());
}

// Shape guessed, reading knows: a column whose cells read as words holds words, except where a
// cell's ink is a number.
void settle_content(std::vector<CellWork>& cells,
                    const std::vector<GridCell>& places,
                    const ReadingOptions& options) {
  std::map<int, int> balance;
  std::vector<int> says(cells.size(), 0);  // 1 number, -1 words
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].sign || cells[i].words) says[i] = -1;
    for (const Reading& reading : cells[i].readings) {
      if (cells[i].sign || cells[i].words) break;
      if (fits_ink(reading, cells[i].evidence.lines, options)) says[i] = 1;
      if (says[i] == 0 && resembles_number(without_spaces(reading.text))) says[i] = 1;
      if (says[i] == 0 && has_wide_characters(reading.text) &&
          reading.confidence >= options.low_confidence)
        says[i] = -1;
    }
    if (cells[i].has_ink() && places[i].column_span == 1) balance[places[i].column] += says[i];
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    ContentClass& content = cells[i].evidence.content;
    const bool words = balance[places[i].column] < 0;
    if (says[i] < 0 || (says[i] == 0 && words)) content = ContentClass::Text;
    if (says[i] > 0 && content == ContentClass::Text && !words) content = ContentClass::Unsure;
  }
}

// Dots above or below the lines are noise.
void drop_noise_lines(std::vector<cv::Rect>& lines, double usual) {
  if (lines.size() < 2) return;
  const auto noise = [&](const cv::Rect& line) {
    return line.height < kNoiseHeight * usual && line.width < kNoiseWidth * usual;
  };
  if (!std::all_of(lines.begin(), lines.end(), noise)) std::erase_if(lines, noise);
}

bool is_dash(const CellWork& cell, double usual) {
  const auto& lines = cell.evidence.lines;
  return cell.evidence.content == ContentClass::Amount && lines.size() == 1 &&
         lines.front().only_dashes() && lines.front().box.height < 0.4 * usual;
}

// What one engine says first, without spaces; empty when it was not asked or read nothing.
std::string best_answer(const CellWork& cell, std::string_view engine) {
  const auto answer =
      std::find_if(cell.readings.begin(), cell.readings.end(), [&](const Reading& reading) {
        return reading.engine == engine;
      });
  return answer == cell.readings.end() ? std::string() : without_spaces(answer->text);
}

// One or two signs alone in their cell.
bool is_short(const CellWork& cell, double usual) {
  return cell.boxes.size() == 1 && cell.boxes.front().width <= kSignWidth * usual &&
         cell.boxes.front().height <= kSignHeight * usual;
}

// A sign of comparison alone in its cell.
std::optional<Reading> lone_sign(const CellWork& cell, double usual, const SignOptions& options) {
  if (!is_short(cell, usual)) return std::nullopt;
  const cv::Rect& box = cell.boxes.front();
  const cv::Rect cut = cv::Rect(box.x - 2, box.y - 2, box.width + 4, box.height + 4) &
                       cv::Rect(0, 0, cell.ink.pixels.cols, cell.ink.pixels.rows);
  const auto sign = read_sign(cell.ink.pixels(cut), options);
  if (!sign) return std::nullopt;
  const double certain = 1 - (1 - kLeastCertain) * std::min(1.0, sign->misfit / options.max_misfit);
  return Reading{sign->text, certain, "shape", -std::log(certain)};
}

}  // namespace

struct CellReader::Engines {
  ReadingOptions options;
  bool second_reader = true;
  std::unique_ptr<Recognizer> digits;   ///< numbers, with an alphabet
  std::unique_ptr<Recognizer> third;    ///< numbers on which the others differ; may be null
  std::unique_ptr<Recognizer> general;  ///< any text, asked first
  std::unique_ptr<Recognizer> second;   ///< any text, asked where the first is unsure; may be null

  /// Asks one reader for all lines of the chosen cells in one batch and files the answers.
  void ask(Recognizer& reader,
           std::vector<CellWork>& cells,
           const std::vector<std::size_t>& which,
           bool numbers,
           double usual,
           Dpi dpi) const;

  void read(std::vector<CellWork>& cells, double usual, Dpi dpi) const;

  /// The best answers of the readers of numbers and of text are not one.
  bool differ(const CellWork& cell) const;

  /// A shape that two readers take for the same digit is that digit.
  bool surely_words(const CellWork& cell) const;
  void drop_doubtful_signs(std::vector<CellWork>& cells) const;

  /// Nothing fits, or the best answer is weak.
  bool unsure_number(const CellWork& cell) const;
  bool unsure_text(const CellWork& cell) const;
};

void CellReader::Engines::ask(Recognizer& reader,
                              std::vector<CellWork>& cells,
                              const std::vector<std::size_t>& which,
                              bool numbers,
                              double usual,
                              Dpi dpi) const {
  std::vector<LineImage> images;
  for (const std::size_t i : which) {
    const CellWork& cell = cells[i];
    const bool code = cell.evidence.content == ContentClass::Code;
    const Alphabet alphabet = !numbers ? Alphabet::Any : code ? Alphabet::Code : Alphabet::Amount;
    for (std::size_t k = 0; k < cell.boxes.size(); ++k) {
      const LineShape& shape = cell.evidence.lines[k];
      const double height = numbers ? shape.glyph_height : text_height(shape, usual);
      images.push_back(cut_line(cell.ink, cell.boxes, k, height, alphabet, dpi));
    }
  }
  const auto answers = reader.read(images);
  std::size_t next = 0;
  for (const std::size_t i : which) {
    std::vector<std::vector<Reading>> lines;
    for (std::size_t k = 0; k < cells[i].boxes.size(); ++k) lines.push_back(answers[next++]);
    for (Reading& reading : join_lines(lines, options))
      cells[i].readings.push_back(std::move(reading));
  }
}

bool CellReader::Engines::unsure_number(const CellWork& cell) const {
  return std::none_of(cell.readings.begin(), cell.readings.end(), [&](const Reading& reading) {
    return reading.confidence >= options.number_sure &&
           fits_ink(reading, cell.evidence.lines, options);
  });
}

bool CellReader::Engines::unsure_text(const CellWork& cell) const {
  const auto best =
      std::find_if(cell.readings.begin(), cell.readings.end(), [&](const Reading& reading) {
        return reading.engine == general->name();
      });
  if (best == cell.readings.end()) return true;
  const double probability = std::exp(-best->cost);
  return probability < options.text_alone && probability >= options.text_hopeless;
}

void CellReader::Engines::read(std::vector<CellWork>& cells, double usual, Dpi dpi) const {
  std::vector<std::size_t> numbers, texts, again, doubts;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CellWork& cell = cells[i];
    if (!cell.has_ink()) continue;
    if (is_dash(cell, usual)) {
      const auto dashes = static_cast<std::size_t>(cell.evidence.lines.front().dashes);
      cell.readings.push_back({std::string(dashes, '-'), kDashConfidence, "shape", kDashCost});
      continue;
    }
    if (const auto sign = lone_sign(cell, usual, options.sign)) {
      cell.readings.push_back(*sign);
      cell.sign = true;
      cell.evidence.content = ContentClass::Text;
    }
    if (cell.evidence.content == ContentClass::Text)
      texts.push_back(i);
    else
      numbers.push_back(i);
  }
  ask(*digits, cells, numbers, /*numbers=*/true, usual, dpi);
  for (const std::size_t i : numbers)
    // With two families of engines each number is asked twice: only agreement finds wrong ones.
    if ((second && second_reader) || cells[i].evidence.content == ContentClass::Unsure ||
        unsure_number(cells[i]))
      texts.push_back(i);
  ask(*general, cells, texts, /*numbers=*/false, usual, dpi);
  for (const std::size_t i : texts) {
    CellWork& cell = cells[i];
    const bool text = cell.evidence.content == ContentClass::Text;
    const bool found_number = text && resembles_number(best_answer(cell, general->name()));
    if (!found_number && text && is_short(cell, usual)) again.push_back(i);
    if (found_number) {
      if (!cell.sign) cell.evidence.content = ContentClass::Unsure;
      again.push_back(i);
    }
    if (second && second_reader && (text ? unsure_text(cell) : unsure_number(cell)))
      doubts.push_back(i);
  }
  ask(*digits, cells, again, /*numbers=*/true, usual, dpi);
  drop_doubtful_signs(cells);
  if (third && second_reader) {
    std::vector<std::size_t> disputed;
    numbers.insert(numbers.end(), again.begin(), again.end());
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(disputed), [&](std::size_t i) {
      return !cells[i].sign && differ(cells[i]);
    });
    ask(*third, cells, disputed, /*numbers=*/true, usual, dpi);
  }
  if (!doubts.empty()) ask(*second, cells, doubts, /*numbers=*/false, usual, dpi);
}

bool CellReader::Engines::differ(const CellWork& cell) const {
  const std::string number = best_answer(cell, digits->name());
  return number.empty() || number != best_answer(cell, general->name());
}

// What the reader of general text is sure of and no sign looks like: a character, whatever its
// outline or its column say.
bool CellReader::Engines::surely_words(const CellWork& cell) const {
  static constexpr std::array<std::string_view, 12> kLookLikeSigns = {
      "一", "二", "三", "之", "日", "口", "Ξ", "≥", "≤", "＝", "⩾", "⩽"};
  for (const Reading& reading : cell.readings) {
    if (reading.engine != general->name()) continue;
    const std::string text = without_spaces(reading.text);
    const bool alike =
        std::find(kLookLikeSigns.begin(), kLookLikeSigns.end(), text) != kLookLikeSigns.end();
    return has_wide_characters(text) && !alike && std::exp(-reading.cost) >= options.words_sure;
  }
  return false;
}

void CellReader::Engines::drop_doubtful_signs(std::vector<CellWork>& cells) const {
  for (CellWork& cell : cells) {
    const bool words = surely_words(cell);
    cell.words = words;
    if (words) cell.evidence.content = ContentClass::Text;
    if (!cell.sign || (!words && differ(cell))) continue;
    if (!words && !is_number(best_answer(cell, digits->name()))) continue;
    cell.sign = false;
    if (!words) cell.evidence.content = ContentClass::Unsure;
    std::erase_if(cell.readings, [](const Reading& reading) { return reading.engine == "shape"; });
  }
}

CellReader::CellReader(const ExtractOptions& options) : engines_(std::make_unique<Engines>()) {
  const ReadingOptions& reading = options.reading;
  engines_->options = reading;
  engines_->second_reader = options.second_reader;
  engines_->digits = make_tesseract_recognizer({"eng", reading.number_height_px, false});
  if (auto small = make_small_reader()) {
    engines_->third = std::move(engines_->digits);
    engines_->digits = std::move(small);
  }
  engines_->general = make_ppocr_recognizer();
  auto chinese = make_tesseract_recognizer({"chi_sim", reading.text_height_px, true});
  (engines_->general ? engines_->second : engines_->general) = std::move(chinese);
}

CellReader::~CellReader() = default;

std::vector<RawCell> CellReader::read_cells(const PageImage& image, const Grid& grid) {
  const ReadingOptions& options = engines_->options;
  const InkPage page = prepare_ink(image.grey, grid.box(), image.dpi, options);
  std::vector<CellWork> cells(grid.cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i].ink = cut_cell(page, grid.cells[i].box, grid.ruling_px, options);
  const double usual = median_height(cells);

  std::vector<CellContent> contents;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CellWork& cell = cells[i];
    if (!cell.ink.empty()) cell.boxes = split_lines(cell.ink.ink, cell.ink.marks, usual);
    drop_noise_lines(cell.boxes, usual);
    for (const cv::Rect& box : cell.boxes)
      cell.evidence.lines.push_back(measure_line(cell.ink, box));
    cell.evidence.cut_off = cell.ink.cut_off;
    cell.evidence.crossed = cell.ink.crossed;
    contents.push_back({grid.cells[i].column, grid.cells[i].column_span, cell.evidence.lines});
  }
  const auto classes = classify_cells(contents, options);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].evidence.content = classes[i];
  engines_->read(cells, usual, image.dpi);
  settle_content(cells, grid.cells, options);

  std::vector<RawCell> result;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const GridCell& from = grid.cells[i];
    RawCell cell;
    cell.row = from.row;
    cell.column = from.column;
    cell.row_span = from.row_span;
    cell.column_span = from.column_span;
    cell.box = image.transform.to_page(from.box);
    if (cells[i].has_ink()) vote(cells[i].evidence, cells[i].readings, options, cell);
    result.push_back(std::move(cell));
  }
  return result;
}

std::vector<TextLine> CellReader::read_lines(const PageImage& image,
                                             const std::vector<PixelRect>& taken) {
  const ReadingOptions& options = engines_->options;
  const PixelRect whole{0, 0, image.grey.cols, image.grey.rows};
  cv::Mat grey = image.grey.clone();
  const int rim = static_cast<int>(std::lround(to_pixels(options.rule_depth_pt, image.dpi)));
  InkPage page = prepare_ink(grey, whole, image.dpi, options);
  for (const PixelRect& box : taken) {
    const cv::Rect area =
        cv::Rect(box.x - rim, box.y - rim, box.width + 2 * rim, box.height + 2 * rim) &
        cv::Rect(0, 0, grey.cols, grey.rows);
    page.even(area).setTo(255);
    page.darkness(area).setTo(0);
  }
  const CellInk ink = cut_cell(page, whole, 0, options);
  if (ink.empty()) return {};
  const auto boxes = find_text_lines(ink, image.dpi, options);
  std::vector<LineImage> images;
  for (const cv::Rect& box : boxes) {
    const LineShape shape = measure_line(ink, box);
    images.push_back(cut_line(ink, {box}, 0, text_height(shape, 0), Alphabet::Any, image.dpi));
  }
  const auto answers = engines_->general->read(images);
  std::vector<TextLine> lines;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (answers[i].empty()) continue;
    const cv::Rect& box = boxes[i];
    lines.push_back(
        {answers[i].front().text, image.transform.to_page({box.x, box.y, box.width, box.height})});
  }
  return lines;
}

}  // namespace gouji
