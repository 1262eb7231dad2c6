// Draws pages with known geometry for tests: tables with spans and gaps, text-like marks, tilt and
// curl. Lengths in points.
#pragma once

#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <vector>

#include "core/units.h"

namespace gouji::testing {

class PagePainter {
 public:
  PagePainter(double width_pt, double height_pt, Dpi dpi)
      : dpi_(dpi), page_(px(height_pt), px(width_pt), CV_8UC3, cv::Scalar::all(255)) {}

  int px(double points) const { return static_cast<int>(std::lround(to_pixels(points, dpi_))); }

  void rule(double x0, double y0, double x1, double y1, double thickness_pt = 0.7, int grey = 0) {
    cv::line(page_,
             {px(x0), px(y0)},
             {px(x1), px(y1)},
             cv::Scalar::all(grey),
             std::max(1, px(thickness_pt)),
             cv::LINE_AA);
  }

  /// A full grid of rules.
  void table(const std::vector<double>& xs,
             const std::vector<double>& ys,
             double thickness_pt = 0.7,
             int grey = 0) {
    for (const double x : xs) rule(x, ys.front(), x, ys.back(), thickness_pt, grey);
    for (const double y : ys) rule(xs.front(), y, xs.back(), y, thickness_pt, grey);
  }

  /// Paints paper over a rectangle: takes a piece of a rule away.
  void erase(double x0, double y0, double x1, double y1) {
    cv::rectangle(page_, {px(x0), px(y0)}, {px(x1), px(y1)}, cv::Scalar::all(255), cv::FILLED);
  }

  /// Of the ink so far a hard threshold keeps dots, and puts specks on the paper: bilevel.
  void leave_dots(double share_of_ink, double share_of_paper, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> chance;
    for (int y = 0; y < page_.rows; ++y)
      for (int x = 0; x < page_.cols; ++x) {
        cv::Vec3b& pixel = page_.at<cv::Vec3b>(y, x);
        const bool dark = chance(random) < (pixel[0] < 128 ? share_of_ink : share_of_paper);
        pixel = dark ? cv::Vec3b(0, 0, 0) : cv::Vec3b(255, 255, 255);
      }
  }

  /// Of text as it is painted, in points.
  double width(const std::string& words, double size_pt) const {
    const double scale = to_pixels(size_pt, dpi_) / 22.0;
    int baseline = 0;
    return to_points(cv::getTextSize(words, cv::FONT_HERSHEY_SIMPLEX, scale, 1, &baseline).width,
                     dpi_);
  }

  /// Latin text whose digits are about `size_pt` high, baseline at y.
  void text(const std::string& words, double x, double y, double size_pt = 8, int grey = 0) {
    const double scale =
        to_pixels(size_pt, dpi_) / 22.0;  // Hershey capitals are 22 px high at scale 1
    cv::putText(page_,
                words,
                {px(x), px(y)},
                cv::FONT_HERSHEY_SIMPLEX,
                scale,
                cv::Scalar::all(grey),
                1,
                cv::LINE_AA);
  }

  void fill(double x0, double y0, double x1, double y1, int grey) {
    cv::rectangle(page_, {px(x0), px(y0)}, {px(x1), px(y1)}, cv::Scalar::all(grey), cv::FILLED);
  }

  void ring(double x, double y, double radius_pt, double thickness_pt, cv::Scalar bgr) {
    cv::circle(page_, {px(x), px(y)}, px(radius_pt), bgr, px(thickness_pt), cv::LINE_AA);
  }

  /// Turns the page about its centre, clockwise positive, as a scanner's tilted feed does.
  void tilt(double degrees_clockwise) {
    const cv::Point2f centre(static_cast<float>(page_.cols) / 2,
                             static_cast<float>(page_.rows) / 2);
    cv::warpAffine(page_,
                   page_,
                   cv::getRotationMatrix2D(centre, -degrees_clockwise, 1),
                   page_.size(),
                   cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
  }

  /// Bends every level line into a parabola whose middle lies `depth_pt` lower than its ends.
  void curl(double depth_pt) {
    cv::Mat map_x(page_.size(), CV_32FC1), map_y(page_.size(), CV_32FC1);
    for (int y = 0; y < page_.rows; ++y)
      for (int x = 0; x < page_.cols; ++x) {
        const double u = 2.0 * x / page_.cols - 1;
        map_x.at<float>(y, x) = static_cast<float>(x);
        map_y.at<float>(y, x) = static_cast<float>(y - to_pixels(depth_pt, dpi_) * (1 - u * u));
      }
    cv::remap(
        page_, page_, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  }

  const cv::Mat& page() const { return page_; }

  Dpi dpi() const { return dpi_; }

 private:
  Dpi dpi_;
  cv::Mat page_;
};

}  // namespace gouji::testing
