#include "extract/extract_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "extract/grid/grid_detector.h"
#include "extract/grid/grid_spans.h"
#include "extract/grid/lost_rules.h"
#include "extract/grid/print_apart.h"
#include "extract/grid/rulings.h"
#include "extract/image/dark_fills.h"
#include "extract/image/preprocess.h"
#include "extract/image/straighten.h"
#include "extract/pages/text_layer.h"
#include "extract/reading/ppocr_recognizer.h"
#include "extract/reading/tesseract_recognizer.h"
#include "extract/stage_overlay.h"

namespace gouji {
namespace {

/// A part of the page that is looked at as one picture, with the grids found in it.
struct Area {
  PageImage image;
  std::vector<Ruling> strokes;
  std::vector<Grid> grids;
  double skew_degrees = 0;
  bool picture = false;  ///< pixels are all there is: the page is a scan, or this is a picture in a
                         ///< printed page
};

Dpi working_dpi(const PageFacts& facts, const ExtractOptions& options) {
  double dpi = options.dpi > 0 ? options.dpi
               : facts.scan    ? facts.native.per_inch
                               : options.print_dpi;
  if (options.dpi <= 0 && !facts.scan)
    for (const auto& p : facts.pictures)
      dpi = std::max(dpi, std::min(p.dpi.per_inch, options.picture_dpi));
  dpi = std::clamp(dpi, options.min_dpi, options.max_dpi);
  const double inches = facts.width_pt * facts.height_pt / (kPointsPerInch * kPointsPerInch);
  return {std::min(dpi, std::sqrt(options.max_pixels / std::max(inches, 1e-6)))};
}

cv::Mat plain_grey(const cv::Mat& colour, Dpi dpi) {
  const cv::Mat one_polarity = turn_over_dark_fills(grey_without_seals(colour, dpi, {}), dpi, {});
  return even_light(one_polarity, dpi, {});
}

PageImage page_image(const cv::Mat& grey, Dpi dpi, cv::Point2d origin) {
  PageImage image;
  image.grey = grey;
  image.dpi = dpi;
  image.transform.dpi = dpi;
  image.transform.size = grey.size();
  image.transform.origin = origin;
  return image;
}

Area look_at(PageImage image, bool picture, const ReadingOptions& reading) {
  Area area;
  area.picture = picture;
  if (picture) {
    auto straight = straighten(image, {}, {});
    area.image = std::move(straight.image);
    area.skew_degrees = straight.skew_degrees;
    area.image.seals = find_dark_seals(area.image.grey, area.image.dpi, {});
    area.image.grey = area.image.grey.clone();
    lift_dark_seals(area.image.grey, area.image.seals);
  } else {
    area.image = std::move(image);
  }
  auto rulings = find_rulings(area.image.grey, area.image.dpi, {});
  for (Grid& grid : detect_grids(rulings, area.image.grey, area.image.dpi, {})) {
    if (picture) {
      grid = divide_by_lost_rules(grid, area.image.grey, area.image.dpi, reading);
      grid = divide_by_print(grid, area.image.grey, area.image.dpi, {});
    }
    area.grids.push_back(without_idle_edges(std::move(grid)));
  }
  area.strokes = std::move(rulings.strokes);
  return area;
}

cv::Rect pixels_of(const PageRect& box, Dpi dpi, cv::Size size) {
  const auto px = [&](double pt) { return static_cast<int>(std::lround(to_pixels(pt, dpi))); };
  return cv::Rect(px(box.x0), px(box.y0), px(box.width()), px(box.height())) & cv::Rect({}, size);
}

// Pictures in a printed page that could hold a table: large, and without print over them.
std::vector<PageRect> picture_areas(const std::vector<PagePicture>& pictures,
                                    const std::vector<Glyph>& glyphs) {
  constexpr double kMinSidePt = 60;
  std::vector<PageRect> areas;
  for (const auto& p : pictures) {
    if (p.box.width() < kMinSidePt || p.box.height() < kMinSidePt) continue;
    const bool printed_over = std::any_of(glyphs.begin(), glyphs.end(), [&](const Glyph& g) {
      return p.box.contains((g.box.x0 + g.box.x1) / 2, (g.box.y0 + g.box.y1) / 2);
    });
    if (!printed_over) areas.push_back(p.box);
  }
  return areas;
}

/// What a page's content prints besides pixels.
struct PrintedContent {
  const std::vector<Glyph>& glyphs;
  const std::vector<PagePicture>& pictures;
};

// The printed page, then each picture that holds a table.
std::vector<Area> areas_of_print(const cv::Mat& upright,
                                 Dpi dpi,
                                 const PrintedContent& content,
                                 const ReadingOptions& reading) {
  std::vector<Area> areas;
  cv::Mat print = upright.clone();
  for (const auto& box : picture_areas(content.pictures, content.glyphs)) {
    const auto cut = pixels_of(box, dpi, upright.size());
    if (cut.empty()) continue;
    auto area = look_at(
        page_image(plain_grey(upright(cut), dpi), dpi, cut.tl()), /*picture=*/true, reading);
    if (area.grids.empty()) continue;
    print(cut).setTo(cv::Scalar::all(255));
    areas.push_back(std::move(area));
  }
  areas.insert(areas.begin(),
               look_at(page_image(plain_grey(print, dpi), dpi, {}), /*picture=*/false, reading));
  return areas;
}

struct ReadTable {
  RawTable table;
  std::vector<DoubtfulWords> doubtful;
};

// By place, with their numbers.
void add_tables(std::vector<ReadTable> tables, PageReading& reading) {
  std::stable_sort(tables.begin(), tables.end(), [](const ReadTable& a, const ReadTable& b) {
    const PageRect &above = a.table.box, &below = b.table.box;
    return above.y0 != below.y0 ? above.y0 < below.y0 : above.x0 < below.x0;
  });
  int index = 0;
  for (ReadTable& t : tables) {
    t.table.page = reading.page.number;
    t.table.index = ++index;
    reading.page.tables.push_back(std::move(t.table));
    reading.doubtful.push_back(std::move(t.doubtful));
  }
}

RawTable raw_table(const Area& area,
                   const Grid& grid,
                   std::vector<RawCell> cells,
                   TextSource source) {
  RawTable table;
  table.rows = grid.rows();
  table.columns = grid.columns();
  const auto b = grid.box();
  table.box = area.image.transform.to_page(b);
  for (const int x : grid.x_edges)
    table.x_edges.push_back(area.image.transform.to_page({x, b.y + b.height / 2, 0, 0}).x0);
  for (const int y : grid.y_edges)
    table.y_edges.push_back(area.image.transform.to_page({b.x + b.width / 2, y, 0, 0}).y0);
  table.cells = std::move(cells);
  table.text_source = source;
  return table;
}

std::vector<RawCell> cells_from_layer(const Area& area,
                                      const Grid& grid,
                                      const std::vector<Glyph>& glyphs) {
  std::vector<RawCell> cells;
  for (const auto& g : grid.cells) {
    RawCell cell{g.row,
                 g.column,
                 g.row_span,
                 g.column_span,
                 area.image.transform.to_page(g.box),
                 {},
                 false,
                 {}};
    auto text = text_in(glyphs, cell.box);
    if (!text.empty()) cell.readings.push_back({std::move(text), 1, "text_layer", 0});
    cells.push_back(std::move(cell));
  }
  return cells;
}

// Where pictures of the lines of one grid go; empty when they are not wanted.
std::filesystem::path picture_stem(const ExtractOptions& options,
                                   int page,
                                   std::size_t area,
                                   const std::vector<Grid>& grids,
                                   const Grid& grid) {
  if (options.keep_stages.empty()) return {};
  return options.keep_stages / fmt::format("p{:03}-lines", page) /
         fmt::format("a{}-g{}", area, &grid - grids.data());
}

// A seal over a figure may hide or add a digit, for every reader alike: only sums can clear such a
// figure.
void mark_cells_under_seals(std::vector<RawCell>& cells, const Area& area, const Grid& grid) {
  if (area.image.seals.empty()) return;
  constexpr double kHidden = 0.2;  // of a cell; a rim that crosses covers less
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& b = grid.cells[i].box;
    const int inset = static_cast<int>(std::lround(grid.ruling_px)) + 1;
    const cv::Rect inside =
        cv::Rect(b.x + inset, b.y + inset, b.width - 2 * inset, b.height - 2 * inset) &
        cv::Rect({}, area.image.seals.size());
    if (inside.empty()) continue;
    const double covered = static_cast<double>(cv::countNonZero(area.image.seals(inside))) /
                           static_cast<double>(inside.area());
    // Under a star nothing may be left of the print: an empty cell is no proof.
    if (cells[i].readings.empty() ? covered > kHidden : covered > 0)
      cells[i].reasons.emplace_back("seal");
  }
}

// Empty frames and lone boxes are decoration, not tables.
bool says_anything(const RawTable& table) {
  const auto filled = std::count_if(
      table.cells.begin(), table.cells.end(), [](const RawCell& c) { return !c.readings.empty(); });
  return filled >= 2 && table.rows * table.columns >= 2;
}

// Lines above a table and below the one before it are its head; those below the last table its
// foot.
void hand_out_lines(RawPage& page) {
  for (const auto& line : page.lines) {
    const double middle = (line.box.y0 + line.box.y1) / 2;
    RawTable* next = nullptr;
    RawTable* last = nullptr;
    for (auto& t : page.tables) {
      if (t.box.y0 > middle - 2 && (next == nullptr || t.box.y0 < next->box.y0)) next = &t;
      if (t.box.y1 <= middle + 2 && (last == nullptr || t.box.y1 > last->box.y1)) last = &t;
    }
    if (next != nullptr)
      next->head_lines.push_back(line);
    else if (last != nullptr)
      last->foot_lines.push_back(line);
  }
}

// Top to bottom; lines beside each other, from left to right.
void sort_lines(std::vector<TextLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const TextLine& a, const TextLine& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  const auto beside = [](const TextLine& a, const TextLine& b) {
    const double common = std::min(a.box.y1, b.box.y1) - std::max(a.box.y0, b.box.y0);
    return common * 2 > std::min(a.box.height(), b.box.height());
  };
  for (auto first = lines.begin(); first != lines.end();) {
    auto last = first + 1;
    while (last != lines.end() && beside(*first, *last)) ++last;
    std::stable_sort(
        first, last, [](const TextLine& a, const TextLine& b) { return a.box.x0 < b.box.x0; });
    first = last;
  }
}

// Whether the print's own text is taken; says so where it is there and not believed.
bool trusts_layer(const Area& area,
                  const Grid& grid,
                  const PrintedContent& content,
                  int page,
                  OcrMode ocr,
                  const DiagnosticSink& diagnostics) {
  const auto box = area.image.transform.to_page(grid.box());
  const auto verdict =
      area.picture
          ? LayerVerdict::OverPicture
          : judge_layer(content.glyphs, box, content.pictures, area.image.grey, area.image.dpi, {});
  if (verdict == LayerVerdict::Trusted || ocr == OcrMode::Never) return true;
  if (!area.picture)
    diagnostics({Severity::Info,
                 page,
                 "the text layer under a table is not believed; it is read from pixels"});
  return false;
}

void add_lines(CellReader& reader, const Area& area, PageReading& result) {
  std::vector<PixelRect> boxes;
  for (const auto& grid : area.grids) boxes.push_back(grid.box());
  for (ReadLine& read : reader.read_lines(area.image, boxes)) {
    result.lines.push_back({read.line.text, read.cost, /*sure=*/false});
    result.page.lines.push_back(std::move(read.line));
  }
}

}  // namespace

