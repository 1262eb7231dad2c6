// What sizes of pages and pictures are refused, in the same words for every kind of file.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "core/units.h"

namespace gouji {

/// Throws InputError for a page without size or with a side longer than `max_points`.
void check_page_size(const std::string& file, int page, cv::Size2d size_pt, double max_points);

/// Throws InputError when the page at this resolution has more pixels than `max_pixels`.
void check_pixels(
    const std::string& file, int page, cv::Size2d size_pt, Dpi dpi, double max_pixels);

}  // namespace gouji
