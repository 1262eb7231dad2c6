#include "extract/reading/pale_ends.h"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace gouji {
namespace {

// The share of a part's rows with ink.
double inked_rows(const cv::Mat& ink, const cv::Rect& part) {
  const cv::Rect inside = part & cv::Rect({}, ink.size());
  if (inside.empty()) return 0;
  cv::Mat rows;
  cv::reduce(ink(inside), rows, 1, cv::REDUCE_MAX, CV_8U);
  return static_cast<double>(cv::countNonZero(rows)) / inside.height;
}

// Where a digit too pale for the threshold stands beside the line: ink in most of the line's rows
// and not above and below it, as a rule has. `pale`: ink at half the threshold. Empty for none.
cv::Rect pale_neighbour(const cv::Mat& pale,
                        const cv::Rect& line,
                        const cv::Rect& inside,
                        bool before) {
  constexpr double kWidth = 0.75;  // of a digit, in line heights
  constexpr int kGap = 2;          // pixels: the blurred rim of the digits
  constexpr double kMostRows = 0.6, kFewRows = 0.4;
  const int width = static_cast<int>(kWidth * line.height);
  const cv::Rect beside =
      cv::Rect(
          before ? line.x - kGap - width : line.x + line.width + kGap, line.y, width, line.height) &
      inside;
  if (beside.width < width / 2 || inked_rows(pale, beside) < kMostRows) return {};
  const int rise = line.height / 2;
  const cv::Rect above = cv::Rect(beside.x, beside.y - rise, beside.width, rise - kGap) & inside;
  const cv::Rect below =
      cv::Rect(beside.x, beside.y + beside.height + kGap, beside.width, rise - kGap) & inside;
  if (inked_rows(pale, above) > kFewRows || inked_rows(pale, below) > kFewRows) return {};
  std::vector<cv::Point> points;
  cv::findNonZero(pale(beside), points);
  return cv::boundingRect(points) + beside.tl();
}

}  // namespace

void add_pale_ends(const cv::Mat& pale,
                   const cv::Rect& inside,
                   double highest_line,
                   CellInk& cell) {
  constexpr int kMostDigits = 8;
  cv::Rect line;
  for (const InkMark& mark : cell.marks) line |= mark.box;
  if (line.empty() || line.height > highest_line) return;
  for (const bool before : {true, false})
    for (int digit = 0; digit < kMostDigits; ++digit) {
      const cv::Rect found = pale_neighbour(pale, line, inside, before);
      if (found.empty()) break;
      cell.marks.push_back({found, cv::countNonZero(pale(found))});
      cell.ink(found) |= pale(found);
      line |= found;
    }
}

}  // namespace gouji
