// The words of a table's header that head a column each: those with none below them, while a
// group's stand above the headers of its columns.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace gouji {

struct HeaderLeafOptions {
  double least_width = 0.8;    ///< of the usual height of print; narrower is a crumb
  double line_paper = 0.5;     ///< of the same: lines nearer to each other are one text
  double above_middle = 0.25;  ///< of the header's height: a text that stands farther up with
                               ///< nothing below is a group's, whose columns lie to both sides
};

/// Boxes, some of several lines, from left to right. `runs`: the header's print.
std::vector<cv::Rect> header_leaves(const std::vector<cv::Rect>& runs,
                                    const HeaderLeafOptions& options);

/// The y that parts all texts with others below from these; none where there is no such line.
/// `runs`: the print of one row of the header.
std::optional<int> level_below_groups(const std::vector<cv::Rect>& runs,
                                      const HeaderLeafOptions& options);

}  // namespace gouji
