// What a PDF page shows besides its pixels: every character with its place, and every picture with
// its size in pixels, without decoding any. Poppler's core is asked, since its public interfaces
// drop characters that map to no Unicode, and report pictures in whole points. Frame: points of the
// page as a viewer shows it, origin at the top left.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "extract/pages/page_source.h"

namespace gouji {

struct PdfPicture {
  PagePicture picture;
  int glyphs_before = 0;  ///< characters shown before this picture was painted
};

struct PdfPageContent {
  std::vector<Glyph> glyphs;  ///< in the order of the content stream; fake bold counted once
  std::vector<PdfPicture> pictures;
};

class PdfContentReader {
 public:
  /// Needs Poppler to be set up, which any open poppler::document does. Throws InputError.
  explicit PdfContentReader(const std::filesystem::path& file, const ExtractOptions& options = {});
  ~PdfContentReader();

  /// `page` from 1. A page without content gives empty lists. Throws InputError for a page whose
  /// content is larger than the options allow: unpacked, in operations, or in pixels of a picture.
  PdfPageContent read(int page);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gouji
