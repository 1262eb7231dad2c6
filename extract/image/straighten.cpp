#include "extract/image/straighten.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

using Polynomial = std::array<double, 10>;

// Terms that change along a level line; the others only move whole lines, which straightness cannot
// see.
constexpr int kTerms = 6;
using Terms = std::array<int, kTerms>;
constexpr Terms kAlongX{1, 3, 4, 6, 7, 8};
constexpr Terms kAlongY{2, 5, 4, 9, 7, 8};

std::array<double, 10> basis(double u, double v) {
  return {1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v};
}

double evaluate(const Polynomial& c, double u, double v) {
  const auto b = basis(u, v);
  double sum = 0;
  for (std::size_t i = 0; i < b.size(); ++i) sum += c[i] * b[i];
  return sum;
}

/// A page's ink, for its row profile at any angle.
class InkProfile {
 public:
  InkProfile(const cv::Mat& even, Dpi dpi, double profile_dpi) {
    const double scale = std::min(1.0, profile_dpi / dpi.per_inch);
    cv::Mat small;
    cv::resize(even, small, {}, scale, scale, cv::INTER_AREA);
    size_ = small.size();
    constexpr int kInk = 200;
    cv::findNonZero(small < kInk, ink_);
  }

  std::size_t ink() const { return ink_.size(); }

  // Sharpness when the page is turned by `degrees`: sum of squared differences of neighbouring
  // rows. Turned, points fall between rows; at 0 degrees they do not, and their profile would be
  // the sharpest of any page with little ink. Smoothed by a pixel all are alike.
  double sharpness(double degrees) const {
    const double slope = std::tan(degrees * CV_PI / 180);
    const int margin = static_cast<int>(std::abs(slope) * size_.width) + 2;
    cv::Mat rows = cv::Mat::zeros(size_.height + 2 * margin, 1, CV_32FC1);
    constexpr double kRounding = 0.5;  // of what is positive: the margin sees to that
    for (const cv::Point& p : ink_)
      ++rows.at<float>(static_cast<int>(p.y + slope * p.x + margin + kRounding));
    constexpr double kSmoothing = 1;  // pixels
    cv::GaussianBlur(rows, rows, {1, 7}, kSmoothing, kSmoothing, cv::BORDER_CONSTANT);
    const cv::Mat steps = rows.rowRange(1, rows.rows) - rows.rowRange(0, rows.rows - 1);
    return steps.dot(steps);
  }

 private:
  cv::Size size_;
  std::vector<cv::Point> ink_;
};

/// Angles from `from` to `to`, degrees.
struct SkewRange {
  double from = 0;
  double to = 0;
  double step = 1;
};

// The sharpest one; `first` where none is sharper.
double sharpest(const InkProfile& profile, double first, const SkewRange& range) {
  double best = first, best_sharpness = profile.sharpness(first);
  for (double a = range.from; a <= range.to + range.step / 2; a += range.step)
    if (const double sharpness = profile.sharpness(a); sharpness > best_sharpness) {
      best_sharpness = sharpness;
      best = a;
    }
  return best;
}

double find_skew(const cv::Mat& even, Dpi dpi, const StraightenOptions& options) {
  constexpr std::size_t kTooLittleInk = 200;
  constexpr double kCoarse = 0.4, kMiddle = 0.1, kFine = 0.025;
  const InkProfile sketch(even, dpi, options.profile_dpi);
  if (sketch.ink() < kTooLittleInk) return 0;
  double skew = sharpest(sketch, 0, {-options.max_skew_degrees, options.max_skew_degrees, kCoarse});
  skew = sharpest(sketch, skew, {skew - kCoarse, skew + kCoarse, kMiddle});
  const InkProfile fine(even, dpi, options.fine_profile_dpi);
  return sharpest(fine, skew, {skew - 2 * kMiddle, skew + 2 * kMiddle, kFine});
}

cv::Mat rotated(const cv::Mat& image, double degrees, const cv::Scalar& paper) {
  const cv::Point2f centre(static_cast<float>(image.cols) / 2, static_cast<float>(image.rows) / 2);
  cv::Mat turned;
  // A profile that is sharp for +a has lines that rise by a to the right; OpenCV turns clockwise
  // for negative angles. page turned clockwise... by -a.
  cv::warpAffine(image,
                 turned,
                 cv::getRotationMatrix2D(centre, -degrees, 1),
                 image.size(),
                 cv::INTER_LINEAR,
                 cv::BORDER_CONSTANT,
                 paper);
  return turned;
}

/// Points along one stroke.
using Trace = std::vector<cv::Point2d>;

