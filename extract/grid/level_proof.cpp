#include "extract/grid/level_proof.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace gouji {
namespace {

constexpr int kWornRuns = 3;  // a worn rule is looked for in tables so many long runs wide

// Pixels from the middle of a rule to the paper beside it.
int half_width(const Level& rule) {
  return 1 + static_cast<int>(std::lround(rule.thickness / 2));
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

// The outermost place at which two rules end; cells merged along a side keep most rules from it.
template <class Before>
int outermost(std::vector<int> ends, Before before) {
  constexpr int kSamePlace = 4;  // pixels
  std::sort(ends.begin(), ends.end(), before);
  for (std::size_t i = 0; i + 1 < ends.size(); ++i)
    if (std::abs(ends[i + 1] - ends[i]) <= kSamePlace) return ends[i];
  return ends[ends.size() / 2];
}

/// What a row between two crossing rules shows of a level.
struct RowAlong {
  bool low = false;    ///< holds one line of text at most
  bool runs = false;   ///< the level runs from rule to rule
  double covered = 0;  ///< share of the way with its ink, the crossing rules left out
};

// Of the crossing rules, those that have ink where the level meets them.
std::vector<RowAlong> rows_along(const Level& level,
                                 const std::vector<Level>& crossing,
                                 double thickest,
                                 const ProofScale& scale,
                                 const GridOptions& options) {
  const auto runs_between = [&](int from, int to, int reach, int edge) {
    const bool may_be_character = to - from < 2 * scale.one_line_px;
    if (may_be_character && level.stops_short(from + edge, to - edge, scale.gap_px)) return false;
    const int end = from + reach + scale.touch_px, start = to - reach - scale.touch_px;
    return start > end && level.coverage(from, to) >= options.full_coverage &&
           level.coverage(from, end) >= options.full_coverage &&
           level.coverage(start, to) >= options.full_coverage &&
           level.thickness_of(end, start) <= thickest;
  };
  const int at = static_cast<int>(std::lround(level.at));
  std::vector<RowAlong> rows;
  int previous = -1;
  for (const Level& cross : crossing) {
    const int reach = 3 + static_cast<int>(std::lround(cross.thickness + level.thickness));
    if (cross.coverage(at - reach, at + reach) < options.absent_coverage) continue;
    const int position = static_cast<int>(std::lround(cross.at));
    if (previous >= 0)
      rows.push_back({position - previous < scale.one_line_px,
                      runs_between(previous, position, reach, half_width(cross)),
                      level.coverage(previous + reach, position - reach)});
    previous = position;
  }
  return rows;
}

// Strokes of the same word in many low rows stand above each other; in a higher row they do not
// reach its rules. Where nothing stands in the higher rows, cells may be merged there.
bool rows_prove(const std::vector<RowAlong>& rows, const GridOptions& options, bool upright) {
  int low_runs = 0, low_pieces = 0;
  bool high_rows = false, in_high_row = false, short_in_high_row = false;
  for (const RowAlong& row : rows) {
    if (row.runs && !(row.low && upright)) return true;
    if (row.low) {
      low_runs += row.runs ? 1 : 0;
      low_pieces += !row.runs && row.covered > 0 ? 1 : 0;
      continue;
    }
    high_rows = true;
    in_high_row |= row.covered >= options.one_end_coverage;
    short_in_high_row |= row.covered > 0 && row.covered < options.one_end_coverage;
  }
  if (low_runs == 0) return false;
  return in_high_row || !high_rows || (!short_in_high_row && low_runs > 1 && low_pieces == 0);
}

// Strokes of one word in every row, each with paper before the rules.
bool stands_between(const Level& level,
                    const std::vector<Level>& crossing,
                    const ProofScale& scale,
                    const GridOptions& options) {
  int rows = 0, short_ones = 0;
  for (std::size_t i = 0; i + 1 < crossing.size(); ++i) {
    const int from = static_cast<int>(std::lround(crossing[i].at)) + half_width(crossing[i]);
    const int to = static_cast<int>(std::lround(crossing[i + 1].at)) - half_width(crossing[i + 1]);
    if (level.coverage(from, to) < options.absent_coverage) continue;
    ++rows;
    if (level.stops_short(from, to, scale.gap_px)) ++short_ones;
  }
  return 2 * short_ones > rows;
}

}  // namespace

std::vector<Level> proven(const std::vector<Level>& levels,
                          const std::vector<Level>& crossing,
                          const ProofScale& scale,
                          const GridOptions& options,
                          bool upright) {
  const double typical = typical_thickness(levels, scale.long_run_px);
  const double thickest = std::max(3.0, options.max_thickness_ratio * typical);
  // A hard threshold leaves pieces of a faint rule, as thin as the others and all along the table.
  const auto worn = [&](const Level& level) {
    const auto extent = static_cast<int>(level.ink.size());
    return extent >= kWornRuns * scale.long_run_px && level.thickness <= std::max(2.0, typical) &&
           level.coverage(0, extent) >= options.worn_coverage;
  };
  const bool any_long = typical < std::numeric_limits<double>::max();
  std::vector<Level> kept;
  for (const auto& level : levels) {
    const bool good =
        level.longest_run() >= scale.long_run_px ||
        (any_long && worn(level) &&
         !(upright && stands_between(level, crossing, scale, options))) ||
        rows_prove(rows_along(level, crossing, thickest, scale, options), options, upright);
    if (good) kept.push_back(level);
  }
  return kept;
}

std::vector<Level> without_near_doubles(std::vector<Level> levels, double min_distance_px) {
  std::vector<Level> kept;
  for (auto& level : levels) {
    if (kept.empty() || level.at - kept.back().at >= min_distance_px) {
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

std::vector<Level> without_lines_of_text(std::vector<Level> levels,
                                         const std::vector<int>& along,
                                         const cv::Mat& ink,
                                         const cv::Rect& region,
                                         int sure_run_px,
                                         double max_strokes) {
  if (along.size() < 2) return levels;
  std::erase_if(levels, [&](const Level& level) {
    if (level.longest_run() >= sure_run_px) return false;
    // Beyond the line's own ink, whose edge is ragged.
    const int reach = static_cast<int>(std::lround(level.thickness)) + 1;
    int strokes = 0, clean_slots = 0, crossed_slots = 0;
    double length = 0, clean = 0;
    for (std::size_t j = 0; j + 1 < along.size(); ++j) {
      // Where the line is not ruled a merged cell's text may well run across.
      constexpr double kRuled = 0.6, kWhole = 0.9;
      const double covered = level.coverage(along[j] - region.x, along[j + 1] - region.x);
      if (covered < kRuled) continue;
      const int way = along[j + 1] - along[j];
      const int here = strokes_across(ink, level, region, {along[j], along[j + 1], reach});
      length += way;
      strokes += here;
      if (here > 0) ++crossed_slots;
      if (here == 0 && covered >= kWhole) {
        clean += way;
        ++clean_slots;
      }
    }
    // A short rule may stand in line with strokes of the header above it.
    if (clean_slots > crossed_slots) return false;
    // Beside a rule the text of a merged cell may lie on its level.
    if (2 * clean >= sure_run_px) return false;
    return strokes > std::max(2.0, max_strokes * length);
  });
  return levels;
}

void close_open_sides(std::vector<Level>& levels,
                      const std::vector<Level>& crossing,
                      int open_side_px,
                      int extent_px) {
  if (crossing.empty()) return;
  std::vector<int> firsts, lasts;
  for (const auto& c : crossing) {
    firsts.push_back(c.first());
    lasts.push_back(c.last());
  }
  const int first = outermost(firsts, std::less<>()), last = outermost(lasts, std::greater<>());
  const auto side = [&](int at) {
    Level level;
    level.at = at;
    level.longest = extent_px;
    level.ink.assign(static_cast<std::size_t>(extent_px), 1);
    return level;
  };
  if (levels.empty() || levels.front().at - first > open_side_px)
    levels.insert(levels.begin(), side(first));
  if (last - levels.back().at > open_side_px) levels.push_back(side(last));
}

}  // namespace gouji
