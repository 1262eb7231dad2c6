#include "extract/image/page_image.h"

#include <cmath>

namespace gouji {
namespace {

double polynomial(const std::array<double, 10>& c, double x, double y) {
  return c[0] + c[1] * x + c[2] * y + c[3] * x * x + c[4] * x * y + c[5] * y * y +
         c[6] * x * x * x + c[7] * x * x * y + c[8] * x * y * y + c[9] * y * y * y;
}

}  // namespace

cv::Point2d PageTransform::source(double x, double y) const {
  if (!warped) return {x, y};
  const double u = 2 * x / size.width - 1;
  const double v = 2 * y / size.height - 1;
  return {x + polynomial(dx, u, v), y + polynomial(dy, u, v)};
}

PageRect PageTransform::to_page(const PixelRect& r) const {
  PageRect box{1e9, 1e9, -1e9, -1e9};
  for (const int x : {r.x, r.x + r.width})
    for (const int y : {r.y, r.y + r.height}) {
      const auto p = source(x, y);
      const double px = to_points(p.x + origin.x, dpi);
      const double py = to_points(p.y + origin.y, dpi);
      box = {
          std::min(box.x0, px), std::min(box.y0, py), std::max(box.x1, px), std::max(box.y1, py)};
    }
  return box;
}

}  // namespace gouji
