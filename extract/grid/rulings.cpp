#include "extract/grid/rulings.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "extract/grid/dotted_drawing.h"
#include "extract/grid/dotted_rules.h"
#include "extract/image/components.h"

namespace gouji {
namespace {

// Strokes along x of a darkness image: smoothed along the stroke so that grain and small gaps do
// not cut it, tolerant to a slope of one pixel a kernel, then opened. Thick fills are taken out by
// subtracting what survives an opening across.
cv::Mat horizontal_strokes(const cv::Mat& darkness, Dpi dpi, const RulingOptions& options) {
  cv::Mat smooth;
  cv::blur(darkness, smooth, {whole_pixels(options.smooth_pt, dpi), 1});
  cv::Mat tolerant;
  cv::dilate(smooth, tolerant, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
  cv::Mat opened;
  cv::morphologyEx(
      tolerant,
      opened,
      cv::MORPH_OPEN,
      cv::getStructuringElement(cv::MORPH_RECT, {whole_pixels(options.min_length_pt, dpi), 1}));
  cv::erode(opened, opened, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
  cv::Mat thick;
  cv::morphologyEx(opened,
                   thick,
                   cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT,
                                             {1, whole_pixels(options.max_thickness_pt, dpi) + 1}));
  cv::Mat thin;
  cv::subtract(opened, thick, thin);
  return thin;
}

// The darkness that this page's own rulings have: of the strokes too long for text. 0 when there
// are none.
double ruling_darkness(const cv::Mat& strokes, Dpi dpi, const RulingOptions& options) {
  const int length = whole_pixels(options.long_run_pt, dpi);
  double sum = 0, pixels = 0;
  for (const InkRun& run : runs_of(strokes > options.min_darkness)) {
    if (run.length() < length) continue;
    const auto* row = strokes.ptr<uchar>(run.y);
    sum = std::accumulate(row + run.from, row + run.to, sum);
    pixels += run.length();
  }
  return pixels > 0 ? sum / pixels : 0;
}

// The row that halves a stroke's ink: what sticks to the stroke (text, a seal's rim) does not pull
// it.
double middle_row(const Component& stroke) {
  int seen = 0;
  for (auto run = stroke.runs.begin(); run != stroke.runs.end();) {
    const int y = run->y;
    int here = 0;
    for (; run != stroke.runs.end() && run->y == y; ++run) here += run->length();
    if (2 * (seen + here) >= stroke.area)
      return y + static_cast<double>(stroke.area - 2 * seen) / (2 * here) - 0.5;
    seen += here;
  }
  return stroke.box.y;
}

// The strokes too long for text.
cv::Mat long_strokes(const cv::Mat& mask, Dpi dpi, const RulingOptions& options) {
  cv::Mat kept = cv::Mat::zeros(mask.size(), CV_8UC1);
  const Components strokes(mask);
  for (const Component& stroke : strokes)
    if (stroke.box.width >= to_pixels(options.long_run_pt, dpi)) paint(kept, stroke, 255);
  return kept;
}

// For how much of a stroke's way its ink is no thicker than a rule's. Signs of a line of figures
// hang together in a stroke when they are smoothed, but are taller.
double thin_share(const cv::Mat& ink, const cv::Rect& stroke, int beside, int thickness) {
  const cv::Rect around =
      cv::Rect(stroke.x, stroke.y - beside, stroke.width, stroke.height + 2 * beside) &
      cv::Rect({}, ink.size());
  cv::Mat turned;
  cv::transpose(ink(around), turned);
  int thin = 0;
  for (int x = 0; x < turned.rows; ++x) {
    const auto *begin = turned.ptr<uchar>(x), *end = begin + turned.cols;
    const auto* first = std::find(begin, end, 255);
    const auto* last = end;
    while (last > first && *(last - 1) != 255) --last;
    if (last - first <= thickness) ++thin;
  }
  return static_cast<double>(thin) / std::max(1, stroke.width);
}

// The strokes longer than those of small print, with paper beside them: letters have other strokes
// there.
cv::Mat clear_strokes(const cv::Mat& mask,
                      const cv::Mat& ink,
                      double apart_pt,
                      Dpi dpi,
                      const RulingOptions& options) {
  constexpr double kClear = 0.7;  // of the length
  constexpr int kBeside = 3;      // pixels beside a stroke that are not looked at for print
  DottedRuleOptions near;
  near.beside_pt = apart_pt;
  cv::Mat kept = cv::Mat::zeros(mask.size(), CV_8UC1);
  const Components strokes(mask);
  for (const Component& stroke : strokes)
    if (stroke.box.width >= to_pixels(options.dotted_piece_pt, dpi) &&
        clear_cover({ink, ink}, stroke.box, dpi, near).length >= kClear * stroke.box.width &&
        thin_share(ink, stroke.box, kBeside, whole_pixels(near.max_dot_pt, dpi)) >= kClear)
      paint(kept, stroke, 255);
  return kept;
}

double total_length(const cv::Mat& strokes) {
  double length = 0;
  const Components each(strokes);
  for (const Component& stroke : each) length += stroke.box.width;
  return length;
}

// Of those at the upper and lower edge of all of them: a table's frame, if there is one.
double frame_length(const cv::Mat& strokes, Dpi dpi, const RulingOptions& options) {
  const cv::Rect all = cv::boundingRect(strokes);
  const double edge = to_pixels(options.max_thickness_pt, dpi);
  double length = 0;
  const Components each(strokes);
  for (const Component& stroke : each)
    if (stroke.box.y + stroke.box.height <= all.y + edge ||
        stroke.box.y >= all.y + all.height - edge)
      length += stroke.box.width;
  return length;
}

std::vector<Ruling> segments(const cv::Mat& mask, Dpi dpi, const RulingOptions& options) {
  std::vector<Ruling> found;
  const double longest_thickness = to_pixels(options.max_thickness_pt, dpi);
  const Components strokes(mask);
  for (const Component& stroke : strokes) {
    const cv::Rect& box = stroke.box;
    const double thickness = static_cast<double>(stroke.area) / box.width;
    if (box.width < to_pixels(options.min_length_pt, dpi) || thickness > longest_thickness)
      continue;
    found.push_back({Axis::Horizontal,
                     middle_row(stroke),
                     static_cast<double>(box.x),
                     static_cast<double>(box.x + box.width),
                     thickness});
  }
  return found;
}

}  // namespace

RulingMap find_rulings(const cv::Mat& even, Dpi dpi, const RulingOptions& options) {
  cv::Mat darkness, turned;
  cv::bitwise_not(even, darkness);
  cv::transpose(darkness, turned);
  const cv::Mat across = horizontal_strokes(darkness, dpi, options);
  const cv::Mat down = horizontal_strokes(turned, dpi, options);
  const auto threshold = [&](const cv::Mat& strokes) {
    return std::max(options.min_darkness,
                    options.relative_darkness * ruling_darkness(strokes, dpi, options));
  };
  RulingMap map;
  map.horizontal = across > threshold(across);
  cv::Mat vertical = down > threshold(down);
  const DottedInk ink_across = dotted_ink(darkness, dpi, {}),
                  ink_down = dotted_ink(turned, dpi, {});
  const cv::Mat dots_across = dotted_rules(ink_across, dpi, {});
  const cv::Mat dots_down = dotted_rules(ink_down, dpi, {});
  const cv::Mat long_across = long_strokes(map.horizontal, dpi, options);
  const cv::Mat long_down = long_strokes(vertical, dpi, options);
  const double dotted = total_length(long_strokes(dots_across, dpi, options)) +
                        total_length(long_strokes(dots_down, dpi, options));
  const double whole = total_length(long_across) + total_length(long_down);
  const double frame =
      frame_length(long_across, dpi, options) + frame_length(long_down, dpi, options);
  const bool frame_alone = frame >= options.frame_alone * whole;
  map.dotted = dotted > (frame_alone ? options.dotted_in_frame : options.dotted_share) * whole;
  if (map.dotted) {  // short strokes are text then
    const DrawnRules drawn = draw_dotted_tables(
        {ink_across,
         clear_strokes(map.horizontal, ink_across.ink, options.line_apart_pt, dpi, options)},
        {ink_down, clear_strokes(vertical, ink_down.ink, options.sign_apart_pt, dpi, options)},
        dpi,
        {});
    if (cv::countNonZero(drawn.level) > 0) {
      map.horizontal = drawn.level;
      vertical = drawn.upright;
    } else {
      map.horizontal = long_across | dots_across;
      vertical = long_down | dots_down;
    }
  }
  map.strokes = segments(map.horizontal, dpi, options);
  for (auto stroke : segments(vertical, dpi, options)) {
    stroke.axis = Axis::Vertical;
    map.strokes.push_back(stroke);
  }
  cv::transpose(vertical, map.vertical);
  return map;
}

}  // namespace gouji
