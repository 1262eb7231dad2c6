#include "extract/reading/sign_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "extract/image/components.h"

namespace gouji {
namespace {

constexpr double kWorkHeight = 48;  // pixels to which the ink is enlarged: strokes get edges
constexpr int kMargin = 4;
constexpr double kSpeck = 0.03;       // of the ink: what is smaller is noise
constexpr double kDark = 0.9;         // quantile of the ink that stands for its dark level
constexpr double kSampleStep = 0.04;  // of the unit square, along each stroke
constexpr int kRingSides = 10;
constexpr double kRingHeight = 0.27;  // half the height of a ring of %
constexpr double kEndShare = 0.12;    // of a bar's length: its blurred ends

struct Stroke {
  cv::Point2d from, to;  // in the unit square of the ink's box
};

struct Prototype {
  std::string text;
  std::vector<Stroke> strokes;
};

/// The ink of a sign, enlarged.
struct Ink {
  cv::Mat tones;  // CV_8UC1, 0 = paper, of the same size as mask
  cv::Mat mask;   // CV_8UC1, tight
  std::vector<cv::Point2d> points;
  cv::Mat distance;  // CV_32FC1, to the nearest ink; a margin of paper around
};

double distance_to(const cv::Point2d& point, const Stroke& stroke) {
  const cv::Point2d along = stroke.to - stroke.from;
  const double length = along.dot(along);
  const double at =
      length > 0 ? std::clamp((point - stroke.from).dot(along) / length, 0.0, 1.0) : 0.0;
  return cv::norm(point - (stroke.from + at * along));
}

// Chevron with its point to the right over a bar; slant 0 is a level bar, 1 a bar parallel to the
// lower arm.
std::vector<Stroke> chevron_over_bar(double chevron_foot, double slant) {
  const double tip = chevron_foot / 2;
  return {{{0, 0}, {1, tip}},
          {{1, tip}, {0, chevron_foot}},
          {{0, 1}, {1, 1 - slant * (chevron_foot - tip)}}};
}

std::vector<Stroke> mirrored(std::vector<Stroke> strokes) {
  for (Stroke& stroke : strokes) {
    stroke.from.x = 1 - stroke.from.x;
    stroke.to.x = 1 - stroke.to.x;
  }
  return strokes;
}

// Two rings and a stroke that leans to the right.
std::vector<Stroke> percent(double ring_width, double lean) {
  std::vector<Stroke> strokes = {{{0.5 + lean, 0}, {0.5 - lean, 1}}};
  for (const cv::Point2d& middle :
       {cv::Point2d(ring_width, kRingHeight), cv::Point2d(1 - ring_width, 1 - kRingHeight)}) {
    cv::Point2d last = middle + cv::Point2d(ring_width, 0);
    for (int i = 1; i <= kRingSides; ++i) {
      const double angle = 2 * CV_PI * i / kRingSides;
      const cv::Point2d next =
          middle + cv::Point2d(ring_width * std::cos(angle), kRingHeight * std::sin(angle));
      strokes.push_back({last, next});
      last = next;
    }
  }
  return strokes;
}

std::vector<Prototype> make_prototypes() {
  std::vector<Prototype> prototypes;
  const auto add_both = [&](const char* right, const char* left, std::vector<Stroke> strokes) {
    prototypes.push_back({right, strokes});
    prototypes.push_back({left, mirrored(std::move(strokes))});
  };
  for (const double foot : {0.6, 0.65, 0.7, 0.75, 0.8, 0.85})
    for (const double slant : {0.0, 1.0})
      add_both("\u2265", "\u2264", chevron_over_bar(foot, slant));
  for (const double radius : {0.2, 0.25})
    for (const double lean : {0.2, 0.3}) prototypes.push_back({"%", percent(radius, lean)});
  add_both(">", "<", {{{0, 0}, {1, 0.5}}, {{1, 0.5}, {0, 1}}});
  return prototypes;
}

// Enlarged, thresholded, specks removed, trimmed.
std::optional<Ink> find_ink(const cv::Mat& pixels) {
  double lightest = 0, darkest = 0;
  cv::minMaxLoc(pixels, &darkest, &lightest);
  const cv::Mat rough = pixels < (darkest + lightest) / 2;
  const cv::Rect box = cv::boundingRect(rough);
  if (box.width < 3 || box.height < 2) return std::nullopt;
  const double scale = kWorkHeight / std::max(box.width, box.height);
  cv::Mat large;
  cv::resize(pixels, large, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
  std::vector<uchar> tones;
  for (int y = 0; y < large.rows; ++y)
    for (int x = 0; x < large.cols; ++x)
      if (large.at<uchar>(y, x) < (darkest + lightest) / 2) tones.push_back(large.at<uchar>(y, x));
  if (tones.empty()) return std::nullopt;
  const auto dark = tones.begin() + static_cast<std::ptrdiff_t>(
                                        (1 - kDark) * static_cast<double>(tones.size() - 1));
  std::nth_element(tones.begin(), dark, tones.end());
  cv::Mat mask = large < (*dark + lightest) / 2;

  const int all = cv::countNonZero(mask);
  const Components marks(mask);
  for (const Component& mark : marks)
    if (mark.area < kSpeck * all) paint(mask, mark, 0);
  const cv::Rect tight = cv::boundingRect(mask);
  if (tight.empty()) return std::nullopt;
  Ink ink;
  ink.mask = mask(tight).clone();
  cv::subtract(cv::Scalar(lightest), large(tight), ink.tones);
  for (int y = 0; y < tight.height; ++y)
    for (int x = 0; x < tight.width; ++x)
      if (ink.mask.at<uchar>(y, x) != 0) ink.points.emplace_back(x + 0.5, y + 0.5);
  cv::Mat framed;
  cv::copyMakeBorder(
      ink.mask, framed, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, cv::Scalar(0));
  cv::distanceTransform(255 - framed, ink.distance, cv::DIST_L2, cv::DIST_MASK_5);
  return ink;
}

// Strokes in pixels of the ink: their middle lines lie half a thickness inside its box.
std::vector<Stroke> placed(const Prototype& prototype, cv::Size size, double thickness) {
  std::vector<Stroke> strokes = prototype.strokes;
  const auto place = [&](cv::Point2d& point) {
    point.x = thickness / 2 + point.x * (size.width - thickness);
    point.y = thickness / 2 + point.y * (size.height - thickness);
  };
  for (Stroke& stroke : strokes) {
    place(stroke.from);
    place(stroke.to);
  }
  return strokes;
}

double length_of(const std::vector<Stroke>& strokes) {
  double length = 0;
  for (const Stroke& stroke : strokes) length += cv::norm(stroke.to - stroke.from);
  return length;
}

// Mean distance of ink outside the strokes and of strokes outside the ink, of the ink's size.
double misfit_of(const Ink& ink, const Prototype& prototype) {
  const auto area = static_cast<double>(ink.points.size());
  const cv::Size size = ink.mask.size();
  double thickness = area / length_of(placed(prototype, size, 0));
  if (thickness > 0.5 * std::min(size.width, size.height))
    return std::numeric_limits<double>::infinity();
  thickness = area / length_of(placed(prototype, size, thickness));
  const std::vector<Stroke> strokes = placed(prototype, size, thickness);
  double outside = 0;
  for (const cv::Point2d& point : ink.points) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Stroke& stroke : strokes) nearest = std::min(nearest, distance_to(point, stroke));
    outside += std::max(0.0, nearest - thickness / 2);
  }
  double bare = 0, samples = 0;
  for (const Stroke& stroke : strokes) {
    const double length = cv::norm(stroke.to - stroke.from);
    const int steps = 1 + static_cast<int>(length / (kSampleStep * kWorkHeight));
    for (int i = 0; i <= steps; ++i) {
      const cv::Point2d point = stroke.from + (stroke.to - stroke.from) * (1.0 * i / steps);
      const int x = std::clamp(static_cast<int>(point.x) + kMargin, 0, ink.distance.cols - 1);
      const int y = std::clamp(static_cast<int>(point.y) + kMargin, 0, ink.distance.rows - 1);
      bare += ink.distance.at<float>(y, x);
      ++samples;
    }
  }
  return (outside / area + bare / samples) / std::max(size.width, size.height);
}

// Two level bars of one length, one above the other, farther apart than they are thick.
std::optional<SignShape> read_equals(const Ink& ink, const SignOptions& options) {
  const int height = ink.mask.rows, width = ink.mask.cols;
  if (width < options.min_equals_aspect * height) return std::nullopt;
  // The rows between the bars are empty.
  int gap_from = -1, gap_to = -1;
  for (int y = 0; y < height; ++y) {
    if (cv::countNonZero(ink.mask.row(y)) > options.bar_gap_ink * width) continue;
    if (gap_from < 0) gap_from = y;
    if (gap_to >= 0 && gap_to != y) return std::nullopt;
    gap_to = y + 1;
  }
  if (gap_from <= 0 || gap_to >= height) return std::nullopt;
  const cv::Rect upper = cv::boundingRect(ink.mask.rowRange(0, gap_from));
  const cv::Rect lower = cv::boundingRect(ink.mask.rowRange(gap_to, height));
  const double shorter = std::min(upper.width, lower.width);
  const double longer = std::max(upper.width, lower.width);
  if (shorter < options.bar_likeness * longer) return std::nullopt;
  const double thinner = std::min(upper.height, lower.height);
  const double thicker = std::max(upper.height, lower.height);
  if (thicker > 2 * thinner || options.bar_aspect * thicker > shorter) return std::nullopt;
  const double full =
      static_cast<double>(ink.points.size()) / (upper.area() + lower.area());  // bars are solid
  if (full < options.bar_solid) return std::nullopt;
  return SignShape{"\uFF1D", (1 - shorter / longer) / 2};
}

// The same where blur has filled the gap, or parts of it: two dark ridges with a paler valley, of
// one length.
std::optional<SignShape> read_blurred_equals(const Ink& ink, const SignOptions& options) {
  const int height = ink.mask.rows, width = ink.mask.cols;
  if (width < options.min_equals_aspect * height ||
      static_cast<double>(ink.points.size()) < options.joined_solid * height * width)
    return std::nullopt;
  const int end = static_cast<int>(kEndShare * width);
  cv::Mat rows;
  cv::reduce(ink.tones.colRange(end, width - end), rows, 1, cv::REDUCE_AVG, CV_32F);
  int upper = 0, lower = height - 1;
  for (int y = 0; y < height; ++y) {
    if (2 * y < height && rows.at<float>(y) > rows.at<float>(upper)) upper = y;
    if (2 * y >= height && rows.at<float>(y) > rows.at<float>(lower)) lower = y;
  }
  float valley = rows.at<float>(upper);
  for (int y = upper; y <= lower; ++y) valley = std::min(valley, rows.at<float>(y));
  const float ridge = std::min(rows.at<float>(upper), rows.at<float>(lower));
  if (valley > options.max_valley * ridge) return std::nullopt;
  const auto length = [&](int y) {
    return cv::countNonZero(ink.tones.row(y) > rows.at<float>(y) / 2);
  };
  const double shorter = std::min(length(upper), length(lower));
  const double longer = std::max(length(upper), length(lower));
  if (shorter < options.bar_likeness * longer) return std::nullopt;
  return SignShape{"\uFF1D", options.max_misfit * valley / ridge};
}

}  // namespace

std::optional<SignShape> read_sign(const cv::Mat& pixels, const SignOptions& options) {
  const auto ink = find_ink(pixels);
  if (!ink) return std::nullopt;
  if (auto equals = read_equals(*ink, options)) return equals;
  if (auto equals = read_blurred_equals(*ink, options)) return equals;
  const double aspect = static_cast<double>(ink->mask.cols) / ink->mask.rows;
  if (aspect < options.min_chevron_aspect || aspect > options.max_chevron_aspect)
    return std::nullopt;
  static const std::vector<Prototype> kPrototypes = make_prototypes();
  SignShape best{"", std::numeric_limits<double>::infinity()};
  double rival = best.misfit;  // of the best prototype of another sign
  for (const Prototype& prototype : kPrototypes) {
    const double misfit = misfit_of(*ink, prototype);
    if (misfit < best.misfit) {
      if (prototype.text != best.text) rival = best.misfit;
      best = {prototype.text, misfit};
    } else if (prototype.text != best.text) {
      rival = std::min(rival, misfit);
    }
  }
  if (best.misfit > options.max_misfit || best.misfit > options.max_rivalry * rival)
    return std::nullopt;
  return best;
}

}  // namespace gouji
