#include "extract/grid_detector.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "extract/grid_spans.h"

namespace gouji {
namespace {

/// A line at one coordinate of a region and where along it there is ink. For a level of horizontal
/// strokes `at` is y and ink[i] tells of x = offset + i.
struct Level {
  double at = 0;
  double thickness = 1;
  double longest = 0;  ///< of its strokes
  std::vector<char> ink;
  std::vector<int> across;  ///< dark run across the line, pixels; 0 where there is no ink

  /// Median over the inked places of a part, 0 without ink.
  double thickness_of(int from, int to) const {
    std::vector<int> runs;
    for (int i = std::max(from, 0); i < std::min(to, static_cast<int>(across.size())); ++i)
      if (across[static_cast<std::size_t>(i)] > 0)
        runs.push_back(across[static_cast<std::size_t>(i)]);
    if (runs.empty()) return 0;
    std::nth_element(
        runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2), runs.end());
    return runs[runs.size() / 2];
  }

  double coverage(int from, int to) const {
    from = std::clamp(from, 0, static_cast<int>(ink.size()));
    to = std::clamp(to, from, static_cast<int>(ink.size()));
    if (to == from) return 0;
    return static_cast<double>(std::count(ink.begin() + from, ink.begin() + to, 1)) / (to - from);
  }

  int longest_run() const {
    int best = 0, run = 0;
    for (const char c : ink) {
      run = c != 0 ? run + 1 : 0;
      best = std::max(best, run);
    }
    return best;
  }

  int first() const { return static_cast<int>(std::find(ink.begin(), ink.end(), 1) - ink.begin()); }

  int last() const {
    for (auto i = static_cast<int>(ink.size()); i > 0; --i)
      if (ink[static_cast<std::size_t>(i - 1)] != 0) return i;
    return 0;
  }
};

void bridge_gaps(std::vector<char>& ink, int gap) {
  int last = -1;
  for (int i = 0; i < static_cast<int>(ink.size()); ++i) {
    if (ink[static_cast<std::size_t>(i)] == 0) continue;
    if (last >= 0 && i - last - 1 <= gap)
      for (int j = last + 1; j < i; ++j) ink[static_cast<std::size_t>(j)] = 1;
    last = i;
  }
}

// Run of dark pixels across the line at each place where the level has ink, else 0. The strokes'
// own thickness will not do: the opening that finds them thins a seal's rim to the straight part of
// it.
std::vector<int> dark_runs_across(const cv::Mat& ink,
                                  const Level& level,
                                  const cv::Rect& region,
                                  int tolerance) {
  std::vector<int> runs(level.ink.size(), 0);
  const int at = static_cast<int>(std::lround(level.at)) + region.y;
  for (int i = 0; i < region.width; ++i) {
    if (level.ink[static_cast<std::size_t>(i)] == 0) continue;
    const int x = region.x + i;
    int start = -1;
    for (int y = std::max(0, at - tolerance);
         y <= std::min(ink.rows - 1, at + tolerance) && start < 0;
         ++y)
      if (ink.at<uchar>(y, x) != 0) start = y;
    if (start < 0) continue;
    int from = start, to = start;
    while (from > 0 && ink.at<uchar>(from - 1, x) != 0) --from;
    while (to + 1 < ink.rows && ink.at<uchar>(to + 1, x) != 0) ++to;
    runs[static_cast<std::size_t>(i)] = to - from + 1;
  }
  return runs;
}

// Groups strokes at about the same coordinate. `mask` has strokes along x (transposed for vertical
// ones); `region` in that mask's frame.
std::vector<Level> find_levels(const std::vector<Ruling>& strokes,
                               const cv::Mat& mask,
                               const cv::Rect& region,
                               double tolerance,
                               int gap) {
  // Longest first claims its surroundings, so that text strokes and seal rims near a rule do not
  // pull it.
  std::vector<Ruling> by_length = strokes;
  std::stable_sort(by_length.begin(), by_length.end(), [](const Ruling& a, const Ruling& b) {
    return a.length() != b.length() ? a.length() > b.length() : a.at < b.at;
  });

  struct Cluster {
    double centre, weight, longest;
  };

  std::vector<Cluster> clusters;
  for (const auto& s : by_length) {
    Cluster* nearest = nullptr;
    for (auto& c : clusters)
      if (std::abs(c.centre - s.at) <= tolerance &&
          (nearest == nullptr || std::abs(c.centre - s.at) < std::abs(nearest->centre - s.at)))
        nearest = &c;
    if (nearest == nullptr) {
      clusters.push_back({s.at, s.length(), s.length()});
    } else if (s.length() * 2 >= nearest->longest) {
      const double weight = nearest->weight + s.length();
      nearest->centre = (nearest->centre * nearest->weight + s.at * s.length()) / weight;
      nearest->weight = weight;
    }
  }
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
    return a.centre < b.centre;
  });
  std::vector<Level> levels;
  for (const auto& c : clusters) {
    Level level;
    level.at = c.centre;
    level.longest = c.longest;
    level.ink.assign(static_cast<std::size_t>(region.width), 0);
    // Half the distance that joins strokes: ink of the next line would make this one look as heavy.
    const double near = std::max(2.0, tolerance / 2);
    const int from = std::max(region.y, static_cast<int>(std::floor(c.centre - near)));
    const int to =
        std::min(region.y + region.height - 1, static_cast<int>(std::ceil(c.centre + near)));
    for (int y = from; y <= to; ++y) {
      const auto* row = mask.ptr<uchar>(y) + region.x;
      for (int x = 0; x < region.width; ++x)
        if (row[x] != 0) level.ink[static_cast<std::size_t>(x)] = 1;
    }
    bridge_gaps(level.ink, gap);
    level.at -= region.y;
    levels.push_back(std::move(level));
  }
  return levels;
}

