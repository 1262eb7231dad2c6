#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "extract/extract_document.h"
#include "extract/pages/page_source.h"

namespace gouji {
namespace {

constexpr double kCropDpi = 200;  // digital pages: small print stays readable on a screen
constexpr double kMinCropDpi = 100;
constexpr double kMaxCropDpi = 300;  // scans: as stored, but no more than a screen can show
constexpr double kMarginPt = 2;      // the rules around a cell belong to the picture of it

cv::Mat turned(const cv::Mat& page, int degrees) {
  cv::Mat upright;
  switch (degrees) {
    case 0:
      return page;
    case 90:
      cv::rotate(page, upright, cv::ROTATE_90_CLOCKWISE);
      return upright;
    case 180:
      cv::rotate(page, upright, cv::ROTATE_180);
      return upright;
    case 270:
      cv::rotate(page, upright, cv::ROTATE_90_COUNTERCLOCKWISE);
      return upright;
    default:
      throw std::logic_error("pages are turned by quarters only");
  }
}

}  // namespace

struct PageCropper::State {
  explicit State(const std::filesystem::path& file) : source(open_page_source(file)) {}

  void load(int wanted_page, int wanted_turn) {
    if (wanted_page == page && wanted_turn == turn_degrees) return;
    page = 0;
    const PageFacts facts = source->facts(wanted_page);
    double per_inch =
        facts.scan ? std::clamp(facts.native.per_inch, kMinCropDpi, kMaxCropDpi) : kCropDpi;
    const double square_inches = facts.width_pt * facts.height_pt / kPointsPerInch / kPointsPerInch;
    per_inch = std::min(per_inch, std::sqrt(ExtractOptions{}.max_pixels / square_inches));
    dpi.per_inch = per_inch;
    upright = turned(source->render(wanted_page, dpi), wanted_turn);
    page = wanted_page;
    turn_degrees = wanted_turn;
  }

  std::unique_ptr<PageSource> source;
  cv::Mat upright;
  Dpi dpi;
  int page = 0;
  int turn_degrees = 0;
};

PageCropper::PageCropper(const std::filesystem::path& file)
    : state_(std::make_unique<State>(file)) {}

PageCropper::~PageCropper() = default;

cv::Mat PageCropper::crop(int page, int turn_degrees, const PageRect& box) {
  state_->load(page, turn_degrees);
  const cv::Mat& whole = state_->upright;
  const auto pixel = [this](double points, int side) {
    return std::clamp(static_cast<int>(std::lround(to_pixels(points, state_->dpi))), 0, side);
  };
  // A box beyond the page still gives one pixel of it: callers can always write the picture.
  const int x0 = std::min(pixel(box.x0 - kMarginPt, whole.cols), whole.cols - 1);
  const int y0 = std::min(pixel(box.y0 - kMarginPt, whole.rows), whole.rows - 1);
  const int x1 = std::max(pixel(box.x1 + kMarginPt, whole.cols), x0 + 1);
  const int y1 = std::max(pixel(box.y1 + kMarginPt, whole.rows), y0 + 1);
  return whole(cv::Rect(x0, y0, x1 - x0, y1 - y0)).clone();
}

}  // namespace gouji
