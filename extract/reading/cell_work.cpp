#include "extract/reading/cell_work.h"

#include <algorithm>
#include <cmath>

#include "extract/reading/dash_shape.h"
#include "extract/reading/line_splitter.h"
#include "extract/reading/sign_shape.h"

namespace gouji {
namespace {

constexpr double kNoiseHeight = 0.45;  // of the usual text height
constexpr double kNoiseWidth = 0.6;
constexpr double kMarginShare = 0.15;  // of the text height, left around a line
constexpr double kSignWidth = 1.6;     // usual text heights that a lone sign spans at most
constexpr double kSignHeight = 1.4;
constexpr double kFlat = 1.6;          // width to height of a dash, at least
constexpr double kLeastCertain = 0.9;  // a sign that barely fits is still likelier than a letter

bool is_flat(const InkMark& mark) {
  return mark.box.width >= kFlat * mark.box.height;
}

// Of the cells' glyphs. Dashes do not say how high print is; a table may have little else.
double median_height(const std::vector<CellWork>& cells) {
  std::vector<double> heights;
  for (const CellWork& cell : cells)
    if (!std::all_of(cell.ink.marks.begin(), cell.ink.marks.end(), is_flat))
      heights.push_back(glyph_height(cell.ink.marks));
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// Dots above or below the lines are noise.
void drop_noise_lines(std::vector<cv::Rect>& lines, double usual) {
  if (lines.size() < 2) return;
  const auto noise = [&](const cv::Rect& line) {
    return line.height < kNoiseHeight * usual && line.width < kNoiseWidth * usual;
  };
  if (!std::all_of(lines.begin(), lines.end(), noise)) std::erase_if(lines, noise);
}

}  // namespace

CellSheet prepare_cells(const cv::Mat& grey,
                        const Grid& grid,
                        Dpi dpi,
                        const ReadingOptions& options) {
  const InkPage page = prepare_ink(grey, grid.box(), dpi, options);
  CellSheet sheet;
  sheet.dpi = dpi;
  sheet.cells.resize(grid.cells.size());
  for (std::size_t i = 0; i < grid.cells.size(); ++i)
    sheet.cells[i].ink = cut_cell(page, grid.cells[i].box, grid.ruling_px, options);
  sheet.usual_height = median_height(sheet.cells);

  std::vector<CellContent> contents;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    CellWork& cell = sheet.cells[i];
    if (!cell.ink.empty())
      cell.boxes = split_lines(cell.ink.ink, cell.ink.marks, sheet.usual_height);
    drop_noise_lines(cell.boxes, sheet.usual_height);
    for (const cv::Rect& box : cell.boxes)
      cell.evidence.lines.push_back(measure_line(cell.ink, box, sheet.usual_height));
    cell.evidence.cut_off = cell.ink.cut_off;
    cell.evidence.crossed = cell.ink.crossed;
    contents.push_back({grid.cells[i].column, grid.cells[i].column_span, cell.evidence.lines});
  }
  const auto classes = classify_cells(contents, options);
  for (std::size_t i = 0; i < classes.size(); ++i) sheet.cells[i].evidence.content = classes[i];
  return sheet;
}

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

double text_height(const LineShape& line, double usual) {
  return std::max({line.glyph_height,
                   std::min<double>(line.box.height, 1.25 * line.glyph_height),
                   line.glyph_height < 0.6 * usual ? usual : 0.0});
}

LineImage line_image(const CellWork& cell, std::size_t which, bool number, double usual, Dpi dpi) {
  const LineShape& shape = cell.evidence.lines[which];
  const bool code = cell.evidence.content == ContentClass::Code;
  const Alphabet alphabet = !number ? Alphabet::Any : code ? Alphabet::Code : Alphabet::Amount;
  const double height = number ? shape.glyph_height : text_height(shape, usual);
  return cut_line(cell.ink, cell.boxes, which, height, alphabet, dpi);
}

std::vector<LineImage> lines_of_words(const CellWork& cell, double usual, Dpi dpi) {
  std::vector<LineImage> lines;
  for (std::size_t k = 0; k < cell.boxes.size(); ++k)
    lines.push_back(line_image(cell, k, /*number=*/false, usual, dpi));
  return lines;
}

int dashes_of(const CellWork& cell) {
  const auto& lines = cell.evidence.lines;
  if (lines.size() != 1 || !lines.front().only_dashes() || !lines.front().low) return 0;
  const cv::Rect box = lines.front().box;
  const cv::Rect all(cv::Point(0, 0), cell.ink.pixels.size());
  const cv::Rect around(box.x - 2, box.y - 2, box.width + 4, box.height + 4);
  const cv::Mat pixels = cell.ink.pixels(around & all);
  const int row = count_dashes(pixels);
  // One stroke among words may be the numeral 一, two whose blur touches are ＝.
  if (row == 0 && cell.evidence.content == ContentClass::Amount && !are_two_bars(pixels))
    return lines.front().dashes;
  return row;
}

bool is_short(const CellWork& cell, double usual) {
  return cell.boxes.size() == 1 && cell.boxes.front().width <= kSignWidth * usual &&
         cell.boxes.front().height <= kSignHeight * usual;
}

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

const Reading* best_reading(const CellWork& cell, std::string_view engine) {
  const auto first = std::find_if(cell.readings.begin(),
                                  cell.readings.end(),
                                  [&](const Reading& reading) { return reading.engine == engine; });
  return first == cell.readings.end() ? nullptr : &*first;
}

std::string best_answer(const CellWork& cell, std::string_view engine) {
  const Reading* best = best_reading(cell, engine);
  return best == nullptr ? std::string() : without_spaces(best->text);
}

}  // namespace gouji