// Of the table's own long rules; pieces of seal rims and pen strokes are thicker. Without long
// rules: no limit.
double typical_thickness(const std::vector<Level>& levels, int long_run) {
  std::vector<double> t;
  for (const auto& l : levels)
    if (l.longest_run() >= long_run) t.push_back(l.thickness);
  if (t.empty()) return std::numeric_limits<double>::max();
  std::nth_element(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(t.size() / 2), t.end());
  return t[t.size() / 2];
}

// Levels proved by running without a break from one crossing level to the next. Text keeps off the
// rules; a ruling runs into both, and is as thin as the table's other rules.
std::vector<Level> proven(const std::vector<Level>& levels,
                          const std::vector<Level>& crossing,
                          int long_run,
                          int touch,
                          const GridOptions& options) {
  const double thickest =
      std::max(3.0, options.max_thickness_ratio * typical_thickness(levels, long_run));
  const auto runs_between = [&](const Level& level, int from, int to, int reach) {
    const int end = from + reach + touch, start = to - reach - touch;
    return start > end && level.coverage(from, to) >= options.full_coverage &&
           level.coverage(from, end) >= options.full_coverage &&
           level.coverage(start, to) >= options.full_coverage &&
           level.thickness_of(end, start) <= thickest;
  };
  std::vector<Level> kept;
  for (const auto& level : levels) {
    bool good = level.longest_run() >= long_run;
    const int at = static_cast<int>(std::lround(level.at));
    int previous = -1;  // the last crossing level that has ink where this level meets it
    for (const auto& cross : crossing) {
      if (good) break;
      const int reach = 3 + static_cast<int>(std::lround(cross.thickness + level.thickness));
      if (cross.coverage(at - reach, at + reach) < options.absent_coverage) continue;
      const int position = static_cast<int>(std::lround(cross.at));
      good = previous >= 0 && runs_between(level, previous, position, reach);
      previous = position;
    }
    if (good) kept.push_back(level);
  }
  return kept;
}

std::vector<Level> without_near_doubles(std::vector<Level> levels, double min_distance) {
  std::vector<Level> kept;
  for (auto& level : levels) {
    if (kept.empty() || level.at - kept.back().at >= min_distance) {
      kept.push_back(std::move(level));
      continue;
    }
    auto& other = kept.back();
    if (level.longest > other.longest) {
      other.at = level.at;
      other.longest = level.longest;
    }
    for (std::size_t i = 0; i < other.ink.size(); ++i)
      other.ink[i] = static_cast<char>(other.ink[i] | level.ink[i]);
  }
  return kept;
}

// Rulings that end in nothing prove a side that was printed without a rule.
void close_open_sides(std::vector<Level>& levels,
                      const std::vector<Level>& crossing,
                      int open_side,
                      int extent) {
  if (crossing.empty()) return;
  std::vector<int> firsts, lasts;
  for (const auto& c : crossing) {
    firsts.push_back(c.first());
    lasts.push_back(c.last());
  }
  const auto median = [](std::vector<int> v) {
    std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
    return v[v.size() / 2];
  };
  const int first = median(firsts), last = median(lasts);
  const auto side = [&](int at) {
    Level level;
    level.at = at;
    level.longest = extent;
    level.ink.assign(static_cast<std::size_t>(extent), 1);
    return level;
  };
  if (levels.empty() || levels.front().at - first > open_side)
    levels.insert(levels.begin(), side(first));
  if (last - levels.back().at > open_side) levels.push_back(side(last));
}

std::vector<int> edges(const std::vector<Level>& levels, int offset) {
  std::vector<int> e;
  e.reserve(levels.size());
  for (const auto& l : levels) e.push_back(static_cast<int>(std::lround(l.at)) + offset);
  return e;
}

