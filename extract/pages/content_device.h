// Takes down what a page's content stream shows: every character where it is placed, and every
// picture with its size. Poppler draws on it as on any device; nothing is decoded or painted.
// Includes Poppler's core headers and is for extract/pages/pdf_content.cpp alone.
#pragma once

#include <OutputDev.h>

#include <map>
#include <memory>
#include <vector>

#include "extract/pages/pdf_content.h"
#include "extract/pages/placed_glyph.h"

class GfxFont;

namespace gouji {

/// Counts what a page's content does, against a limit. Poppler asks now and then, at every eleventh
/// operation of one stream or so, whether it shall stop.
struct OperationCount {
  double done = 0;
  double allowed = 0;

  /// Whether there are too many now.
  bool add(double operations);

  /// For Poppler; `count` is an OperationCount.
  static bool is_over(void* count);
};

struct TooManyOperations {};

class ContentDevice : public OutputDev {
 public:
  explicit ContentDevice(OperationCount& count);
  ~ContentDevice() override;

  /// What was shown inside `page`, in the order of the stream; fake bold counted once.
  PdfPageContent content(const PageRect& page) const;

  /// Forms that draw forms are short streams each, at which Poppler never asks; but each saves the
  /// state first. Throws TooManyOperations.
  void saveState(GfxState*) override;

  bool upsideDown() override { return true; }

  bool useDrawChar() override { return true; }

  bool interpretType3Chars() override { return true; }

  // A pattern is decoration: no tile of it is print or a scan.
  bool useTilingPatternFill() override { return true; }

  bool tilingPatternFill(GfxState*,
                         Gfx*,
                         Catalog*,
                         GfxTilingPattern*,
                         const double*,
                         int,
                         int,
                         int,
                         int,
                         double,
                         double) override;

  void drawChar(GfxState* state,
                double x,
                double y,
                double dx,
                double dy,
                double origin_x,
                double origin_y,
                CharCode,
                int,
                const Unicode* u,
                int count) override;

  bool beginType3Char(GfxState* state,
                      double,
                      double,
                      double,
                      double,
                      CharCode,
                      const Unicode* u,
                      int count) override;

  void endType3Char(GfxState*) override;

  void type3D0(GfxState* state, double width, double) override;

  void type3D1(
      GfxState* state, double width, double, double, double lly, double, double ury) override;

  void beginActualText(GfxState*, const GooString* text) override;

  /// Producers name the character itself where the font's map knows only a radical. Spans of other
  /// lengths (hyphens, ligatures) keep what the font says.
  void endActualText(GfxState*) override;

  void drawImage(GfxState* state,
                 Object* ref,
                 Stream* stream,
                 int width,
                 int height,
                 GfxImageColorMap* colours,
                 bool interpolate,
                 const int* mask_colours,
                 bool inline_image) override;

  void drawImageMask(GfxState* state,
                     Object* ref,
                     Stream* stream,
                     int width,
                     int height,
                     bool invert,
                     bool interpolate,
                     bool inline_image) override;

  void drawMaskedImage(GfxState* state,
                       Object*,
                       Stream*,
                       int width,
                       int height,
                       GfxImageColorMap*,
                       bool,
                       Stream*,
                       int mask_width,
                       int mask_height,
                       bool,
                       bool) override;

  void drawSoftMaskedImage(GfxState* state,
                           Object*,
                           Stream*,
                           int width,
                           int height,
                           GfxImageColorMap*,
                           bool,
                           Stream*,
                           int mask_width,
                           int mask_height,
                           GfxImageColorMap*,
                           bool) override;

 private:
  std::size_t number_of(const std::shared_ptr<GfxFont>& font);
  PlacedGlyph styled(const GfxState* state);
  void place(const GfxState* state,
             Vector at,
             Vector advance,
             Vector position,
             const Unicode* u,
             int count);
  /// Poppler has moved the origin to the pen and scaled to the character's own units already. The
  /// width comes with the first operator of the drawing; until then it is half an em.
  void place_type3(const GfxState* state, const Unicode* u, int count);
  void widen_type3(const GfxState* state, double width);
  void add(PlacedGlyph glyph, const Unicode* u, int count);
  Extent extent_of(const GfxFont& font) const;
  void add_picture(GfxState* state, int width, int height);

  OperationCount& count_;
  std::vector<std::shared_ptr<GfxFont>> fonts_;  ///< Poppler lets go of a font at its page's end
  std::vector<PlacedGlyph> glyphs_;
  std::vector<PdfPicture> pictures_;
  std::map<const GfxFont*, Extent> drawn_;
  std::vector<Unicode> actual_;
  std::size_t actual_first_ = 0;
  std::size_t drawn_first_ = 0;  ///< of the characters that the Type 3 drawing under way stands for
  bool inside_type3_ = false;
};

}  // namespace gouji
