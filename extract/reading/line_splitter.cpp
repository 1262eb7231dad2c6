#include "extract/reading/line_splitter.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace gouji {
namespace {

constexpr double kFlat = 2.2;         // width to height: a dash or 一
constexpr double kTallShare = 0.85;   // quantile of heights that stands for a full glyph
constexpr double kOneLine = 1.22;     // glyph heights that bands of one line span at most
constexpr double kTwoLines = 1.55;    // glyph heights from which a band holds more than one line
constexpr double kValley = 0.35;      // of the median row: a gap between touching lines is thinner
constexpr double kLeastUsual = 0.92;  // pieces of a glyph (兀 of 元), digits beside Chinese glyphs
constexpr double kTrustUsual = 1.35;  // glyphs may exceed the usual height by this factor

struct Band {
  int top = 0;
  int bottom = 0;  // one past the last row

  int height() const { return bottom - top; }
};

std::vector<int> row_profile(const cv::Mat& ink) {
  std::vector<int> profile(static_cast<std::size_t>(ink.rows));
  for (int y = 0; y < ink.rows; ++y)
    profile[static_cast<std::size_t>(y)] = cv::countNonZero(ink.row(y));
  return profile;
}

std::vector<Band> bands_of(const std::vector<int>& profile) {
  std::vector<Band> bands;
  const int rows = static_cast<int>(profile.size());
  for (int y = 0; y < rows; ++y) {
    if (profile[static_cast<std::size_t>(y)] == 0) continue;
    if (bands.empty() || bands.back().bottom != y) bands.push_back({y, y});
    bands.back().bottom = y + 1;
  }
  return bands;
}

// Joins the closest neighbours first, as long as the result is no higher than a line.
std::vector<Band> join_bands(std::vector<Band> bands, double height) {
  while (bands.size() > 1) {
    std::size_t best = bands.size();
    int best_gap = 0;
    for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
      const int gap = bands[i + 1].top - bands[i].bottom;
      if (bands[i + 1].bottom - bands[i].top > kOneLine * height) continue;
      if (best == bands.size() || gap < best_gap) {
        best = i;
        best_gap = gap;
      }
    }
    if (best == bands.size()) break;
    bands[best].bottom = bands[best + 1].bottom;
    bands.erase(bands.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
  return bands;
}

// The thinnest row of a band where its first line can end; -1 where none is thin.
int thin_row(const Band& band, const std::vector<int>& profile, double height) {
  std::vector<int> sorted(profile.begin() + band.top, profile.begin() + band.bottom);
  std::nth_element(sorted.begin(),
                   sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                   sorted.end());
  const int median = sorted[sorted.size() / 2];
  const int from = band.top + std::max(1, static_cast<int>(0.7 * height));
  const int to = std::min(band.top + static_cast<int>(std::ceil(1.5 * height)),
                          band.bottom - static_cast<int>(0.4 * height));
  int cut = -1;
  for (int y = from; y < to; ++y)
    if (cut < 0 || profile[static_cast<std::size_t>(y)] < profile[static_cast<std::size_t>(cut)])
      cut = y;
  const bool thin = cut >= 0 && profile[static_cast<std::size_t>(cut)] <= kValley * median;
  return thin ? cut : -1;
}

// Divides a band that holds several touching lines; leaves it whole where no thin row is found, or
// where nothing tells how high a line is.
void divide_band(Band band,
                 const std::vector<int>& profile,
                 double height,
                 std::vector<Band>& out) {
  while (height > 0 && band.height() >= kTwoLines * height) {
    const int cut = thin_row(band, profile, height);
    if (cut < 0) break;
    out.push_back({band.top, cut});
    band.top = cut;
  }
  out.push_back(band);
}

}  // namespace

double glyph_height(const std::vector<InkMark>& marks) {
  std::vector<int> heights;
  int widest = 0;
  for (const InkMark& mark : marks) {
    widest = std::max(widest, mark.box.width);
    if (mark.box.width <= kFlat * mark.box.height) heights.push_back(mark.box.height);
  }
  if (heights.empty()) return widest;
  std::sort(heights.begin(), heights.end());
  // Dots and radicals are many and small: only marks of at least half the tallest count.
  const int tallest = heights.back();
  const auto tall = std::lower_bound(heights.begin(), heights.end(), tallest / 2);
  const auto count = static_cast<double>(std::distance(tall, heights.end()));
  return *(tall + static_cast<std::ptrdiff_t>(std::ceil(kTallShare * (count - 1))));
}

std::vector<cv::Rect> split_lines(const cv::Mat& ink,
                                  const std::vector<InkMark>& marks,
                                  double usual_height) {
  double height = glyph_height(marks);
  if (usual_height > 0) {
    // A mark that spans two lines is no glyph; glyphs of a piece (二, 、) say less than the usual.
    if (height > kTrustUsual * usual_height) {
      const auto bands = join_bands(bands_of(row_profile(ink)), usual_height);
      const bool large_type = std::all_of(bands.begin(), bands.end(), [&](const Band& band) {
        return std::abs(band.height() - height) < 0.15 * height;
      });
      if (!large_type || bands.size() == 1) height = std::min(height, kTrustUsual * usual_height);
    }
    // Broken digits: two lines of type half as large are still farther apart.
    height = std::max(height, kLeastUsual * usual_height);
  }
  const auto profile = row_profile(ink);
  std::vector<Band> lines;
  for (const Band& band : join_bands(bands_of(profile), height))
    divide_band(band, profile, height, lines);

  std::vector<cv::Rect> boxes;
  for (const Band& line : lines) {
    const cv::Mat rows = ink.rowRange(line.top, line.bottom);
    cv::Rect box = cv::boundingRect(rows);
    if (box.empty()) continue;
    box.y += line.top;
    boxes.push_back(box);
  }
  return boxes;
}

}  // namespace gouji
