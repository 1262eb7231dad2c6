#include "extract/pages/content_device.h"

#include <GfxFont.h>
#include <GfxState.h>
#include <UTF.h>

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

constexpr double kOperationsPerQuestion = 11;
constexpr double kOperationsPerState = 20;  // what drawing a form costs, in operations
constexpr int kInvisible = 3;               // PDF 1.7, 9.3.6: neither fill nor stroke
constexpr int kInvisibleClip = 7;           // only adds to the clipping path
constexpr double kAscentEm = 0.88;    // of the em box of CJK type; used when the font names nothing
constexpr double kDescentEm = -0.12;  // that can be true
constexpr double kDigitEm = 0.7;      // height of digits and capitals
constexpr double kDashEm = 0.2;       // upper edge of a dash, with room to spare
constexpr double kMaxAscentEm = 1.1;
constexpr double kMinAscentEm = 0.4;
constexpr double kMinDescentEm = -0.5;
constexpr double kFaxRatio = 1.5;  // faxes: 204 dpi across, 98 or 196 down

std::vector<Unicode> decoded(const std::string& text_string) {
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(text_string, &characters);
  std::vector<Unicode> result(characters, characters + std::max(0, count));
  gfree(characters);
  return result;
}

/// What characters and words are set apart by is no part of the character.
double spacing(const GfxState* state, const Unicode* u, int count) {
  return state->getCharSpace() + (count == 1 && u[0] == ' ' ? state->getWordSpace() : 0.0);
}

Vector shown(const GfxState* state, Vector user) {
  const auto& m = state->getCTM();
  return {m[0] * user.x + m[2] * user.y + m[4], m[1] * user.x + m[3] * user.y + m[5]};
}

Vector shown_delta(const GfxState* state, Vector user) {
  const auto& m = state->getCTM();
  return {m[0] * user.x + m[2] * user.y, m[1] * user.x + m[3] * user.y};
}

}  // namespace

bool OperationCount::add(double operations) {
  done += operations;
  return done > allowed;
}

bool OperationCount::is_over(void* count) {
  return static_cast<OperationCount*>(count)->add(kOperationsPerQuestion);
}

ContentDevice::ContentDevice(OperationCount& count) : count_(count) {}

ContentDevice::~ContentDevice() = default;

void ContentDevice::saveState(GfxState*) {
  if (count_.add(kOperationsPerState)) throw TooManyOperations();
}

bool ContentDevice::tilingPatternFill(GfxState*,
                                      Gfx*,
                                      Catalog*,
                                      GfxTilingPattern*,
                                      const double*,
                                      int,
                                      int,
                                      int,
                                      int,
                                      double,
                                      double) {
  return true;
}

void ContentDevice::drawChar(GfxState* state,
                             double x,
                             double y,
                             double dx,
                             double dy,
                             double origin_x,
                             double origin_y,
                             CharCode,
                             int,
                             const Unicode* u,
                             int count) {
  place(state, {x, y}, {dx, dy}, {origin_x, origin_y}, u, count);
}

bool ContentDevice::beginType3Char(
    GfxState* state, double, double, double, double, CharCode, const Unicode* u, int count) {
  inside_type3_ = true;
  place_type3(state, u, count);
  return false;  // the character is drawn, so that it says how large it is
}

void ContentDevice::endType3Char(GfxState*) {
  inside_type3_ = false;
}

void ContentDevice::type3D0(GfxState* state, double width, double) {
  widen_type3(state, width);
}

void ContentDevice::type3D1(
    GfxState* state, double width, double, double, double lly, double, double ury) {
  const std::shared_ptr<GfxFont>& font = state->getFont();
  if (!font || !inside_type3_) return;
  widen_type3(state, width);
  const double em = font->getFontMatrix()[3];
  Extent& extent = drawn_[font.get()];
  extent.descent = std::min({extent.descent, lly * em, ury * em});
  extent.ascent = std::max({extent.ascent, lly * em, ury * em});
}

void ContentDevice::beginActualText(GfxState*, const GooString* text) {
  actual_ = decoded(text->toStr());
  actual_first_ = glyphs_.size();
}

