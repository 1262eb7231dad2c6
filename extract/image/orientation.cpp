#include "extract/image/orientation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

#include "core/utf32.h"
#include "extract/image/components.h"

namespace gouji {
namespace {

// Glyph-sized ink: rulings, seals and pictures are left out. What is lighter than `lightest` is
// paper.
cv::Mat glyph_ink(const cv::Mat& even, Dpi dpi, int lightest, const OrientationOptions& options) {
  cv::Mat ink = even < lightest;
  const int largest = whole_pixels(options.max_glyph_pt, dpi);
  const Components marks(ink);
  for (const Component& mark : marks)
    if (mark.box.width > largest || mark.box.height > largest || mark.area <= 3)
      paint(ink, mark, 0);
  return ink;
}

/// The page at a resolution that still tells lines from columns, and how much smaller it is.
struct Sketch {
  cv::Mat even;
  Dpi dpi;
  double scale = 1;
};

Sketch sketch_of(const cv::Mat& even, Dpi dpi, const OrientationOptions& options) {
  Sketch sketch{even, dpi, std::min(1.0, options.sketch_dpi / dpi.per_inch)};
  if (sketch.scale == 1) return sketch;
  // Thin strokes would fade to paper: the darkest of the pixels that become one stands for them.
  const int merged = static_cast<int>(std::lround(1 / sketch.scale));
  cv::Mat dark;
  cv::erode(even, dark, cv::getStructuringElement(cv::MORPH_RECT, {merged, merged}));
  cv::resize(dark, sketch.even, {}, sketch.scale, sketch.scale, cv::INTER_AREA);
  sketch.dpi.per_inch *= sketch.scale;
  return sketch;
}

std::vector<cv::Rect> lines_along_x(const cv::Mat& ink, Dpi dpi) {
  cv::Mat joined;
  cv::morphologyEx(ink,
                   joined,
                   cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {whole_pixels(4, dpi) | 1, 1}));
  std::vector<cv::Rect> lines;
  const Components pieces(joined);
  for (const Component& piece : pieces) lines.push_back(piece.box);
  return lines;
}

/// Summed lengths of a page's lines of text in either direction, points.
struct LineLengths {
  double across = 0;
  double down = 0;
};

// Summed length, points, of the runs that are long and low, as lines of text are.
double line_length(const std::vector<cv::Rect>& lines, Dpi dpi, const OrientationOptions& options) {
  double sum = 0;
  for (const auto& l : lines)
    if (l.width >= to_pixels(options.min_line_pt, dpi) &&
        l.height <= to_pixels(options.max_glyph_pt, dpi))
      sum += to_points(l.width, dpi);
  return sum;
}

LineLengths measure_lines(const cv::Mat& even,
                          Dpi dpi,
                          int lightest_ink,
                          const OrientationOptions& options) {
  const Sketch sketch = sketch_of(even, dpi, options);
  const cv::Mat ink = glyph_ink(sketch.even, sketch.dpi, lightest_ink, options);
  cv::Mat transposed;
  cv::transpose(ink, transposed);
  return {line_length(lines_along_x(ink, sketch.dpi), sketch.dpi, options),
          line_length(lines_along_x(transposed, sketch.dpi), sketch.dpi, options)};
}

// Rules of dots, and lines that touch others, are lower and higher than lines of text.
void keep_usual_heights(std::vector<cv::Rect>& lines) {
  if (lines.empty()) return;
  constexpr double kLowest = 0.7, kHighest = 1.5;  // of the median
  std::vector<int> heights;
  heights.reserve(lines.size());
  for (const cv::Rect& l : lines) heights.push_back(l.height);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  std::erase_if(lines, [&](const cv::Rect& l) {
    return l.height < kLowest * *middle || l.height > kHighest * *middle;
  });
}

// Of a line's characters, how many tell that it stands: digits, and ideographs once each. Rules and
// their crossings are read as some, often surely; readers know characters that lie on their side,
// and a column of like words, lying, has the same one in every row.
struct Telling {
  int characters = 0;
  int telling = 0;
};

Telling telling_characters(const std::string& line) {
  constexpr std::u32string_view kLikeRules = U"一二十";
  Telling count;
  std::u32string seen;
  for (const char32_t c : to_utf32(line)) {
    if (c == U' ') continue;
    ++count.characters;
    if (is_ascii_digit(c)) {
      ++count.telling;
    } else if (is_ideograph(c) && kLikeRules.find(c) == kLikeRules.npos &&
               seen.find(c) == seen.npos) {
      ++count.telling;
      seen += c;
    }
  }
  return count;
}

// Mean confidence of the longest lines, each weighed by how much of its reading tells.
double legibility(const cv::Mat& even,
                  Dpi dpi,
                  int lightest_ink,
                  Recognizer& reader,
                  const OrientationOptions& options) {
  const Sketch sketch = sketch_of(even, dpi, options);
  auto lines = lines_along_x(glyph_ink(sketch.even, sketch.dpi, lightest_ink, options), sketch.dpi);
  const auto enlarged = [&](int length) {
    return static_cast<int>(std::lround(length / sketch.scale));
  };
  for (cv::Rect& l : lines)
    l = {enlarged(l.x), enlarged(l.y), enlarged(l.width), enlarged(l.height)};
  std::erase_if(lines, [&](const cv::Rect& l) {
    return l.width < to_pixels(options.min_sample_pt, dpi) ||
           l.height < to_pixels(options.min_sample_height_pt, dpi) ||
           l.height > to_pixels(options.max_glyph_pt, dpi);
  });
  keep_usual_heights(lines);
  std::sort(lines.begin(), lines.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return a.width != b.width ? a.width > b.width : a.y != b.y ? a.y < b.y : a.x < b.x;
  });
  if (lines.size() > static_cast<std::size_t>(options.sample_lines))
    lines.resize(static_cast<std::size_t>(options.sample_lines));
  if (lines.empty()) return 0;
  std::vector<LineImage> images;
  const int margin = whole_pixels(1.5, dpi);
  const int longest = whole_pixels(220, dpi);  // twenty characters are enough to tell
  for (auto l : lines) {
    l.width = std::min(l.width, longest);
    const cv::Rect cut = (l + cv::Size(2 * margin, 2 * margin) - cv::Point(margin, margin)) &
                         cv::Rect({}, even.size());
    images.push_back({even(cut), dpi, Alphabet::Any});
  }
  double sum = 0;
  for (const auto& readings : reader.read(images)) {
    if (readings.empty() || readings.front().text.empty()) continue;
    const auto& r = readings.front();
    const Telling count = telling_characters(r.text);
    const double each = options.whole_line_confidence
                            ? std::pow(r.confidence, 1.0 / std::max(count.characters, 1))
                            : r.confidence;
    if (count.characters >= 3) sum += each * count.telling / count.characters;
  }
  return sum / static_cast<double>(images.size());
}

}  // namespace

