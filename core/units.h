// Frames and units: pixels of an image, points (1/72 inch) of the upright page, and the conversions
// between them. A bare number elsewhere in the code carries its unit in its name.
#pragma once

#include <algorithm>
#include <cmath>

namespace gouji {

constexpr double kPointsPerInch = 72.0;

struct Dpi {
  double per_inch = 0;

  bool operator==(const Dpi&) const = default;
};

inline double to_points(double pixels, Dpi dpi) {
  return pixels * kPointsPerInch / dpi.per_inch;
}

inline double to_pixels(double points, Dpi dpi) {
  return points * dpi.per_inch / kPointsPerInch;
}

/// A length of an image's own: at least one pixel.
inline int whole_pixels(double points, Dpi dpi) {
  return std::max(1, static_cast<int>(std::lround(to_pixels(points, dpi))));
}

/// Rectangle in points, origin at the top left of the upright page, y downwards.
struct PageRect {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;

  double width() const { return x1 - x0; }

  double height() const { return y1 - y0; }

  double area() const { return std::max(0.0, width()) * std::max(0.0, height()); }

  bool contains(double x, double y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }

  bool operator==(const PageRect&) const = default;
};

/// The common part; an empty rectangle (area 0) when there is none.
inline PageRect intersect(const PageRect& a, const PageRect& b) {
  PageRect r{
      std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
  if (r.x1 < r.x0 || r.y1 < r.y0) return {};
  return r;
}

/// The smallest rectangle that holds both.
inline PageRect unite(const PageRect& a, const PageRect& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

/// Rectangle in pixels of one image: [x, x + width) by [y, y + height).
struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool operator==(const PixelRect&) const = default;
};

}  // namespace gouji
