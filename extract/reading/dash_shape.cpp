#include "extract/reading/dash_shape.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace gouji {
namespace {

constexpr double kInk = 0.35;       // of the bars' darkness: what belongs to the row of dashes
constexpr double kGap = 0.55;       // of it: so light is a gap that is certain
constexpr double kFaintGap = 0.8;   // so light is a gap where one is expected
constexpr double kUneven = 0.2;     // of a dash and its gap: how far their lengths may stray
constexpr double kMaxHeight = 0.6;  // height to the length of one dash and its gap
constexpr int kMinPitch = 4;        // pixels; gaps of shorter dashes are no longer seen

/// Darkness of each column, summed over the rows of ink, from the first dash to the last.
std::vector<double> dark_profile(const cv::Mat& pixels) {
  cv::Mat sums;
  cv::reduce(255 - pixels, sums, 0, cv::REDUCE_SUM, CV_64F);
  std::vector<double> profile(sums.begin<double>(), sums.end<double>());
  std::vector<double> sorted = profile;
  std::sort(sorted.begin(), sorted.end());
  const double darkest = sorted[sorted.size() * 9 / 10];
  const auto ink = [&](double value) { return value > kInk * darkest; };
  const auto first = std::find_if(profile.begin(), profile.end(), ink);
  const auto last = std::find_if(profile.rbegin(), profile.rend(), ink).base();
  return first < last ? std::vector<double>(first, last) : std::vector<double>();
}

/// Where the profile is lightest between two dashes, for each stretch under `level`.
std::vector<int> gap_middles(const std::vector<double>& profile, double level) {
  std::vector<int> gaps;
  const int columns = static_cast<int>(profile.size());
  for (int x = 1, begin = -1; x < columns; ++x) {
    const bool light = profile[static_cast<std::size_t>(x)] < level;
    if (light && begin < 0) begin = x;
    if (!light && begin >= 0) {
      const auto from = profile.begin() + begin;
      gaps.push_back(begin + static_cast<int>(std::min_element(from, profile.begin() + x) - from));
      begin = -1;
    }
  }
  return gaps;
}

}  // namespace

int count_dashes(const cv::Mat& pixels) {
  const std::vector<double> profile = dark_profile(pixels);
  if (profile.empty()) return 0;
  std::vector<double> sorted = profile;
  std::sort(sorted.begin(), sorted.end());
  const double bar = sorted[sorted.size() / 2];
  const std::vector<int> gaps = gap_middles(profile, kGap * bar);
  if (gaps.empty()) return 0;

  // The bounds of the stretches between gaps, half a gap added at both ends.
  std::vector<double> bounds = {-1.0};
  bounds.insert(bounds.end(), gaps.begin(), gaps.end());
  bounds.push_back(static_cast<double>(profile.size()));
  double shortest = bounds.back();
  for (std::size_t i = 1; i < bounds.size(); ++i)
    shortest = std::min(shortest, bounds[i] - bounds[i - 1]);
  const double count = std::round((bounds.back() - bounds.front()) / shortest);
  const double pitch = (bounds.back() - bounds.front()) / count;
  const int height = cv::boundingRect(pixels < 128).height;
  if (pitch < kMinPitch || height > kMaxHeight * pitch) return 0;

  for (int k = 1; k < static_cast<int>(count); ++k) {
    const double expected = bounds.front() + k * pitch;
    const auto at = [&](double x) {
      return profile.begin() + std::clamp(static_cast<std::ptrdiff_t>(std::lround(x)),
                                          std::ptrdiff_t{0},
                                          static_cast<std::ptrdiff_t>(profile.size()) - 1);
    };
    const auto end = at(expected + kUneven * pitch) + 1;
    if (*std::min_element(at(expected - kUneven * pitch), end) > kFaintGap * bar) return 0;
  }
  for (const int gap : gaps) {
    const double order = (gap - bounds.front()) / pitch;
    if (std::abs(order - std::round(order)) > kUneven) return 0;
  }
  return static_cast<int>(count);
}

bool are_two_bars(const cv::Mat& pixels) {
  cv::Mat sums;
  cv::reduce(255 - pixels, sums, 1, cv::REDUCE_SUM, CV_64F);
  double darkest = 0;
  cv::minMaxLoc(sums, nullptr, &darkest);
  int bars = 0;
  bool inside = false;  // of a bar; what lies between the levels changes nothing
  for (const double row : cv::Mat_<double>(sums)) {
    if (!inside && row > kFaintGap * darkest) {
      inside = true;
      ++bars;
    } else if (row < kGap * darkest) {
      inside = false;
    }
  }
  return bars == 2;
}

}  // namespace gouji
