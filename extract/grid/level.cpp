#include "extract/grid/level.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gouji {
namespace {

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

/// Strokes at about one coordinate, before their ink is looked at.
struct Cluster {
  double centre, weight, longest;
};

std::vector<Cluster> clusters_of(const std::vector<Ruling>& strokes, double tolerance) {
  // Longest first claims its surroundings, so that text strokes and seal rims near a rule do not
  // pull it.
  std::vector<Ruling> by_length = strokes;
  std::stable_sort(by_length.begin(), by_length.end(), [](const Ruling& a, const Ruling& b) {
    return a.length() != b.length() ? a.length() > b.length() : a.at < b.at;
  });

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
  return clusters;
}

// Where a level is sought in the mask of strokes.
struct Band {
  int from = 0, to = 0;            ///< rows of the picture
  int most_from = 0, most_to = 0;  ///< how far a bent end may leave these
};

// From the last place of the level's ink in one direction on, as long as the stroke there goes on a
// pixel higher or lower at most: rules of a bent page leave their level at its ends.
void follow_end(
    const cv::Mat& mask, const cv::Rect& region, const Band& band, int step, Level& level) {
  const auto inked = [&](int x, int y) {
    return y >= band.most_from && y <= band.most_to && mask.at<uchar>(y, region.x + x) != 0;
  };
  int x = step < 0 ? level.first() : level.last() - 1;
  if (x < 0 || x >= region.width) return;
  int y = band.from;
  while (y < band.to && !inked(x, y)) ++y;
  for (x += step; x >= 0 && x < region.width; x += step) {
    const std::array<int, 3> near{y, y - 1, y + 1};
    const auto next =
        std::find_if(near.begin(), near.end(), [&](int row) { return inked(x, row); });
    if (next == near.end()) return;
    y = *next;
    level.ink[static_cast<std::size_t>(x)] = 1;
  }
}

}  // namespace

double Level::thickness_of(int from, int to) const {
  std::vector<int> runs;
  for (int i = std::max(from, 0); i < std::min(to, static_cast<int>(across.size())); ++i)
    if (across[static_cast<std::size_t>(i)] > 0)
      runs.push_back(across[static_cast<std::size_t>(i)]);
  if (runs.empty()) return 0;
  std::nth_element(
      runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2), runs.end());
  return runs[runs.size() / 2];
}

double Level::coverage(int from, int to) const {
  from = std::clamp(from, 0, static_cast<int>(ink.size()));
  to = std::clamp(to, from, static_cast<int>(ink.size()));
  if (to == from) return 0;
  return static_cast<double>(std::count(ink.begin() + from, ink.begin() + to, 1)) / (to - from);
}

int Level::longest_run() const {
  int best = 0, run = 0;
  for (const char c : ink) {
    run = c != 0 ? run + 1 : 0;
    best = std::max(best, run);
  }
  return best;
}

int Level::run_from(int from, int to) const {
  int i = std::max(from, 0);
  while (i < std::min(to, static_cast<int>(ink.size())) && ink[static_cast<std::size_t>(i)] != 0)
    ++i;
  return std::max(0, i - from);
}

int Level::run_back_from(int to, int from) const {
  int i = std::min(to, static_cast<int>(ink.size()));
  while (i > std::max(from, 0) && ink[static_cast<std::size_t>(i - 1)] != 0) --i;
  return std::max(0, to - i);
}

bool Level::stops_short(int from, int to, int gap) const {
  constexpr double kSolid = 0.75;
  from = std::clamp(from, 0, static_cast<int>(across.size()));
  to = std::clamp(to, from, static_cast<int>(across.size()));
  const int third = (to - from) / 3;
  const auto dark = [](int run) { return run > 0; };
  const auto middle = across.begin() + from + third;
  const auto solid = std::count_if(middle, middle + third, dark);
  if (static_cast<double>(solid) < kSolid * third) return false;
  // The crossing rule's own edge may still be dark.
  const auto paper_after_edge = [&](auto begin, auto end) {
    const auto edge = std::find_if_not(begin, end, dark);
    return edge - begin > gap ? 0 : static_cast<int>(std::find_if(edge, end, dark) - edge);
  };
  const auto begin = across.begin() + from, end = across.begin() + to;
  const int before = paper_after_edge(begin, end);
  const int after =
      paper_after_edge(std::make_reverse_iterator(end), std::make_reverse_iterator(begin));
  return std::min(before, after) >= gap || std::max(before, after) > 2 * gap;
}

