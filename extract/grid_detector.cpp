#include "extract/grid_detector.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "extract/grid_spans.h"
#include "extract/level_proof.h"

namespace gouji {
namespace {

std::vector<int> edges(const std::vector<Level>& levels, int offset) {
  std::vector<int> e;
  e.reserve(levels.size());
  for (const auto& l : levels) e.push_back(static_cast<int>(std::lround(l.at)) + offset);
  return e;
}

std::vector<std::vector<char>> ruled(const std::vector<Level>& levels,
                                     const std::vector<int>& along,
                                     const cv::Mat& ink,
                                     const cv::Rect& region,
                                     double reach,
                                     int touch,
                                     int one_line_px,
                                     const GridOptions& options) {
  std::vector<std::vector<char>> present;
  for (std::size_t k = 1; k + 1 < levels.size(); ++k) {
    std::vector<char> row;
    for (std::size_t j = 0; j + 1 < along.size(); ++j) {
      // The crossing rules' own thickness must not count as ink of this one.
      const int inset = std::min(static_cast<int>(reach), (along[j + 1] - along[j]) / 4);
      const double c =
          levels[k].coverage(along[j] + inset - region.x, along[j + 1] - inset - region.x);
      const int start = along[j] + inset - region.x, end = along[j + 1] - inset - region.x;
      // A worn ruling still reaches its ends; strokes of text that happen to lie on the line do
      // not.
      const int ends = (levels[k].coverage(start, start + touch) > 0.5 ? 1 : 0) +
                       (levels[k].coverage(end - touch, end) > 0.5 ? 1 : 0);
      bool is = c >= options.full_coverage || (c >= options.present_coverage && ends == 2);
      const auto across = [&](bool skip_ruling) {
        return strokes_across(
            ink, levels[k], region, {along[j], along[j + 1], static_cast<int>(reach), skip_ruling});
      };
      if (!is && ends > 0 && c > (ends == 2 ? options.absent_coverage : options.one_end_coverage))
        is = across(/*skip_ruling=*/true) < 2;
      // In a row that one line of text fills, an upright of a character can pass for a whole
      // ruling.
      if (is && end - start < one_line_px) is = ends == 2 && across(/*skip_ruling=*/false) < 2;
      row.push_back(is ? 1 : 0);
    }
    present.push_back(std::move(row));
  }
  return present;
}

std::vector<cv::Rect> table_regions(const RulingMap& rulings, Dpi dpi, const GridOptions& options) {
  cv::Mat all;
  cv::bitwise_or(rulings.horizontal, rulings.vertical, all);
  const int join = static_cast<int>(std::lround(to_pixels(options.join_pt, dpi))) | 1;
  cv::dilate(all, all, cv::getStructuringElement(cv::MORPH_RECT, {join, join}));
  cv::Mat labels, stats, centroids;
  const int count = cv::connectedComponentsWithStats(all, labels, stats, centroids, 8);
  std::vector<cv::Rect> regions;
  const double extent = to_pixels(options.min_extent_pt, dpi);
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(
        stats.at<int>(i, 0), stats.at<int>(i, 1), stats.at<int>(i, 2), stats.at<int>(i, 3));
    if (box.width >= extent && box.height >= extent / 2) regions.push_back(box);
  }
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
                               static_cast<int>(px(options.bridged_gap_pt))};
  const auto all_across = find_levels(across, rulings.horizontal, frame.ink, region, level_scale);
  const auto all_down =
      find_levels(down, frame.vertical_turned, frame.ink_turned, turned, level_scale);
  const ProofScale scale{static_cast<int>(px(options.long_run_pt)),
                         static_cast<int>(std::lround(px(options.touch_pt)))};
  // Long rules first, then what runs between them, then once more between all.
  auto rows = proven(all_across, {}, scale, options);
  auto columns = proven(all_down, rows, scale, options);
  for (int round = 0; round < 2; ++round) {
    rows = proven(all_across, columns, scale, options);
    columns = proven(all_down, rows, scale, options);
  }
  const auto rules = std::count_if(rows.begin(), rows.end(), [&](const Level& l) {
    return l.longest_run() >= px(options.min_rule_pt);
  });
  if (rules < 2 || columns.empty()) return false;
  const double reach = std::max(2.0, px(0.8));
  const double max_strokes = options.max_strokes_per_pt / px(1);
  const auto row_edges = edges(rows, region.y), column_edges = edges(columns, region.x);
  rows = without_lines_of_text(
      std::move(rows), column_edges, frame.ink, region, 2 * scale.long_run_px, max_strokes);
  columns = without_lines_of_text(
      std::move(columns), row_edges, frame.ink_turned, turned, 2 * scale.long_run_px, max_strokes);
  if (rows.size() < 2 || columns.empty()) return false;
  rows = without_near_doubles(std::move(rows), px(options.min_row_pt));
  columns = without_near_doubles(std::move(columns), px(options.min_row_pt));
  close_open_sides(columns, rows, static_cast<int>(px(options.open_side_pt)), region.height);
  close_open_sides(rows, columns, static_cast<int>(px(options.open_side_pt)), region.width);
  if (rows.size() < 2 || columns.size() < 2) return false;

  grid.x_edges = edges(columns, region.x);
  grid.y_edges = edges(rows, region.y);
  double thickness = 0;
  for (const auto& l : rows) thickness += l.thickness;
  grid.ruling_px = thickness / static_cast<double>(rows.size());
  const int one_line = static_cast<int>(px(options.one_line_pt));
  const auto below =
      ruled(rows, grid.x_edges, frame.ink, region, reach, scale.touch_px, one_line, options);
  const auto right_by_column = ruled(
      columns, grid.y_edges, frame.ink_turned, turned, reach, scale.touch_px, one_line, options);
  Boundaries boundaries;
  boundaries.below = below;
  boundaries.right.assign(static_cast<std::size_t>(grid.rows()),
                          std::vector<char>(static_cast<std::size_t>(grid.columns()) - 1, 0));
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
    if (build_grid(rulings, frame, region, options, grid)) grids.push_back(std::move(grid));
  }
  return grids;
}

}  // namespace gouji