PageWorker::PageWorker(std::unique_ptr<PageSource> source, const ExtractOptions& options)
    : source_(std::move(source)), options_(options) {}

PageWorker::~PageWorker() = default;

CellReader& PageWorker::reader() {
  if (!reader_) reader_ = std::make_unique<CellReader>(options_);
  return *reader_;
}

Recognizer& PageWorker::upright_reader() {
  if (upright_reader_) return *upright_reader_;
  PpocrOptions quick;
  quick.sure = 0;  // the tiny network alone
  quick.decoding.best = 1;
  upright_reader_ = make_ppocr_recognizer(load_ppocr_models(), quick);
  if (upright_reader_) upright_options_ = OrientationOptions::of_whole_lines();
  if (!upright_reader_)
    upright_reader_ = make_tesseract_recognizer(
        {"chi_sim", options_.reading.text_height_px, /*dictionaries=*/false});
  return *upright_reader_;
}

PageReading PageWorker::extract(int number, const DiagnosticSink& diagnostics) {
  const auto facts = source_->facts(number);
  if (!facts.dpi_guess.empty()) diagnostics({Severity::Info, number, facts.dpi_guess});
  const Dpi dpi = working_dpi(facts, options_);
  const cv::Mat stored = source_->render(number, dpi);
  auto glyphs =
      options_.ocr == OcrMode::Always || facts.scan ? std::vector<Glyph>() : source_->text(number);

  std::erase_if(glyphs,
                [](const Glyph& g) { return g.invisible; });  // a scanner's guess, not print

  PageReading result;
  RawPage& page = result.page;
  page.number = number;
  page.scan = facts.scan;
  page.dpi = dpi.per_inch;
  const bool pixels_only = facts.scan || options_.ocr == OcrMode::Always;
  cv::Mat grey;  // as stored; only where pixels are all there is
  if (pixels_only || glyphs.empty()) grey = plain_grey(stored, dpi);
  if (!glyphs.empty())
    page.turn_degrees = turn_of_text(glyphs);
  else if (options_.ocr != OcrMode::Never)
    page.turn_degrees = find_turn(grey, dpi, upright_reader(), upright_options_);
  const bool sideways = page.turn_degrees % 180 != 0;
  page.width_pt = sideways ? facts.height_pt : facts.width_pt;
  page.height_pt = sideways ? facts.width_pt : facts.height_pt;
  const cv::Mat upright = turned(stored, page.turn_degrees);
  glyphs = upright_glyphs(std::move(glyphs), facts.width_pt, facts.height_pt, page.turn_degrees);
  auto pictures = facts.pictures;
  for (auto& p : pictures)
    p.box = upright_box(p.box, facts.width_pt, facts.height_pt, page.turn_degrees);

  std::vector<Area> areas;
  if (pixels_only) {
    areas.push_back(look_at(
        page_image(turned(grey, page.turn_degrees), dpi, {}), /*picture=*/true, options_.reading));
    page.skew_degrees = areas.front().skew_degrees;
  } else {
    areas = areas_of_print(upright, dpi, {glyphs, pictures}, options_.reading);
  }

  std::vector<PageRect> taken;
  std::vector<ReadTable> tables;
  for (std::size_t a = 0; a < areas.size(); ++a) {
    const auto& area = areas[a];
    if (!options_.keep_stages.empty())
      write_stage_overlays({options_.keep_stages, number, static_cast<int>(a)},
                           area.image,
                           area.strokes,
                           area.grids);
    for (const auto& grid : area.grids) {
      const bool from_layer =
          trusts_layer(area, grid, {glyphs, pictures}, number, options_.ocr, diagnostics);
      GridReadings read;
      if (from_layer) {
        read.cells = cells_from_layer(area, grid, glyphs);
      } else {
        read = reader().read_cells(
            area.image, grid, picture_stem(options_, number, a, area.grids, grid));
        mark_cells_under_seals(read.cells, area, grid);
      }
      auto table = raw_table(
          area, grid, std::move(read.cells), from_layer ? TextSource::Layer : TextSource::Ocr);
      if (!says_anything(table)) continue;
      if (grid.dotted)
        diagnostics({Severity::Warning,
                     number,
                     "of the rules of a table dots are left: look whether its cells are joined or "
                     "divided wrongly"});
      taken.push_back(area.image.transform.to_page(grid.box()));
      tables.push_back({std::move(table), std::move(read.doubtful)});
    }
    if (area.picture && options_.ocr != OcrMode::Never) add_lines(reader(), area, result);
  }
  for (auto& line : lines_outside(glyphs, taken)) page.lines.push_back(std::move(line));
  sort_lines(page.lines);

  add_tables(std::move(tables), result);
  hand_out_lines(page);
  return result;
}

}  // namespace gouji