cv::Mat turned(const cv::Mat& image, int degrees) {
  if (degrees == 0) return image;
  cv::Mat out;
  cv::rotate(image,
             out,
             degrees == 90    ? cv::ROTATE_90_CLOCKWISE
             : degrees == 180 ? cv::ROTATE_180
                              : cv::ROTATE_90_COUNTERCLOCKWISE);
  return out;
}

int find_turn(const cv::Mat& even, Dpi dpi, Recognizer& reader, const OrientationOptions& options) {
  // Pale print leaves crumbs at the usual threshold; dark print runs together at the lighter one.
  constexpr std::array kLightestInk{160, 190};
  int best = 0;
  double most = 0, best_read = 0;
  for (const int lightest_ink : kLightestInk) {
    const auto [across, down] = measure_lines(even, dpi, lightest_ink, options);
    if (across + down < options.sample_lines * options.min_line_pt &&
        lightest_ink != kLightestInk.back())
      continue;
    // Both ways of the likelier direction first; the other direction too unless one is read well:
    // a page of short figures says little, and figures on their side are read as others.
    const std::vector<int> order =
        across >= down ? std::vector{0, 180, 90, 270} : std::vector{90, 270, 0, 180};
    for (const int turn : order) {
      const double legible = legibility(turned(even, turn), dpi, lightest_ink, reader, options);
      // Of what is hardly read, lines say more than letters, and most pages stand; the better it
      // is read, the less they matter.
      // A line more either way: a single one that runs otherwise, in a seal say, proves nothing.
      const double along = ((turn % 180 == 0 ? across : down) + options.min_line_pt) /
                           (across + down + 2 * options.min_line_pt);
      if (legible >= options.sure_confidence && along >= options.most_lines) return turn;
      const double likely = (legible + options.by_chance) *
                            std::pow(along, 1 - std::min(legible, 1.0)) *
                            (turn == 0 ? 1 : options.turned_pages);
      if (likely > most) {
        most = likely;
        best = turn;
      }
      best_read = std::max(best_read, legible);
    }
    if (best_read >= options.fair_confidence) return best;
  }
  return best;
}

}  // namespace gouji
