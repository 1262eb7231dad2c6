#include "extract/pages/pdf_source.h"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <mutex>
#include <numeric>

#include "core/diagnostic.h"
#include "extract/pages/page_limits.h"
#include "extract/pages/pdf_content.h"

namespace gouji {
namespace {

constexpr int kCoverSteps = 200;  // half a percent of a side: finer than scan_cover asks for
constexpr double kTileShare = 0.01;

/// The share of the page under the pictures, each point counted once.
double covered_share(const std::vector<PdfPicture>& pictures, double width, double height) {
  std::bitset<std::size_t{kCoverSteps} * kCoverSteps> covered;
  for (const PdfPicture& p : pictures) {
    const PageRect& box = p.picture.box;
    const auto step = [](double at, double side) {
      return static_cast<std::size_t>(
          std::clamp(at / side * kCoverSteps + 0.5, 0.0, 1.0 * kCoverSteps));
    };
    for (std::size_t y = step(box.y0, height); y < step(box.y1, height); ++y)
      for (std::size_t x = step(box.x0, width); x < step(box.x1, width); ++x)
        covered.set(y * kCoverSteps + x);
  }
  return static_cast<double>(covered.count()) / static_cast<double>(covered.size());
}

/// One picture covers the page: the finest such one (a scan may lie as a fine mask over coarse
/// colour). A stack of strips or tiles: the one in the middle by area.
Dpi scan_dpi(const std::vector<PdfPicture>& pictures, double page_area, double cover) {
  Dpi finest;
  std::vector<std::pair<double, double>> tiles;  // dpi, area
  double tile_area = 0;
  for (const PdfPicture& p : pictures) {
    const double area = p.picture.box.area();
    if (area >= cover * page_area)
      finest.per_inch = std::max(finest.per_inch, p.picture.dpi.per_inch);
    if (area < kTileShare * page_area &&
        pictures.size() < static_cast<std::size_t>(kCoverSteps) / 2)
      continue;
    tiles.emplace_back(p.picture.dpi.per_inch, area);
    tile_area += area;
  }
  if (finest.per_inch > 0 || tiles.empty()) return finest;
  std::sort(tiles.begin(), tiles.end());
  double below = 0;
  for (const auto& [dpi, area] : tiles) {
    below += area;
    if (below >= tile_area / 2) return Dpi{dpi};
  }
  return Dpi{tiles.back().first};
}

int overprinted(const PdfPageContent& content) {
  int painted = 0;  // characters before the last picture lie under it
  for (const PdfPicture& p : content.pictures) painted = std::max(painted, p.glyphs_before);
  return static_cast<int>(std::count_if(content.glyphs.begin() + painted,
                                        content.glyphs.end(),
                                        [](const Glyph& g) { return !g.invisible; }));
}

class PdfSource : public PageSource {
 public:
  PdfSource(const std::filesystem::path& file, const ExtractOptions& options)
      : file_(file), options_(options) {
    static std::once_flag silenced;
    std::call_once(silenced, [] {
      poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    });
    document_.reset(poppler::document::load_from_file(file.string()));
    if (!document_)
      throw InputError(file.string(),
                       "",
                       "is a damaged PDF: truncated, or corrupt beyond repair",
                       "fetch or export the file again");
    if (document_->is_locked())
      throw InputError(file.string(),
                       "",
                       "is encrypted and needs a password",
                       "save a copy without the password, for example with qpdf --decrypt");
    if (document_->pages() <= 0)
      throw InputError(
          file.string(), "", "has no pages", "check that the file is complete, fetch it again");
  }

  int page_count() const override { return document_->pages(); }

  PageFacts facts(int page) override {
    PageFacts facts;
    facts.number = page;
    const cv::Size2d size = checked_size(page);
    facts.width_pt = size.width;
    facts.height_pt = size.height;
    const PdfPageContent& shown = content(page);
    for (const PdfPicture& p : shown.pictures) facts.pictures.push_back(p.picture);
    facts.scan = covered_share(shown.pictures, size.width, size.height) >= options_.scan_cover &&
                 overprinted(shown) < options_.scan_overprint;
    if (facts.scan)
      facts.native = scan_dpi(shown.pictures, size.width * size.height, options_.scan_cover);
    return facts;
  }

  cv::Mat render(int page, Dpi dpi) override {
    check_pixels(file_.string(), page, checked_size(page), dpi, options_.max_pixels);
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    // Hairlines are drawn one pixel wide in their own colour; blending makes them vanish.
    renderer.set_line_mode(poppler::page_renderer::line_solid);
    renderer.set_image_format(poppler::image::format_bgr24);
    const poppler::image image =
        renderer.render_page(&stored_page(page), dpi.per_inch, dpi.per_inch);
    if (!image.is_valid() || image.width() <= 0 || image.height() <= 0)
      throw InputError(file_.string(),
                       fmt::format("page {}", page),
                       "the page cannot be drawn",
                       "export the file again, or print it to a new PDF");
    // The view needs a mutable pointer and is only copied from.
    const cv::Mat view(image.height(),
                       image.width(),
                       CV_8UC3,
                       const_cast<char*>(image.const_data()),
                       static_cast<std::size_t>(image.bytes_per_row()));
    return view.clone();
  }

  std::vector<Glyph> text(int page) override {
    checked_size(page);
    return content(page).glyphs;
  }

 private:
  poppler::page& stored_page(int page) {
    if (page < 1 || page > page_count())
      throw std::logic_error(fmt::format("page {} of {} asked for", page, page_count()));
    if (page != page_number_ || !page_) {
      page_.reset(document_->create_page(page - 1));
      page_number_ = page;
    }
    if (!page_)
      throw InputError(file_.string(),
                       fmt::format("page {}", page),
                       "the page is missing or damaged",
                       "fetch or export the file again");
    return *page_;
  }

  /// As shown: poppler::page_rect does not know /Rotate.
  cv::Size2d checked_size(int page) {
    const poppler::page& stored = stored_page(page);
    const poppler::rectf box = stored.page_rect(poppler::crop_box);
    const bool turned = stored.orientation() == poppler::page::landscape ||
                        stored.orientation() == poppler::page::seascape;
    const cv::Size2d size =
        turned ? cv::Size2d(box.height(), box.width()) : cv::Size2d(box.width(), box.height());
    check_page_size(file_.string(), page, size, options_.max_page_points);
    return size;
  }

  const PdfPageContent& content(int page) {
    if (page != content_page_) {
      if (!reader_) reader_ = std::make_unique<PdfContentReader>(file_, options_);
      content_ = reader_->read(page);
      content_page_ = page;
    }
    return content_;
  }

  std::filesystem::path file_;
  ExtractOptions options_;
  // In this order: Poppler's settings live as long as any document, and document_ silences errors.
  std::unique_ptr<poppler::document> document_;
  std::unique_ptr<PdfContentReader> reader_;
  std::unique_ptr<poppler::page> page_;
  int page_number_ = 0;
  PdfPageContent content_;
  int content_page_ = 0;
};

}  // namespace

std::unique_ptr<PageSource> open_pdf_source(const std::filesystem::path& file,
                                            const ExtractOptions& options) {
  return std::make_unique<PdfSource>(file, options);
}

}  // namespace gouji
