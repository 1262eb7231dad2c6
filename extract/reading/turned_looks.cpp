#include "extract/reading/turned_looks.h"

#include <opencv2/core.hpp>

namespace gouji {
namespace {

constexpr double kTall = 1.5;       // height to width of ink that may be a line on its side
constexpr double kTwoGlyphs = 1.8;  // usual heights: shorter ink shows no direction

// Clockwise, or against the clock.
CellWork turned(const CellWork& cell, bool clockwise, double usual_height) {
  const auto direction = clockwise ? cv::ROTATE_90_CLOCKWISE : cv::ROTATE_90_COUNTERCLOCKWISE;
  const cv::Size size = cell.ink.pixels.size();
  CellWork look;
  look.ink = cell.ink;
  look.evidence = cell.evidence;
  cv::rotate(cell.ink.pixels, look.ink.pixels, direction);
  cv::rotate(cell.ink.ink, look.ink.ink, direction);
  for (InkMark& mark : look.ink.marks) {
    const cv::Rect& box = mark.box;
    mark.box = clockwise ? cv::Rect(size.height - box.y - box.height, box.x, box.height, box.width)
                         : cv::Rect(box.y, size.width - box.x - box.width, box.height, box.width);
  }
  look.boxes = split_lines(look.ink.ink, look.ink.marks, usual_height);
  look.evidence.lines.clear();
  for (const cv::Rect& box : look.boxes)
    look.evidence.lines.push_back(measure_line(look.ink, box, usual_height));
  look.evidence.crossed = look.ink.crossed;
  return look;
}

}  // namespace

std::vector<CellWork> turned_looks(const CellWork& cell, double usual_height) {
  if (!cell.has_ink() || usual_height <= 0) return {};
  cv::Rect ink;
  for (const InkMark& mark : cell.ink.marks) ink |= mark.box;
  if (ink.height < kTall * ink.width || ink.height < kTwoGlyphs * usual_height) return {};
  return {turned(cell, /*clockwise=*/true, usual_height),
          turned(cell, /*clockwise=*/false, usual_height)};
}

}  // namespace gouji