void ContentDevice::endActualText(GfxState*) {
  if (glyphs_.size() >= actual_first_ && glyphs_.size() - actual_first_ == actual_.size())
    for (std::size_t i = 0; i < actual_.size(); ++i)
      glyphs_[actual_first_ + i].unicode = actual_[i];
  actual_.clear();
}

void ContentDevice::drawImage(GfxState* state,
                              Object* ref,
                              Stream* stream,
                              int width,
                              int height,
                              GfxImageColorMap* colours,
                              bool interpolate,
                              const int* mask_colours,
                              bool inline_image) {
  add_picture(state, width, height);
  // The base class steps over the bytes of an inline picture.
  OutputDev::drawImage(
      state, ref, stream, width, height, colours, interpolate, mask_colours, inline_image);
}

void ContentDevice::drawImageMask(GfxState* state,
                                  Object* ref,
                                  Stream* stream,
                                  int width,
                                  int height,
                                  bool invert,
                                  bool interpolate,
                                  bool inline_image) {
  add_picture(state, width, height);
  OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
}

void ContentDevice::drawMaskedImage(GfxState* state,
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
                                    bool) {
  // The finer of both shows the print: scanners store text as a fine mask over coarse colour.
  add_picture(state, std::max(width, mask_width), std::max(height, mask_height));
}

void ContentDevice::drawSoftMaskedImage(GfxState* state,
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
                                        bool) {
  add_picture(state, std::max(width, mask_width), std::max(height, mask_height));
}

PdfPageContent ContentDevice::content(const PageRect& page) const {
  PdfPageContent result;
  result.pictures = pictures_;
  for (PdfPicture& p : result.pictures) p.glyphs_before = 0;
  std::vector<Extent> extents;
  for (const auto& font : fonts_) extents.push_back(extent_of(*font));
  std::size_t next = 0;
  const PlacedGlyph* before = nullptr;
  for (std::size_t i = 0; i < glyphs_.size(); ++i) {
    for (; next < pictures_.size() && static_cast<std::size_t>(pictures_[next].glyphs_before) <= i;
         ++next)
      result.pictures[next].glyphs_before = static_cast<int>(result.glyphs.size());
    const Glyph glyph = finished(glyphs_[i], extents[glyphs_[i].font]);
    const double x = (glyph.box.x0 + glyph.box.x1) / 2;
    const double y = (glyph.box.y0 + glyph.box.y1) / 2;
    if (!page.contains(x, y) || is_copy(result.glyphs, glyph)) continue;
    if (before != nullptr && is_set_apart(*before, glyphs_[i]))
      result.glyphs.back().space_after = true;
    result.glyphs.push_back(glyph);
    before = &glyphs_[i];
  }
  for (; next < pictures_.size(); ++next)
    result.pictures[next].glyphs_before = static_cast<int>(result.glyphs.size());
  for (PdfPicture& p : result.pictures) p.picture.box = intersect(p.picture.box, page);
  std::erase_if(result.pictures, [](const PdfPicture& p) { return p.picture.box.area() <= 0; });
  return result;
}

std::size_t ContentDevice::number_of(const std::shared_ptr<GfxFont>& font) {
  const auto known = std::find(fonts_.rbegin(), fonts_.rend(), font);
  if (known != fonts_.rend()) return static_cast<std::size_t>(fonts_.rend() - known) - 1;
  fonts_.push_back(font);
  return fonts_.size() - 1;
}

PlacedGlyph ContentDevice::styled(const GfxState* state) {
  PlacedGlyph glyph;
  glyph.font = number_of(state->getFont());
  glyph.vertical = state->getFont()->getWMode() != 0;
  glyph.invisible = state->getRender() == kInvisible || state->getRender() == kInvisibleClip;
  return glyph;
}

void ContentDevice::place(const GfxState* state,
                          Vector at,
                          Vector advance,
                          Vector position,
                          const Unicode* u,
                          int count) {
  if (!state->getFont()) return;
  PlacedGlyph glyph = styled(state);
  const double space = spacing(state, u, count);
  Vector extra;
  if (glyph.vertical)
    state->textTransformDelta(0, space, &extra.x, &extra.y);
  else
    state->textTransformDelta(space * state->getHorizScaling(), 0, &extra.x, &extra.y);
  Vector up;
  state->textTransformDelta(0, state->getFontSize(), &up.x, &up.y);
  glyph.origin = shown(state, glyph.vertical ? at : Vector{at.x - position.x, at.y - position.y});
  glyph.along = shown_delta(state, {advance.x - extra.x, advance.y - extra.y});
  glyph.up = shown_delta(state, up);
  add(glyph, u, count);
}