std::vector<Trace> trace_strokes(const cv::Mat& mask,
                                 bool vertical,
                                 double min_length,
                                 double step) {
  cv::Mat along = mask;
  if (vertical) cv::transpose(mask, along);
  const int stride = std::max(1, static_cast<int>(step));
  std::vector<Trace> traces;
  const Components strokes(along);
  for (const Component& stroke : strokes) {
    const cv::Rect& box = stroke.box;
    if (box.width < min_length) continue;
    Trace trace;
    for (int x0 = box.x + stride / 2; x0 + stride / 2 < box.x + box.width; x0 += stride) {
      double sum = 0, number = 0;
      for (const InkRun& run : stroke.runs) {
        const int common =
            std::min(run.to, x0 + stride / 4 + 1) - std::max(run.from, x0 - stride / 4);
        if (common <= 0) continue;
        sum += static_cast<double>(common) * run.y;
        number += common;
      }
      if (number > 0)
        trace.push_back(vertical ? cv::Point2d(sum / number, x0) : cv::Point2d(x0, sum / number));
    }
    if (trace.size() > 2) traces.push_back(std::move(trace));
  }
  return traces;
}

/// A displacement field so far: what is fitted in turn for x and y bends the other's coordinates.
struct Field {
  Polynomial dx{};
  Polynomial dy{};
};

// For each point of a trace the values of the terms and, last, its displacement across the
// strokes; all less their means, so that the level of the stroke plays no part.
std::vector<std::array<double, kTerms + 1>> centred_rows(
    const Trace& trace, bool vertical, const Terms& terms, const Field& field, cv::Size size) {
  std::vector<std::array<double, kTerms + 1>> rows;
  std::array<double, kTerms + 1> mean{};
  for (const auto& p : trace) {
    const double u0 = 2 * p.x / size.width - 1, v0 = 2 * p.y / size.height - 1;
    const auto b = basis(u0 - 2 * evaluate(field.dx, u0, v0) / size.width,
                         v0 - 2 * evaluate(field.dy, u0, v0) / size.height);
    std::array<double, kTerms + 1> row{};
    for (std::size_t k = 0; k < kTerms; ++k) row[k] = b[static_cast<std::size_t>(terms[k])];
    row[kTerms] = vertical ? p.x : p.y;
    for (std::size_t k = 0; k <= kTerms; ++k) mean[k] += row[k];
    rows.push_back(row);
  }
  for (auto& row : rows)
    for (std::size_t k = 0; k <= kTerms; ++k) row[k] -= mean[k] / static_cast<double>(rows.size());
  return rows;
}

// How far a trace is from a parallel of the field, in pixels.
double deviation_of(const Trace& trace,
                    bool vertical,
                    const Polynomial& displacement,
                    cv::Size size) {
  double mean = 0, square = 0;
  for (const auto& p : trace) {
    const double u = 2 * p.x / size.width - 1, v = 2 * p.y / size.height - 1;
    const double r = (vertical ? p.x : p.y) - evaluate(displacement, u, v);
    mean += r;
    square += r * r;
  }
  const auto m = static_cast<double>(trace.size());
  return std::sqrt(std::max(0.0, square / m - mean * mean / (m * m)));
}

// Weighted ridge regression of the displacement across the strokes. Rounds with Tukey-like weights
// keep seal rims and underlines from pulling.
Polynomial fit(const std::vector<Trace>& traces,
               bool vertical,
               const Terms& terms,
               const Field& field,
               cv::Size size) {
  using Vector = cv::Vec<double, kTerms>;
  Polynomial solution{};
  std::vector<double> weights(traces.size(), 1);
  for (int round = 0; round < 3; ++round) {
    auto normal = cv::Matx<double, kTerms, kTerms>::zeros();
    Vector right;
    double samples = 0;
    for (std::size_t t = 0; t < traces.size(); ++t) {
      for (const auto& row : centred_rows(traces[t], vertical, terms, field, size)) {
        const Vector values(row.data());
        normal += weights[t] * (values * values.t());
        right += weights[t] * row[kTerms] * values;
      }
      samples += weights[t] * static_cast<double>(traces[t].size());
    }
    // Prior: the linear term (skew left over) is free, each bend is some 10 px against a reading
    // error of 0.5 px.
    for (int i = 0; i < kTerms; ++i)
      normal(i, i) += i == 0 ? 1e-6 : 2e-3 * std::sqrt(samples) + 1e-6;
    const Vector c = normal.solve(right, cv::DECOMP_SVD);
    solution = {};
    for (int i = 0; i < kTerms; ++i)
      solution[static_cast<std::size_t>(terms[static_cast<std::size_t>(i)])] = c[i];
    for (std::size_t t = 0; t < traces.size(); ++t) {
      const double deviation = deviation_of(traces[t], vertical, solution, size);
      weights[t] = 1 / (1 + deviation * deviation);
    }
  }
  return solution;
}

