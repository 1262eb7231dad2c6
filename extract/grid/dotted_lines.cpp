#include "extract/grid/dotted_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace gouji {
namespace {

/// Dots by the row of pixels that they lie in.
class DotRows {
 public:
  DotRows(const std::vector<RuleDot>& dots,
          const cv::Rect& area,
          Dpi dpi,
          const DottedLineOptions& options)
      : area_(area),
        rows_(static_cast<std::size_t>(area.height)),
        bin_(whole_pixels(options.bin_pt, dpi)),
        one_dot_(whole_pixels(options.one_dot_pt, dpi)),
        longest_stroke_(whole_pixels(options.stroke_pt, dpi)),
        most_in_bin_(options.most_in_bin),
        off_(whole_pixels(options.same_line_pt, dpi) / 2) {
    for (const RuleDot& dot : dots) {
      const int y = static_cast<int>(std::lround(dot.at)) - area.y;
      if (y >= 0 && y < area.height && dot.from >= area.x && dot.to <= area.x + area.width)
        rows_[static_cast<std::size_t>(y)].push_back(dot);
    }
  }

  std::vector<RuleDot> on_line(int y) const {
    std::vector<RuleDot> dots;
    for (int i = std::max(0, y - off_); i <= std::min(area_.height - 1, y + off_); ++i)
      dots.insert(dots.end(),
                  rows_[static_cast<std::size_t>(i)].begin(),
                  rows_[static_cast<std::size_t>(i)].end());
    std::sort(dots.begin(), dots.end(), lies_before);
    return dots;
  }

  int count(int y) const {
    // Dots close together are crumbs of one stroke unless they go on for longer than strokes do.
    std::map<int, int> bins;
    int begin = 0, end = -one_dot_;
    for (const RuleDot& dot : on_line(y)) {
      if (dot.from - end >= one_dot_ || dot.to - begin > longest_stroke_) {
        ++bins[dot.from / bin_];
        begin = dot.from;
      }
      end = dot.to;
    }
    int total = 0;
    for (const auto& [bin, dots] : bins) total += std::min(dots, most_in_bin_);
    return total;
  }

 private:
  cv::Rect area_;
  std::vector<std::vector<RuleDot>> rows_;
  int bin_;
  int one_dot_;
  int longest_stroke_;
  int most_in_bin_;
  int off_;
};

// The mean of the counts that are no lines': those far above the mean are left out until none is.
double mean_of_chance(const std::vector<int>& counts) {
  constexpr double kFar = 3;  // standard deviations of a Poisson variable
  double mean = 0, last = -1;
  for (double limit = static_cast<double>(counts.size()); mean != last;) {
    last = mean;
    double sum = 0, kept = 0;
    for (const int count : counts)
      if (count <= limit) {
        sum += count;
        ++kept;
      }
    mean = kept > 0 ? sum / kept : 0;
    limit = mean + kFar * std::sqrt(mean) + 1;
  }
  return mean;
}

// The least count that a Poisson variable reaches with no more than `probability`.
int significant_count(double mean, double probability) {
  double term = std::exp(-mean), tail = 1;
  int count = 0;
  while (tail > probability) {
    tail -= term;
    ++count;
    term *= mean / count;
    if (term < 1e-15 && count > mean) break;
  }
  return count;
}

int middle_of(const std::vector<RuleDot>& dots) {
  const double sum = std::accumulate(
      dots.begin(), dots.end(), 0.0, [](double all, const RuleDot& dot) { return all + dot.at; });
  return static_cast<int>(std::lround(sum / static_cast<double>(dots.size())));
}

// Without the dots at the ends that lie too far off.
void trim(std::vector<RuleDot>& dots, double lone_gaps) {
  if (dots.size() < 3) return;
  const double gap = static_cast<double>(dots.back().to - dots.front().from) /
                     static_cast<double>(dots.size() - 1);
  while (dots.size() > 2 && dots.back().from - dots[dots.size() - 2].to > lone_gaps * gap)
    dots.pop_back();
  auto first = dots.begin();
  while (dots.end() - first > 2 && (first + 1)->from - first->to > lone_gaps * gap) ++first;
  dots.erase(dots.begin(), first);
}

}  // namespace

std::vector<DottedLine> dotted_lines(const std::vector<RuleDot>& dots,
                                     const cv::Rect& area,
                                     cv::Range among,
                                     Dpi dpi,
                                     const DottedLineOptions& options) {
  const DotRows rows(dots, area, dpi, options);
  std::vector<int> counts;
  counts.reserve(static_cast<std::size_t>(area.height));
  for (int y = 0; y < area.height; ++y) counts.push_back(rows.count(y));
  among = among & cv::Range(area.y, area.y + area.height);
  const int least =
      significant_count(mean_of_chance(counts), options.false_lines / std::max(1, among.size()));
  std::vector<int> places;
  for (int y = among.start - area.y; y < among.end - area.y; ++y)
    if (counts[static_cast<std::size_t>(y)] >= least) places.push_back(y);
  std::stable_sort(places.begin(), places.end(), [&](int a, int b) {
    return counts[static_cast<std::size_t>(a)] > counts[static_cast<std::size_t>(b)];
  });
  const double apart = to_pixels(options.apart_pt, dpi);
  std::vector<DottedLine> lines;
  for (const int y : places) {
    const bool near = std::any_of(lines.begin(), lines.end(), [&](const DottedLine& line) {
      return std::abs(line.at - area.y - y) < apart;
    });
    if (near) continue;
    DottedLine line{y + area.y, rows.on_line(y)};
    line.at = middle_of(line.dots);
    trim(line.dots, options.lone_gaps);
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), [](const DottedLine& a, const DottedLine& b) {
    return a.at < b.at;
  });
  return lines;
}

}  // namespace gouji
