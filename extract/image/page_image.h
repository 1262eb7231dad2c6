// One page as pixels, with the way back to the page in points. The image may be rectified (skew,
// perspective, curve removed); to_page knows by how much.
#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "core/units.h"

namespace gouji {

/// Maps pixels of an image to points of the upright page. An optional smooth displacement
/// (polynomial of degree 3 in both coordinates, normalised to [-1, 1] over the image) tells where a
/// rectified pixel came from.
struct PageTransform {
  Dpi dpi;
  cv::Size size;       ///< of the image, pixels
  cv::Point2d origin;  ///< of this image's pixel (0, 0) on the page, pixels
  bool warped = false;
  std::array<double, 10>
      dx{};  ///< source x - x, in pixels, coefficients of 1,x,y,xx,xy,yy,xxx,xxy,xyy,yyy
  std::array<double, 10> dy{};

  /// Pixel of this image -> pixel of the upright, unrectified image.
  cv::Point2d source(double x, double y) const;

  /// The bounding box on the page of a rectangle of this image.
  PageRect to_page(const PixelRect& r) const;
};

struct PageImage {
  cv::Mat grey;   ///< CV_8UC1, 255 = paper, coloured seals removed
  cv::Mat seals;  ///< CV_8UC1, 255 where a dark seal was taken out of grey; empty without seals
  Dpi dpi;
  PageTransform transform;
};

}  // namespace gouji