double largest(const Polynomial& c) {
  double lowest = 1e9, highest = -1e9;
  for (const double u : {-1.0, -0.5, 0.0, 0.5, 1.0})
    for (const double v : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
      lowest = std::min(lowest, evaluate(c, u, v));
      highest = std::max(highest, evaluate(c, u, v));
    }
  return (highest - lowest) / 2;
}

// The composition rectified -> turned page -> input, as one polynomial displacement.
PageTransform compose(PageTransform transform, const Field& field, double degrees) {
  const double w = transform.size.width, h = transform.size.height;
  const double c = std::cos(degrees * CV_PI / 180), s = std::sin(degrees * CV_PI / 180);
  Polynomial x = field.dx, y = field.dy;
  x[1] += w / 2;
  y[2] += h / 2;  // coordinates relative to the centre: u w/2 and v h/2
  for (std::size_t i = 0; i < x.size(); ++i) {
    transform.dx[i] = c * x[i] + s * y[i];
    transform.dy[i] = -s * x[i] + c * y[i];
  }
  transform.dx[1] -= w / 2;
  transform.dy[2] -= h / 2;
  transform.warped = true;
  return transform;
}

/// A displacement along one row of pixels: coefficients of 1, u, uu, uuu.
using Cubic = std::array<double, 4>;

Cubic along_row(const Polynomial& c, double v) {
  return {c[0] + v * (c[2] + v * (c[5] + v * c[9])),
          c[1] + v * (c[4] + v * c[8]),
          c[3] + v * c[7],
          c[6]};
}

double at(const Cubic& c, double u) {
  return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
}

cv::Mat resampled(const cv::Mat& image, const PageTransform& transform, const cv::Scalar& paper) {
  cv::Mat map_x(image.size(), CV_32FC1), map_y(image.size(), CV_32FC1);
  for (int y = 0; y < image.rows; ++y) {
    const double v = 2.0 * y / transform.size.height - 1;
    const Cubic dx = along_row(transform.dx, v), dy = along_row(transform.dy, v);
    auto* row_x = map_x.ptr<float>(y);
    auto* row_y = map_y.ptr<float>(y);
    for (int x = 0; x < image.cols; ++x) {
      const double u = 2.0 * x / transform.size.width - 1;
      row_x[x] = static_cast<float>(x + at(dx, u));
      row_y[x] = static_cast<float>(y + at(dy, u));
    }
  }
  cv::Mat out;
  cv::remap(image, out, map_x, map_y, cv::INTER_CUBIC, cv::BORDER_CONSTANT, paper);
  return out;
}

}  // namespace

Straightened straighten(const PageImage& upright,
                        const StraightenOptions& options,
                        const RulingOptions& rulings) {
  Straightened result;
  const double degrees = find_skew(upright.grey, upright.dpi, options);
  const cv::Scalar paper = cv::Scalar::all(255);
  const cv::Mat level =
      std::abs(degrees) < 1e-9 ? upright.grey : rotated(upright.grey, degrees, paper);
  const auto map = find_rulings(level, upright.dpi, rulings);
  const double min_length = to_pixels(options.min_stroke_pt, upright.dpi);
  const double step = to_pixels(options.sample_step_pt, upright.dpi);
  const auto across = trace_strokes(map.horizontal, /*vertical=*/false, min_length, step);
  const auto down = trace_strokes(map.vertical, /*vertical=*/true, min_length, step);
  Field field;
  const auto enough = static_cast<std::size_t>(options.min_strokes);
  if (across.size() + down.size() >= enough)
    for (int round = 0; round < 3; ++round) {
      Field next = field;
      if (across.size() >= 2)
        next.dy = fit(across, /*vertical=*/false, kAlongX, field, level.size());
      if (down.size() >= 2) next.dx = fit(down, /*vertical=*/true, kAlongY, field, level.size());
      field = next;
    }
  result.skew_degrees = degrees;
  result.max_displacement_px = std::max(largest(field.dx), largest(field.dy));
  const double turn_px =
      std::abs(std::tan(degrees * CV_PI / 180)) * std::max(level.rows, level.cols) / 2;
  if (result.max_displacement_px + turn_px < options.min_displacement_px) {
    result.image = upright;
    return result;
  }
  result.image.dpi = upright.dpi;
  result.image.transform = compose(upright.transform, field, degrees);
  result.image.grey = resampled(upright.grey, result.image.transform, paper);
  return result;
}

}  // namespace gouji
