#include "extract/pages/text_lines.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "extract/image/components.h"

namespace gouji {
namespace {

constexpr double kLargestGlyphPt = 60;
constexpr double kSmallestTypePt = 3;
constexpr double kFlatRule = 20;  // width to height: an underline, not 一

// The middle height of full glyphs of the page.
double usual_glyph(const std::vector<InkMark>& marks, double least) {
  std::vector<int> heights;
  for (const InkMark& mark : marks)
    if (mark.box.height >= least) heights.push_back(mark.box.height);
  if (heights.empty()) return least;
  const auto at = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 7 / 10);
  std::nth_element(heights.begin(), at, heights.end());
  return *at;
}

bool same_row(const cv::Rect& a, const cv::Rect& b) {
  const int top = std::max(a.y, b.y);
  const int bottom = std::min(a.y + a.height, b.y + b.height);
  return 2 * (bottom - top) > std::min(a.height, b.height);
}

bool belongs(const cv::Rect& piece, const cv::Rect& line, double gap) {
  if (!same_row(piece, line)) return false;
  const int distance = std::max(line.x - (piece.x + piece.width), piece.x - (line.x + line.width));
  return distance <= gap;
}

void order_for_reading(std::vector<cv::Rect>& lines) {
  std::sort(lines.begin(), lines.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return a.y * 2 + a.height != b.y * 2 + b.height ? a.y * 2 + a.height < b.y * 2 + b.height
                                                    : a.x < b.x;
  });
  for (std::size_t from = 0; from < lines.size();) {
    std::size_t to = from + 1;
    while (to < lines.size() && same_row(lines[from], lines[to])) ++to;
    std::sort(lines.begin() + static_cast<std::ptrdiff_t>(from),
              lines.begin() + static_cast<std::ptrdiff_t>(to),
              [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
    from = to;
  }
}

}  // namespace

std::vector<cv::Rect> find_text_lines(const CellInk& ink, Dpi dpi, const ReadingOptions& options) {
  const double largest = to_pixels(kLargestGlyphPt, dpi);
  cv::Mat text = cv::Mat::zeros(ink.ink.size(), CV_8UC1);
  std::vector<InkMark> marks;
  for (const InkMark& mark : ink.marks) {
    const cv::Rect& box = mark.box;
    if (box.height > largest || (box.width > largest && box.width > kFlatRule * box.height) ||
        box.width > 3 * largest)
      continue;
    marks.push_back(mark);
    ink.ink(box).copyTo(text(box), ink.ink(box));
  }
  const double glyph = usual_glyph(marks, to_pixels(kSmallestTypePt, dpi));
  const int gap = std::max(3, static_cast<int>(std::lround(options.line_gap_heights * glyph)));
  // Smear sideways: what touches then is one line, whatever its slope.
  cv::Mat smeared;
  cv::copyMakeBorder(text, smeared, 0, 0, gap, gap, cv::BORDER_CONSTANT, cv::Scalar(0));
  cv::morphologyEx(
      smeared, smeared, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {gap, 1}));
  smeared = smeared(cv::Rect(gap, 0, text.cols, text.rows)).clone();
  std::vector<cv::Rect> pieces;
  const Components smears(smeared);
  for (const Component& smear : smears) pieces.push_back(smear.box);
  std::sort(pieces.begin(), pieces.end(), [](const cv::Rect& a, const cv::Rect& b) {
    return a.area() != b.area() ? a.area() > b.area() : a.x + a.y * 100000 < b.x + b.y * 100000;
  });
  std::vector<cv::Rect> lines;
  for (const cv::Rect& piece : pieces) {
    const auto home = std::find_if(lines.begin(), lines.end(), [&](const cv::Rect& line) {
      return belongs(piece, line, gap);
    });
    if (home != lines.end())
      *home |= piece;
    else
      lines.push_back(piece);
  }
  // Lines that touch each other come out as one piece.
  std::vector<cv::Rect> divided;
  for (const cv::Rect& line : lines) {
    std::vector<InkMark> own;
    for (const InkMark& mark : marks)
      if ((mark.box & line).area() * 2 > mark.box.area())
        own.push_back({mark.box - line.tl(), mark.area});
    for (const cv::Rect& part : split_lines(text(line), own, 0))
      divided.push_back(part + line.tl());
  }
  const double least = to_pixels(kSmallestTypePt, dpi);
  std::erase_if(
      divided, [&](const cv::Rect& line) { return line.height < least && line.width < 2 * least; });
  order_for_reading(divided);
  return divided;
}

}  // namespace gouji
