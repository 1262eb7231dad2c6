#include "extract/pages/image_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/diagnostic.h"
#include "extract/pages/page_limits.h"

namespace gouji {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kSquarePixels = 1.02;  // 204 x 196 dpi of fine faxes is stretched, 200 x 201 not
constexpr int kColourAndAlpha = 4;
constexpr double kOpaque = 255;

InputError damaged(const std::filesystem::path& file, int page) {
  return {file.string(),
          page > 0 ? fmt::format("page {}", page) : std::string(),
          "the picture is damaged: truncated, or of a kind that cannot be decoded",
          "fetch the file again, or save the picture as PNG"};
}

/// Transparent parts show the paper.
cv::Mat on_white(const cv::Mat& picture) {
  cv::Mat colour;
  cv::cvtColor(picture, colour, cv::COLOR_BGRA2BGR);
  cv::Mat alpha;
  cv::extractChannel(picture, alpha, kColourAndAlpha - 1);
  cv::cvtColor(alpha, alpha, cv::COLOR_GRAY2BGR);
  cv::Mat shown;
  cv::multiply(colour, alpha, colour, 1 / kOpaque);
  cv::add(colour, cv::Scalar::all(kOpaque) - alpha, shown);
  return shown;
}

class ImageSource : public PageSource {
 public:
  ImageSource(const std::filesystem::path& file, ImageKind kind, const ExtractOptions& options)
      : file_(file), kind_(kind), options_(options), headers_(read_image_headers(file, kind)) {
    if (headers_.empty()) throw damaged(file_, 0);
    if (is_cut_off(file_, kind_)) throw damaged(file_, 0);
    if (headers_.size() == 1) decoded(1);
  }

  int page_count() const override { return static_cast<int>(headers_.size()); }

  PageFacts facts(int page) override {
    const cv::Mat& pixels = decoded(page);
    PageFacts facts;
    facts.number = page;
    facts.scan = true;
    facts.native = dpi_;
    facts.dpi_guess = dpi_guess_;
    facts.width_pt = to_points(pixels.cols, dpi_);
    facts.height_pt = to_points(pixels.rows, dpi_);
    check_page_size(
        file_.string(), page, {facts.width_pt, facts.height_pt}, options_.max_page_points);
    facts.pictures.push_back(
        {{0, 0, facts.width_pt, facts.height_pt}, pixels.cols, pixels.rows, dpi_});
    return facts;
  }

  cv::Mat render(int page, Dpi dpi) override {
    const PageFacts shown = facts(page);
    check_pixels(file_.string(), page, {shown.width_pt, shown.height_pt}, dpi, options_.max_pixels);
    const cv::Size size(
        std::max(1, static_cast<int>(std::lround(to_pixels(shown.width_pt, dpi)))),
        std::max(1, static_cast<int>(std::lround(to_pixels(shown.height_pt, dpi)))));
    if (size == pixels_.size()) return pixels_.clone();
    cv::Mat scaled;
    const bool smaller = size.width < pixels_.cols;
    cv::resize(pixels_, scaled, size, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
  }

  std::vector<Glyph> text(int) override { return {}; }

 private:
  cv::Mat read(int page) const {
    const std::string name = file_.string();
    if (kind_ == ImageKind::Tiff) {
      std::vector<cv::Mat> frames;
      if (!cv::imreadmulti(name, frames, page - 1, 1, cv::IMREAD_COLOR) || frames.empty())
        return {};
      return frames.front();
    }
    if (kind_ == ImageKind::Png) {
      cv::Mat whole = cv::imread(name, cv::IMREAD_UNCHANGED);
      if (whole.channels() == kColourAndAlpha) {
        if (whole.depth() == CV_16U) whole.convertTo(whole, CV_8U, 1 / 257.0);
        return on_white(whole);
      }
    }
    return cv::imread(name, cv::IMREAD_COLOR);
  }

  bool believable(Dpi dpi) const {
    return dpi.per_inch >= options_.min_named_dpi && dpi.per_inch <= options_.max_named_dpi;
  }

  /// The picture of one page with square pixels; dpi_ and dpi_guess_ go with it.
  const cv::Mat& decoded(int page) {
    if (page < 1 || page > page_count())
      throw std::logic_error(fmt::format("page {} of {} asked for", page, page_count()));
    if (page == page_) return pixels_;
    page_ = 0;
    const ImageHeader& header = headers_[static_cast<std::size_t>(page) - 1];
    const double pixels = static_cast<double>(header.width_px) * header.height_px;
    if (pixels > options_.max_pixels)
      throw InputError(file_.string(),
                       fmt::format("page {}", page),
                       fmt::format("the picture has {} x {} pixels, more than {:.0f} million are "
                                   "refused",
                                   header.width_px,
                                   header.height_px,
                                   options_.max_pixels / 1e6),
                       "save it at a lower resolution");
    try {
      pixels_ = read(page);
    } catch (const cv::Exception&) {
      pixels_.release();
    }
    if (pixels_.empty() || pixels_.type() != CV_8UC3) throw damaged(file_, page);
    settle_dpi(header);
    page_ = page;
    return pixels_;
  }

  void settle_dpi(const ImageHeader& header) {
    dpi_guess_.clear();
    if (believable(header.across) && believable(header.down)) {
      double across = header.across.per_inch;
      double down = header.down.per_inch;
      // The orientation has been applied to the pixels, not to the header.
      if (pixels_.cols == header.height_px && pixels_.rows == header.width_px &&
          header.width_px != header.height_px)
        std::swap(across, down);
      dpi_.per_inch = std::max(across, down);
      if (dpi_.per_inch > kSquarePixels * std::min(across, down))
        cv::resize(
            pixels_, pixels_, {}, dpi_.per_inch / across, dpi_.per_inch / down, cv::INTER_LINEAR);
      return;
    }
    const double long_side_in = options_.assumed_long_side_mm / kMillimetresPerInch;
    dpi_.per_inch = std::max(pixels_.cols, pixels_.rows) / long_side_in;
    dpi_guess_ = fmt::format(
        "the file names no resolution; its long side is taken as {:.0f} mm, which makes {:.0f} dpi",
        options_.assumed_long_side_mm,
        dpi_.per_inch);
  }

  std::filesystem::path file_;
  ImageKind kind_;
  ExtractOptions options_;
  std::vector<ImageHeader> headers_;
  int page_ = 0;
  cv::Mat pixels_;
  Dpi dpi_;
  std::string dpi_guess_;
};

}  // namespace

std::unique_ptr<PageSource> open_image_source(const std::filesystem::path& file,
                                              ImageKind kind,
                                              const ExtractOptions& options) {
  return std::make_unique<ImageSource>(file, kind, options);
}

}  // namespace gouji
