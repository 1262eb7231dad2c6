#include "extract/grid/print_rows.h"

#include <algorithm>
#include <iterator>

namespace gouji {
namespace {

/// Lines of print in one slot of rows: their signs, from top to bottom.
using Lines = std::vector<std::vector<cv::Rect>>;

// Parted by paper that runs through all columns.
Lines lines_of(std::vector<cv::Rect> signs, int least_paper) {
  std::sort(
      signs.begin(), signs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  Lines lines;
  int bottom = 0;
  for (const cv::Rect& sign : signs) {
    if (lines.empty() || sign.y - bottom >= least_paper) {
      lines.emplace_back();
      bottom = 0;
    }
    lines.back().push_back(sign);
    bottom = std::max(bottom, sign.y + sign.height);
  }
  return lines;
}

// The box around those in the column; empty where none is.
cv::Rect box_in(const std::vector<cv::Rect>& line, int from, int to) {
  cv::Rect box;
  for (const cv::Rect& sign : line) {
    const int middle = sign.x + sign.width / 2;
    if (middle >= from && middle < to) box = box.empty() ? sign : (box | sign);
  }
  return box;
}

cv::Rect box_of(const std::vector<cv::Rect>& line) {
  cv::Rect box = line.front();
  for (const cv::Rect& sign : line) box |= sign;
  return box;
}

bool are_two_rows(const std::vector<cv::Rect>& above,
                  const std::vector<cv::Rect>& below,
                  const std::vector<int>& columns,
                  const PrintRowOptions& options) {
  std::size_t shown = 0;
  for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
    const cv::Rect upper = box_in(above, columns[c], columns[c + 1]);
    if (upper.empty() || box_in(below, columns[c], columns[c + 1]).empty()) continue;
    const int room = columns[c + 1] - columns[c] - upper.width;
    if (room >= options.least_room * upper.height) ++shown;
  }
  return shown >= options.fewest_columns;
}

}  // namespace

std::vector<int> levels_between_rows(const std::vector<cv::Rect>& signs,
                                     const std::vector<int>& rows,
                                     const std::vector<int>& columns,
                                     Dpi dpi,
                                     const PrintRowOptions& options) {
  const int margin = whole_pixels(options.margin_pt, dpi);
  std::vector<int> levels;
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    std::vector<cv::Rect> inside;
    std::copy_if(signs.begin(), signs.end(), std::back_inserter(inside), [&](const cv::Rect& sign) {
      const int middle = sign.y + sign.height / 2;
      return middle > rows[r] + margin && middle < rows[r + 1] - margin;
    });
    const Lines lines = lines_of(std::move(inside), whole_pixels(options.least_paper_pt, dpi));
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      if (are_two_rows(lines[i], lines[i + 1], columns, options))
        levels.push_back((box_of(lines[i]).br().y + box_of(lines[i + 1]).y) / 2);
  }
  return levels;
}

}  // namespace gouji
