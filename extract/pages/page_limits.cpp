#include "extract/pages/page_limits.h"

#include <fmt/format.h>

#include "core/diagnostic.h"

namespace gouji {

void check_page_size(const std::string& file, int page, cv::Size2d size_pt, double max_points) {
  const std::string where = fmt::format("page {}", page);
  // Written so that a size that is not a number is refused too.
  if (!(size_pt.width > 0 && size_pt.height > 0))
    throw InputError(file, where, "the page has no size", "export the file again");
  if (!(size_pt.width <= max_points && size_pt.height <= max_points))
    throw InputError(file,
                     where,
                     fmt::format("the page is {:.0f} x {:.0f} points, more than {:.0f} are refused",
                                 size_pt.width,
                                 size_pt.height,
                                 max_points),
                     "print the page to an ordinary paper size");
}

void check_pixels(
    const std::string& file, int page, cv::Size2d size_pt, Dpi dpi, double max_pixels) {
  const double pixels = to_pixels(size_pt.width, dpi) * to_pixels(size_pt.height, dpi);
  if (pixels <= max_pixels) return;
  throw InputError(file,
                   fmt::format("page {}", page),
                   fmt::format("at {:.0f} dpi the page has {:.0f} million pixels, more than {:.0f} "
                               "million are refused",
                               dpi.per_inch,
                               pixels / 1e6,
                               max_pixels / 1e6),
                   "read it at a lower resolution");
}

}  // namespace gouji