int Level::first() const {
  return static_cast<int>(std::find(ink.begin(), ink.end(), 1) - ink.begin());
}

int Level::last() const {
  for (auto i = static_cast<int>(ink.size()); i > 0; --i)
    if (ink[static_cast<std::size_t>(i - 1)] != 0) return i;
  return 0;
}

std::vector<Level> find_levels(const std::vector<Ruling>& strokes,
                               const cv::Mat& mask,
                               const cv::Mat& ink,
                               const cv::Rect& region,
                               const LevelScale& scale) {
  std::vector<Level> levels;
  for (const auto& c : clusters_of(strokes, scale.same_level_px)) {
    Level level;
    level.at = c.centre;
    level.longest = c.longest;
    level.ink.assign(static_cast<std::size_t>(region.width), 0);
    // Half the distance that joins strokes: ink of the next line would make this one look as heavy.
    const double near = std::max(2.0, scale.same_level_px / 2);
    const int from = std::max(region.y, static_cast<int>(std::floor(c.centre - near)));
    const int to =
        std::min(region.y + region.height - 1, static_cast<int>(std::ceil(c.centre + near)));
    for (int y = from; y <= to; ++y) {
      const auto* row = mask.ptr<uchar>(y) + region.x;
      for (int x = 0; x < region.width; ++x)
        if (row[x] != 0) level.ink[static_cast<std::size_t>(x)] = 1;
    }
    const Band band{from,
                    to,
                    std::max(region.y, from - scale.drift_px),
                    std::min(region.y + region.height - 1, to + scale.drift_px)};
    for (const int step : {-1, 1}) follow_end(mask, region, band, step, level);
    bridge_gaps(level.ink, scale.bridged_gap_px);
    level.at -= region.y;
    level.across = dark_runs_across(ink, level, region, static_cast<int>(scale.same_level_px));
    level.thickness = std::max(1.0, level.thickness_of(0, region.width));
    levels.push_back(std::move(level));
  }
  return levels;
}

int strokes_across(const cv::Mat& ink,
                   const Level& level,
                   const cv::Rect& region,
                   const Crossing& where) {
  const int at = static_cast<int>(std::lround(level.at)) + region.y;
  const int reach = where.reach_px;
  int strokes = 0;
  bool before = false;
  if (at - reach < 0 || at + reach >= ink.rows) return 0;
  for (int x = where.x0 + 2 * reach; x < where.x1 - 2 * reach; ++x) {
    bool dark = !(where.skip_ruling && level.ink[static_cast<std::size_t>(x - region.x)] != 0);
    for (int y = at - reach; y <= at + reach && dark; ++y) dark = ink.at<uchar>(y, x) != 0;
    if (dark && !before) ++strokes;
    before = dark;
  }
  return strokes;
}

double ink_beside(const cv::Mat& ink,
                  const Level& level,
                  const cv::Rect& region,
                  const Crossing& where) {
  constexpr int kDepth = 3;  // pixels looked at beyond the reach
  const int at = static_cast<int>(std::lround(level.at)) + region.y;
  const int from = where.x0 + 2 * where.reach_px, to = where.x1 - 2 * where.reach_px;
  if (to <= from) return 0;
  int dark = 0;
  for (int x = from; x < to; ++x) {
    bool any = false;
    for (int beyond = where.reach_px + 1; beyond <= where.reach_px + kDepth; ++beyond)
      for (const int y : {at - beyond, at + beyond})
        any = any || (y >= 0 && y < ink.rows && ink.at<uchar>(y, x) != 0);
    dark += any ? 1 : 0;
  }
  return static_cast<double>(dark) / (to - from);
}

}  // namespace gouji