// Strokes of glyphs that run across the line y = at between x0 and x1: runs of places that are dark
// from `reach` above the line to `reach` below it. Where a ruling's own ink counts as part of the
// line or not is up to `skip_ruling`.
int strokes_across(const cv::Mat& ink,
                   const Level& level,
                   int at,
                   int x0,
                   int x1,
                   int reach,
                   int region_x,
                   bool skip_ruling) {
  int strokes = 0;
  bool before = false;
  if (at - reach < 0 || at + reach >= ink.rows) return 0;
  for (int x = x0 + 2 * reach; x < x1 - 2 * reach; ++x) {
    bool dark = !(skip_ruling && level.ink[static_cast<std::size_t>(x - region_x)] != 0);
    for (int y = at - reach; y <= at + reach && dark; ++y) dark = ink.at<uchar>(y, x) != 0;
    if (dark && !before) ++strokes;
    before = dark;
  }
  return strokes;
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
        return strokes_across(ink,
                              levels[k],
                              static_cast<int>(std::lround(levels[k].at)) + region.y,
                              along[j],
                              along[j + 1],
                              static_cast<int>(reach),
                              region.x,
                              skip_ruling);
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

// Takes out levels that strokes of characters run across all along. Next to none do in a table; the
// strokes of dense prose can form a lattice, but every character has some that cross it. The
// crossing levels themselves are left out of the count.
std::vector<Level> without_lines_of_text(std::vector<Level> levels,
                                         const std::vector<int>& along,
                                         const cv::Mat& ink,
                                         const cv::Rect& region,
                                         int sure_run,
                                         double max_strokes) {
  if (along.size() < 2) return levels;
  std::erase_if(levels, [&](const Level& level) {
    if (level.longest_run() >= sure_run) return false;
    // Beyond the line's own ink, whose edge is ragged.
    const int reach = static_cast<int>(std::lround(level.thickness)) + 1;
    int strokes = 0;
    double length = 0;
    for (std::size_t j = 0; j + 1 < along.size(); ++j) {
      // Where the line is not ruled a merged cell's text may well run across.
      constexpr double kRuled = 0.6;
      const int offset = region.x;
      if (level.coverage(along[j] - offset, along[j + 1] - offset) < kRuled) continue;
      length += along[j + 1] - along[j];
      strokes += strokes_across(ink,
                                level,
                                static_cast<int>(std::lround(level.at)) + region.y,
                                along[j],
                                along[j + 1],
                                reach,
                                region.x,
                                /*skip_ruling=*/false);
    }
    return strokes > std::max(2.0, max_strokes * length);
  });
  return levels;
}

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
  const double tolerance = std::max(2.0, px(options.same_level_pt));
  const int gap = static_cast<int>(px(1.5));
  const int long_run = static_cast<int>(px(options.long_run_pt));
  const auto levels = [&](const std::vector<Ruling>& strokes,
                          const cv::Mat& mask,
                          const cv::Mat& ink,
                          const cv::Rect& where) {
    auto found = find_levels(strokes, mask, where, tolerance, gap);
    for (auto& l : found) {
      l.across = dark_runs_across(ink, l, where, static_cast<int>(tolerance));
      l.thickness = std::max(1.0, l.thickness_of(0, where.width));
    }
    return found;
  };
  const auto all_across = levels(across, rulings.horizontal, frame.ink, region);
  const auto all_down = levels(down, frame.vertical_turned, frame.ink_turned, turned);
  const int touch = static_cast<int>(std::lround(px(options.touch_pt)));
  // Long rules first, then what runs between them, then once more between all.
  auto rows = proven(all_across, {}, long_run, touch, options);
  auto columns = proven(all_down, rows, long_run, touch, options);
  for (int round = 0; round < 2; ++round) {
    rows = proven(all_across, columns, long_run, touch, options);
    columns = proven(all_down, rows, long_run, touch, options);
  }
  const auto rules = std::count_if(rows.begin(), rows.end(), [&](const Level& l) {
    return l.longest_run() >= px(options.min_rule_pt);
  });
  if (rules < 2 || columns.empty()) return false;
  const double reach = std::max(2.0, px(0.8));
  const double max_strokes = options.max_strokes_per_pt / px(1);
  const auto row_edges = edges(rows, region.y), column_edges = edges(columns, region.x);
  rows = without_lines_of_text(
      std::move(rows), column_edges, frame.ink, region, 2 * long_run, max_strokes);
  columns = without_lines_of_text(
      std::move(columns), row_edges, frame.ink_turned, turned, 2 * long_run, max_strokes);
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
  const auto below = ruled(rows, grid.x_edges, frame.ink, region, reach, touch, one_line, options);
  const auto right_by_column =
      ruled(columns, grid.y_edges, frame.ink_turned, turned, reach, touch, one_line, options);
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
