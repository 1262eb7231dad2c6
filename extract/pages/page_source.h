// A document as pages: PDF (Poppler) or page images (PNG, JPEG, TIFF frames). Sizes and boxes are
// in points of the page as a viewer shows it (/Rotate and EXIF orientation applied). Not
// thread-safe: each thread opens its own.
#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/units.h"
#include "extract/options.h"

namespace gouji {

/// A picture that the page shows, where and how finely.
struct PagePicture {
  PageRect box;
  int width_px = 0;
  int height_px = 0;
  Dpi dpi;  ///< the coarser direction; the finer one of a fax (204 x 98)
};

struct PageFacts {
  int number = 0;  ///< physical, from 1
  double width_pt = 0;
  double height_pt = 0;
  std::vector<PagePicture> pictures;
  bool scan = false;  ///< one picture (or a stack of strips) covers nearly the whole page
  Dpi native;         ///< of the scan; 0 when the page is no scan
  /// Not empty: the file names no resolution, and this says what was assumed.
  std::string dpi_guess;
};

/// One character of a text layer.
struct Glyph {
  std::string text;  ///< UTF-8 of one character as the file maps it (unfolded); U+FFFD: not mapped
  PageRect box;      ///< the centre is reliable, the height may not be (Type 3 fonts)
  int rotation = 0;  ///< 0, 90, 180, 270: reading direction, clockwise
  bool space_after = false;
  bool invisible = false;  ///< not printed (rendering mode 3): the layer of a scanner's OCR
};

class PageSource {
 public:
  virtual ~PageSource() = default;

  virtual int page_count() const = 0;

  /// `page` from 1. Throws InputError for a page that cannot be used (no size, larger than the
  /// options allow).
  virtual PageFacts facts(int page) = 0;

  /// The whole page, CV_8UC3 BGR on white, at exactly `dpi`. Throws InputError when it cannot be
  /// drawn.
  virtual cv::Mat render(int page, Dpi dpi) = 0;

  /// Characters in the file's order; empty without a text layer.
  virtual std::vector<Glyph> text(int page) = 0;
};

/// Opens by content, not by the file's ending. Throws InputError: not a PDF or image, empty,
/// truncated beyond use, encrypted, zero pages, unreadable. Of the options only the limits of pages
/// (max_page_points, max_pixels), the scan_ and the named and assumed sizes of image files count.
std::unique_ptr<PageSource> open_page_source(const std::filesystem::path& file,
                                             const ExtractOptions& options = {});

}  // namespace gouji
