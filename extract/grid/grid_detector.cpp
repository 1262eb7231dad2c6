#include "extract/grid/grid_detector.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "extract/grid/grid_spans.h"
#include "extract/grid/level_proof.h"
#include "extract/image/components.h"

namespace gouji {
namespace {

std::vector<int> edges(const std::vector<Level>& levels, int offset) {
  std::vector<int> e;
  e.reserve(levels.size());
  for (const auto& l : levels) e.push_back(static_cast<int>(std::lround(l.at)) + offset);
  return e;
}

/// What a boundary is looked at with, in pixels.
struct BoundaryScale {
  int reach = 0;     ///< the crossing rules' own thickness, which must not count as ink of this one
  int touch = 0;     ///< a ruling has ink at least so far from the rule it runs into
  int one_line = 0;  ///< between rules so near an upright of a character can pass for a ruling
  int gap = 0;       ///< paper between such an upright and the rule
};

// Whether the level is a ruling between two crossing rules at `from` and `to` (1), and if it is
// not, for what share of the way one is seen. Nothing counts there between near rules: characters
// have strokes as long.
double ruled_share(const Level& level,
                   int from,
                   int to,
                   const cv::Mat& ink,
                   const cv::Rect& region,
                   const BoundaryScale& scale,
                   const GridOptions& options) {
  const int inset = std::min(scale.reach, (to - from) / 4);
  const int start = from + inset - region.x, end = to - inset - region.x;
  // A stroke of a character, lengthened by the opening that finds strokes.
  if (end - start < 2 * scale.one_line && level.stops_short(start, end, scale.gap)) return 0;
  const double share = level.coverage(start, end);
  // A worn ruling still reaches its ends; strokes of text that happen to lie on the line do not.
  const int ends = (level.coverage(start, start + scale.touch) > 0.5 ? 1 : 0) +
                   (level.coverage(end - scale.touch, end) > 0.5 ? 1 : 0);
  // A line of wrapped text fills its cell nearly, but no more than print does.
  bool is = (share >= options.full_coverage && ends > 0) ||
            (share >= options.present_coverage && ends == 2);
  // What runs across a ruling comes out of it on both sides, however thick it is here.
  const int beyond =
      std::max(scale.reach, static_cast<int>(level.thickness_of(start, end) / 2) + 1);
  const auto across = [&](bool skip_ruling) {
    return strokes_across(ink, level, region, {from, to, beyond, skip_ruling});
  };
  if (!is && ends > 0 && share > (ends == 2 ? options.absent_coverage : options.one_end_coverage))
    is = across(/*skip_ruling=*/true) < 2;
  // Pieces all along a way that is longer than a character is high, nothing across or beside.
  const int third = (end - start) / 3;
  if (!is && end - start >= 2 * scale.one_line && share > options.absent_coverage &&
      level.coverage(start, start + third) > 0 && level.coverage(end - third, end) > 0)
    is = across(/*skip_ruling=*/false) == 0 &&
         ink_beside(ink, level, region, {from, to, beyond}) <= options.max_ink_beside;
  const bool low = end - start < scale.one_line;
  if (is && low) is = ends == 2 && across(/*skip_ruling=*/false) < 2;
  if (is) return 1;
  // Print keeps off the rules: only what reaches an end without a break is seen of a ruling.
  if (low) return 0;
  const double seen = level.run_from(start, end) + level.run_back_from(end, start);
  return std::min(seen / (end - start), options.full_coverage);
}

std::vector<std::vector<double>> ruled(const std::vector<Level>& levels,
                                       const std::vector<int>& along,
                                       const cv::Mat& ink,
                                       const cv::Rect& region,
                                       const BoundaryScale& scale,
                                       const GridOptions& options) {
  std::vector<std::vector<double>> shares;
  for (std::size_t k = 1; k + 1 < levels.size(); ++k) {
    shares.emplace_back();
    for (std::size_t j = 0; j + 1 < along.size(); ++j)
      shares.back().push_back(
          ruled_share(levels[k], along[j], along[j + 1], ink, region, scale, options));
  }
  return shares;
}

bool one_table(const cv::Rect& a, const cv::Rect& b) {
  constexpr double kSameWidth = 0.8;  // of the wider
  const cv::Rect both = a & b;
  return both.area() > 0 && both.width >= kSameWidth * std::max(a.width, b.width);
}

// Tables do not lie across each other: regions that do are one table whose uprights are broken.
void unite_overlapping(std::vector<cv::Rect>& regions) {
  for (std::size_t i = 0; i < regions.size(); ++i)
    for (std::size_t j = i + 1; j < regions.size();) {
      if (!one_table(regions[i], regions[j])) {
        ++j;
        continue;
      }
      regions[i] |= regions[j];
      regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
}

std::vector<cv::Rect> table_regions(const RulingMap& rulings, Dpi dpi, const GridOptions& options) {
  cv::Mat all;
  cv::bitwise_or(rulings.horizontal, rulings.vertical, all);
  const int join = static_cast<int>(std::lround(to_pixels(options.join_pt, dpi))) | 1;
  cv::dilate(all, all, cv::getStructuringElement(cv::MORPH_RECT, {join, join}));
  std::vector<cv::Rect> regions;
  const double extent = to_pixels(options.min_extent_pt, dpi);
  const Components webs(all);
  for (const Component& web : webs)
    if (web.box.width >= extent && web.box.height >= extent / 2) regions.push_back(web.box);
  unite_overlapping(regions);
  // A region within another is a part of it that a break cut off, or text.
  std::sort(regions.begin(), regions.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return a.area() > b.area();
  });
  std::vector<cv::Rect> kept;
  for (const auto& r : regions) {
    const bool inside = std::any_of(
        kept.begin(), kept.end(), [&](const cv::Rect& k) { return (k & r).area() * 2 > r.area(); });
    if (!inside) kept.push_back(r);
  }
  std::sort(kept.begin(), kept.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return a.y != b.y ? a.y < b.y : a.x < b.x;
  });
  return kept;
}

// A title in bold print: its level strokes run together, but its uprights end at none of them.
// Those of a low row that a bent page leaves slanting do for the most part.
bool is_line_of_print(const std::vector<Level>& rows,
                      const std::vector<Level>& columns,
                      const cv::Rect& region,
                      Dpi dpi,
                      const GridOptions& options) {
  const double over = to_pixels(options.most_over_pt, dpi);
  const double top = rows.front().at - over, bottom = rows.back().at + over;
  if (region.height >= to_pixels(options.low_region_pt, dpi) || top <= 0 || bottom >= region.height)
    return false;
  const auto beyond = std::count_if(columns.begin(), columns.end(), [&](const Level& column) {
    return column.first() < top || column.last() > bottom;
  });
  return 2 * static_cast<std::size_t>(beyond) > columns.size();
}

// Of a rule too pale for ink nothing is measured but the uprights that cross it: the median.
double usual_thickness(const std::vector<Level>& rows) {
  std::vector<double> all(rows.size());
  std::transform(rows.begin(), rows.end(), all.begin(), [](const Level& l) { return l.thickness; });
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

struct Frame {
  Dpi dpi;
  cv::Mat ink, ink_turned;  ///< 255 = dark
  cv::Mat vertical_turned;  ///< strokes along y as strokes along x
};

bool build_grid(const RulingMap& rulings,
                const Frame& frame,
                const cv::Rect& region,
                const GridOptions& options,
                Grid& grid) {
  const cv::Rect turned(region.y, region.x, region.height, region.width);
  const auto px = [&](double pt) { return to_pixels(pt, frame.dpi); };
  std::vector<Ruling> across, down;
  for (const auto& s : rulings.strokes) {
    const double middle = (s.from + s.to) / 2;
    const bool horizontal = s.axis == Axis::Horizontal;
    const cv::Point2d p = horizontal ? cv::Point2d(middle, s.at) : cv::Point2d(s.at, middle);
    if (p.x < region.x || p.x > region.x + region.width || p.y < region.y ||
        p.y > region.y + region.height)
      continue;
    (horizontal ? across : down).push_back(s);
  }
  const LevelScale level_scale{std::max(2.0, px(options.same_level_pt)),
                               static_cast<int>(px(options.bridged_gap_pt)),
                               static_cast<int>(px(options.drift_pt))};
  const auto all_across = find_levels(across, rulings.horizontal, frame.ink, region, level_scale);
  const auto all_down =
      find_levels(down, frame.vertical_turned, frame.ink_turned, turned, level_scale);
  const ProofScale scale{static_cast<int>(px(options.long_run_pt)),
                         static_cast<int>(std::lround(px(options.touch_pt))),
                         static_cast<int>(px(options.one_line_pt)),
                         static_cast<int>(std::lround(px(options.bridged_gap_pt / 2)))};
  // Long rules first, then what runs between them, then once more between all.
  auto rows = proven(all_across, {}, scale, options, /*upright=*/false);
  auto columns = proven(all_down, rows, scale, options, /*upright=*/true);
  for (int round = 0; round < 2; ++round) {
    rows = proven(all_across, columns, scale, options, /*upright=*/false);
    columns = proven(all_down, rows, scale, options, /*upright=*/true);
  }
  const auto rules = std::count_if(rows.begin(), rows.end(), [&](const Level& l) {
    return l.longest_run() >= px(options.min_rule_pt);
  });
  if (rules < 2 || columns.empty()) return false;
  const double max_strokes = options.max_strokes_per_pt / px(1);
  const auto row_edges = edges(rows, region.y), column_edges = edges(columns, region.x);
  rows = without_lines_of_text(
      std::move(rows), column_edges, frame.ink, region, 2 * scale.long_run_px, max_strokes);
  columns = without_lines_of_text(
      std::move(columns), row_edges, frame.ink_turned, turned, 2 * scale.long_run_px, max_strokes);
  if (rows.size() < 2 || columns.empty()) return false;
  rows = without_near_doubles(std::move(rows), px(options.min_row_pt));
  columns = without_near_doubles(std::move(columns), px(options.min_row_pt));
  if (is_line_of_print(rows, columns, region, frame.dpi, options)) return false;
  close_open_sides(columns, rows, static_cast<int>(px(options.open_side_pt)), region.height);
  close_open_sides(rows, columns, static_cast<int>(px(options.open_side_pt)), region.width);
  if (rows.size() < 2 || columns.size() < 2) return false;

  grid.x_edges = edges(columns, region.x);
  grid.y_edges = edges(rows, region.y);
  grid.ruling_px = usual_thickness(rows);
  const BoundaryScale boundary_scale{
      static_cast<int>(std::max(2.0, px(0.8))), scale.touch_px, scale.one_line_px, scale.gap_px};
  const auto right_by_column =
      ruled(columns, grid.y_edges, frame.ink_turned, turned, boundary_scale, options);
  Boundaries boundaries;
  boundaries.below = ruled(rows, grid.x_edges, frame.ink, region, boundary_scale, options);
  boundaries.right.assign(static_cast<std::size_t>(grid.rows()),
                          std::vector<double>(static_cast<std::size_t>(grid.columns()) - 1, 0));
  for (std::size_t c = 0; c < right_by_column.size(); ++c)
    for (std::size_t r = 0; r < right_by_column[c].size(); ++r)
      boundaries.right[r][c] = right_by_column[c][r];
  grid.cells = cells_from_boundaries(grid.x_edges, grid.y_edges, boundaries);
  return grid.cells.size() >= 2;
}

}  // namespace

std::vector<Grid> detect_grids(const RulingMap& rulings,
                               const cv::Mat& even,
                               Dpi dpi,
                               const GridOptions& options) {
  Frame frame;
  frame.dpi = dpi;
  constexpr int kInk = 170;
  frame.ink = even < kInk;
  cv::transpose(frame.ink, frame.ink_turned);
  cv::transpose(rulings.vertical, frame.vertical_turned);
  std::vector<Grid> grids;
  for (const auto& region : table_regions(rulings, dpi, options)) {
    Grid grid;
    grid.dotted = rulings.dotted;
    if (build_grid(rulings, frame, region, options, grid)) grids.push_back(std::move(grid));
  }
  return grids;
}

}  // namespace gouji