void ContentDevice::place_type3(const GfxState* state, const Unicode* u, int count) {
  drawn_first_ = glyphs_.size();
  if (!state->getFont() || state->getFont()->getFontMatrix()[3] == 0) return;
  PlacedGlyph glyph = styled(state);
  glyph.vertical = false;
  glyph.origin = shown(state, {});
  glyph.up = shown_delta(state, {0, 1 / state->getFont()->getFontMatrix()[3]});
  glyph.along = {-glyph.up.y / 2, glyph.up.x / 2};
  add(glyph, u, count);
}

void ContentDevice::widen_type3(const GfxState* state, double width) {
  if (!inside_type3_ || width == 0 || drawn_first_ >= glyphs_.size()) return;
  const auto parts = static_cast<double>(glyphs_.size() - drawn_first_);
  const Vector along = shown_delta(state, {width / parts, 0});
  Vector origin = glyphs_[drawn_first_].origin;
  for (std::size_t i = drawn_first_; i < glyphs_.size(); ++i) {
    glyphs_[i].origin = origin;
    glyphs_[i].along = along;
    origin = {origin.x + along.x, origin.y + along.y};
  }
}

void ContentDevice::add(PlacedGlyph glyph, const Unicode* u, int count) {
  if (count == 1 && is_space(u[0])) {
    if (!glyphs_.empty()) glyphs_.back().space_after = true;
    return;
  }
  const int parts = std::max(1, count);
  glyph.along = {glyph.along.x / parts, glyph.along.y / parts};
  for (int i = 0; i < parts; ++i) {
    glyph.unicode = count > 0 && u[i] != 0 ? u[i] : kNotMapped;
    glyphs_.push_back(glyph);
    glyph.origin = {glyph.origin.x + glyph.along.x, glyph.origin.y + glyph.along.y};
  }
}

Extent ContentDevice::extent_of(const GfxFont& font) const {
  if (font.getType() == fontType3) {
    if (const auto drawn = drawn_.find(&font); drawn != drawn_.end() && drawn->second.known()) {
      Extent extent = drawn->second;
      // A font may hold nothing but a dash; some count in other units than the em.
      if (extent.ascent > kDashEm && extent.ascent < kDigitEm) extent.ascent = kDigitEm;
      return extent;
    }
    const auto& box = font.getFontBBox();
    const auto& matrix = font.getFontMatrix();
    const Extent named{box[1] * matrix[3], box[3] * matrix[3]};
    if (named.ascent <= kMaxAscentEm && named.ascent >= kMinAscentEm &&
        named.descent >= kMinDescentEm && named.descent <= 0)
      return named;
    return {kDescentEm, kAscentEm};
  }
  Extent extent{font.getDescent(), font.getAscent()};
  if (extent.ascent < kMinAscentEm || extent.ascent > kMaxAscentEm) extent.ascent = kAscentEm;
  if (extent.descent > 0 || extent.descent < kMinDescentEm) extent.descent = kDescentEm;
  return extent;
}

void ContentDevice::add_picture(GfxState* state, int width, int height) {
  if (inside_type3_ || width <= 0 || height <= 0 || (width == 1 && height == 1)) return;
  const auto& m = state->getCTM();
  const Vector across{m[0], m[1]};
  const Vector down{m[2], m[3]};
  const double width_in = std::hypot(across.x, across.y) / kPointsPerInch;
  const double height_in = std::hypot(down.x, down.y) / kPointsPerInch;
  if (width_in <= 0 || height_in <= 0) return;
  const auto [coarser, finer] = std::minmax({width / width_in, height / height_in});
  PdfPicture found;
  found.picture = {bounds({m[4], m[5]}, across, down),
                   width,
                   height,
                   Dpi{finer > kFaxRatio * coarser ? finer : coarser}};
  found.glyphs_before = static_cast<int>(glyphs_.size());
  pictures_.push_back(found);
}

}  // namespace gouji
