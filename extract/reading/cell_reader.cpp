#include "extract/reading/cell_reader.h"

#include <cmath>
#include <map>
#include <utility>

#include "extract/pages/text_lines.h"
#include "extract/reading/amount_shape.h"
#include "extract/reading/cell_image.h"
#include "extract/reading/cell_work.h"
#include "extract/reading/line_pictures.h"
#include "extract/reading/lost_points.h"
#include "extract/reading/lost_signs.h"
#include "extract/reading/reader_team.h"
#include "extract/reading/worn_dashes.h"

namespace gouji {
namespace {

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

// Fax and faint toner leave of ＝ one flat blot, which no reader knows. Where a column holds signs,
// a flat blot is that one; a person is shown it.
void guess_flat_signs(CellSheet& sheet,
                      const std::vector<GridCell>& places,
                      const ReadingOptions& options) {
  std::map<int, int> balance;  // signs less other print, by column
  for (std::size_t i = 0; i < sheet.cells.size(); ++i)
    if (sheet.cells[i].has_ink() && places[i].column_span == 1)
      balance[places[i].column] += sheet.cells[i].sign ? 1 : -1;
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    CellWork& cell = sheet.cells[i];
    if (cell.sign || !is_short(cell, sheet.usual_height) || balance[places[i].column] <= 0)
      continue;
    const cv::Rect& box = cell.boxes.front();
    const bool flat = box.width >= options.flat_sign_aspect * box.height &&
                      box.height <= options.flat_sign_height * sheet.usual_height;
    if (!flat) continue;
    const double even = std::log(2.0);
    cell.readings.push_back({"\uFF1D", std::exp(-even), "shape", even});
    cell.evidence.content = ContentClass::Text;
  }
}

// Doubtful words as long as a name. What reads as a number among numbers is one.
bool may_be_a_name(const CellWork& work, const RawCell& cell, double usual_height) {
  constexpr double kShortestName = 4;  // text heights
  if (!work.has_ink() || work.sign || cell.reasons.empty()) return false;
  if (work.evidence.content != ContentClass::Text && resembles_number(chosen_text(cell)))
    return false;
  double width = 0;
  for (const cv::Rect& line : work.boxes) width += line.width;
  return width >= kShortestName * usual_height;
}

}  // namespace

struct CellReader::Engines {
  ReadingOptions options;
  ReaderTeam team;
};

CellReader::CellReader(const ExtractOptions& options)
    : engines_(new Engines{options.reading, ReaderTeam(options)}) {}

CellReader::~CellReader() = default;

GridReadings CellReader::read_cells(const PageImage& image,
                                    const Grid& grid,
                                    const std::filesystem::path& pictures) {
  const ReadingOptions& options = engines_->options;
  CellSheet sheet = prepare_cells(image.grey, grid, image.dpi, options);
  if (!pictures.empty()) write_line_pictures(pictures, sheet, grid, image.transform);
  engines_->team.read(sheet);
  settle_content(sheet.cells, grid.cells, options);
  guess_flat_signs(sheet, grid.cells, options);

  const std::vector<bool> lost = lost_signs(sheet, grid.cells, options);
  GridReadings result;
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    const GridCell& from = grid.cells[i];
    RawCell cell;
    cell.row = from.row;
    cell.column = from.column;
    cell.row_span = from.row_span;
    cell.column_span = from.column_span;
    cell.box = image.transform.to_page(from.box);
    if (sheet.cells[i].has_ink())
      vote(sheet.cells[i].evidence, sheet.cells[i].readings, options, cell);
    else if (sheet.cells[i].ink.pale || lost[i])
      cell.reasons.emplace_back("unreadable");
    if (may_be_a_name(sheet.cells[i], cell, sheet.usual_height))
      result.doubtful.push_back({i, lines_of_words(sheet.cells[i], sheet.usual_height, sheet.dpi)});
    result.cells.push_back(std::move(cell));
  }
  put_back_lost_points(sheet, grid.cells, options.points, result.cells);
  doubt_worn_dashes(options.worn_dashes, result.cells);
  return result;
}

std::vector<ReadLine> CellReader::read_lines(const PageImage& image,
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
  const auto answers = engines_->team.read_text(images);
  std::vector<ReadLine> lines;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (answers[i].empty()) continue;
    const cv::Rect& box = boxes[i];
    const Reading& best = answers[i].front();
    lines.push_back(
        {{best.text, image.transform.to_page({box.x, box.y, box.width, box.height})}, best.cost});
  }
  return lines;
}

}  // namespace gouji
