#include "extract/pdf_content.h"

#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <UTF.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace gouji {
namespace {

constexpr Unicode kNotMapped = 0xFFFD;
constexpr int kInvisible = 3;         // PDF 1.7, 9.3.6: neither fill nor stroke
constexpr int kInvisibleClip = 7;     // only adds to the clipping path
constexpr double kAscentEm = 0.88;    // of the em box of CJK type; used when the font names nothing
constexpr double kDescentEm = -0.12;  // that can be true
constexpr double kDigitEm = 0.7;      // height of digits and capitals
constexpr double kDashEm = 0.2;       // upper edge of a dash, with room to spare
constexpr double kMaxAscentEm = 1.1;
constexpr double kMinAscentEm = 0.4;
constexpr double kMinDescentEm = -0.5;
constexpr double kCopyShift = 0.2;  // of the type size: fake bold repeats a character this near
constexpr std::size_t kCopyReach = 400;  // characters back; a repeated line is at most this long
constexpr double kSpaceEm = 0.2;         // a gap wider than this separates words
constexpr double kFaxRatio = 1.5;        // faxes: 204 dpi across, 98 or 196 down
constexpr std::size_t kChunkBytes = 1 << 14;
constexpr double kMegabyte = 1 << 20;
constexpr double kOperationsPerQuestion = 11;
constexpr double kOperationsPerState = 20;  // what drawing a form costs, in operations
constexpr double kLineShift = 0.5;          // of the type size: further across is another line

struct Vector {
  double x = 0;
  double y = 0;
};

std::string utf8_of(Unicode u) {
  if (u > 0x10FFFF || (u >= 0xD800 && u < 0xE000)) u = kNotMapped;
  const auto tail = [u](int shift) { return static_cast<char>(0x80 | ((u >> shift) & 0x3F)); };
  if (u < 0x80) return {static_cast<char>(u)};
  if (u < 0x800) return {static_cast<char>(0xC0 | (u >> 6)), tail(0)};
  if (u < 0x10000) return {static_cast<char>(0xE0 | (u >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (u >> 18)), tail(12), tail(6), tail(0)};
}

bool is_space(Unicode u) {
  return u == ' ' || (u >= 9 && u <= 13) || u == 0x85 || u == 0xA0 ||
         (u >= 0x2000 && u <= 0x200B) || u == 0x2028 || u == 0x2029 || u == 0x202F || u == 0x205F ||
         u == 0x3000 || u == 0xFEFF;
}

std::vector<Unicode> decoded(const std::string& text_string) {
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(text_string, &characters);
  std::vector<Unicode> result(characters, characters + std::max(0, count));
  gfree(characters);
  return result;
}

/// The smallest upright rectangle that holds the parallelogram at `origin` with these sides.
PageRect bounds(Vector origin, Vector a, Vector b) {
  const auto [x0, x1] =
      std::minmax({origin.x, origin.x + a.x, origin.x + b.x, origin.x + a.x + b.x});
  const auto [y0, y1] =
      std::minmax({origin.y, origin.y + a.y, origin.y + b.y, origin.y + a.y + b.y});
  return {x0, y0, x1, y1};
}

int quarter_turn(Vector along) {
  if (std::abs(along.x) >= std::abs(along.y)) return along.x >= 0 ? 0 : 180;
  return along.y >= 0 ? 90 : 270;
}

/// How far a font's characters reach above and below the base line, in em.
struct Extent {
  double descent = 0;
  double ascent = 0;

  bool known() const { return ascent > descent; }
};

/// A character before its height is known: Type 3 fonts tell it only by drawing.
struct PlacedGlyph {
  Unicode unicode = kNotMapped;
  Vector origin;                  ///< on the base line
  Vector along;                   ///< to the next character
  Vector up;                      ///< one em
  std::shared_ptr<GfxFont> font;  ///< Poppler lets go of a font at the end of its page
  bool vertical = false;
  bool invisible = false;
  bool space_after = false;
};

// Poppler asks now and then, at every eleventh operation of one stream or so, whether it shall
// stop.
struct OperationCount {
  double done = 0;
  double allowed = 0;

  bool add(double operations) {
    done += operations;
    return done > allowed;
  }

  static bool is_over(void* data) {
    return static_cast<OperationCount*>(data)->add(kOperationsPerQuestion);
  }
};

struct TooManyOperations {};

class ContentDevice : public OutputDev {
 public:
  explicit ContentDevice(OperationCount& count) : count_(count) {}

  // Forms that draw forms are short streams each, at which Poppler never asks; but each saves the
  // state first.
  void saveState(GfxState*) override {
    if (count_.add(kOperationsPerState)) throw TooManyOperations();
  }

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
                         double) override {
    return true;
  }

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
                int count) override {
    place(state, {x, y}, {dx, dy}, {origin_x, origin_y}, u, count);
  }

  bool beginType3Char(GfxState* state,
                      double,
                      double,
                      double,
                      double,
                      CharCode,
                      const Unicode* u,
                      int count) override {
    inside_type3_ = true;
    place_type3(state, u, count);
    return false;  // the character is drawn, so that it says how large it is
  }

  void endType3Char(GfxState*) override { inside_type3_ = false; }

  void type3D0(GfxState* state, double width, double) override { widen_type3(state, width); }

  void type3D1(
      GfxState* state, double width, double, double, double lly, double, double ury) override {
    const std::shared_ptr<GfxFont>& font = state->getFont();
    if (!font || !inside_type3_) return;
    widen_type3(state, width);
    const double em = font->getFontMatrix()[3];
    Extent& extent = drawn_[font.get()];
    extent.descent = std::min({extent.descent, lly * em, ury * em});
    extent.ascent = std::max({extent.ascent, lly * em, ury * em});
  }

  void beginActualText(GfxState*, const GooString* text) override {
    actual_ = decoded(text->toStr());
    actual_first_ = glyphs_.size();
  }

  /// Producers name the character itself where the font's map knows only a radical. Spans of other
  /// lengths (hyphens, ligatures) keep what the font says.
  void endActualText(GfxState*) override {
    if (glyphs_.size() >= actual_first_ && glyphs_.size() - actual_first_ == actual_.size())
      for (std::size_t i = 0; i < actual_.size(); ++i)
        glyphs_[actual_first_ + i].unicode = actual_[i];
    actual_.clear();
  }

  void drawImage(GfxState* state,
                 Object* ref,
                 Stream* stream,
                 int width,
                 int height,
                 GfxImageColorMap* colours,
                 bool interpolate,
                 const int* mask_colours,
                 bool inline_image) override {
    add_picture(state, width, height);
    // The base class steps over the bytes of an inline picture.
    OutputDev::drawImage(
        state, ref, stream, width, height, colours, interpolate, mask_colours, inline_image);
  }

  void drawImageMask(GfxState* state,
                     Object* ref,
                     Stream* stream,
                     int width,
                     int height,
                     bool invert,
                     bool interpolate,
                     bool inline_image) override {
    add_picture(state, width, height);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
  }

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
                       bool) override {
    // The finer of both shows the print: scanners store text as a fine mask over coarse colour.
    add_picture(state, std::max(width, mask_width), std::max(height, mask_height));
  }

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
                           bool) override {
    add_picture(state, std::max(width, mask_width), std::max(height, mask_height));
  }

  PdfPageContent content(const PageRect& page) const {
    PdfPageContent result;
    result.pictures = pictures_;
    for (PdfPicture& p : result.pictures) p.glyphs_before = 0;
    std::size_t next = 0;
    const PlacedGlyph* before = nullptr;
    for (std::size_t i = 0; i < glyphs_.size(); ++i) {
      for (;
           next < pictures_.size() && static_cast<std::size_t>(pictures_[next].glyphs_before) <= i;
           ++next)
        result.pictures[next].glyphs_before = static_cast<int>(result.glyphs.size());
      const Glyph glyph = finished(glyphs_[i]);
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

 private:
  static PlacedGlyph styled(const GfxState* state) {
    PlacedGlyph glyph;
    glyph.font = state->getFont();
    glyph.vertical = state->getFont()->getWMode() != 0;
    glyph.invisible = state->getRender() == kInvisible || state->getRender() == kInvisibleClip;
    return glyph;
  }

  /// What characters and words are set apart by is no part of the character.
  static double spacing(const GfxState* state, const Unicode* u, int count) {
    return state->getCharSpace() + (count == 1 && u[0] == ' ' ? state->getWordSpace() : 0.0);
  }

  void place(const GfxState* state,
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

  /// Poppler has moved the origin to the pen and scaled to the character's own units already. The
  /// width comes with the first operator of the drawing; until then it is half an em.
  void place_type3(const GfxState* state, const Unicode* u, int count) {
    drawn_first_ = glyphs_.size();
    if (!state->getFont() || state->getFont()->getFontMatrix()[3] == 0) return;
    PlacedGlyph glyph = styled(state);
    glyph.vertical = false;
    glyph.origin = shown(state, {});
    glyph.up = shown_delta(state, {0, 1 / state->getFont()->getFontMatrix()[3]});
    glyph.along = {-glyph.up.y / 2, glyph.up.x / 2};
    add(glyph, u, count);
  }

  void widen_type3(const GfxState* state, double width) {
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

  void add(PlacedGlyph glyph, const Unicode* u, int count) {
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

  static Vector shown(const GfxState* state, Vector user) {
    const auto& m = state->getCTM();
    return {m[0] * user.x + m[2] * user.y + m[4], m[1] * user.x + m[3] * user.y + m[5]};
  }

  static Vector shown_delta(const GfxState* state, Vector user) {
    const auto& m = state->getCTM();
    return {m[0] * user.x + m[2] * user.y, m[1] * user.x + m[3] * user.y};
  }

  /// True when the second starts further on than the first ends, or on another line.
  static bool is_set_apart(const PlacedGlyph& before, const PlacedGlyph& glyph) {
    const double length = std::hypot(before.along.x, before.along.y);
    const double em = std::max(std::hypot(before.up.x, before.up.y), length);
    if (length <= 0) return false;
    const Vector unit{before.along.x / length, before.along.y / length};
    const Vector step{glyph.origin.x - before.origin.x, glyph.origin.y - before.origin.y};
    const double ahead = step.x * unit.x + step.y * unit.y - length;
    const double across = std::abs(step.x * unit.y - step.y * unit.x);
    return ahead > kSpaceEm * em || ahead < -length - kSpaceEm * em || across > kLineShift * em;
  }

  Extent extent_of(const GfxFont& font) const {
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

  Glyph finished(const PlacedGlyph& placed) const {
    Glyph glyph;
    glyph.text = utf8_of(placed.unicode);
    glyph.invisible = placed.invisible;
    glyph.space_after = placed.space_after;
    const Extent extent = extent_of(*placed.font);
    if (placed.vertical) {
      const Vector right{-placed.up.y, placed.up.x};  // one em, y downwards
      glyph.box = bounds(
          {placed.origin.x - right.x / 2, placed.origin.y - right.y / 2}, right, placed.along);
      glyph.rotation = quarter_turn(right);
    } else {
      const Vector foot{placed.origin.x + placed.up.x * extent.descent,
                        placed.origin.y + placed.up.y * extent.descent};
      const double height = extent.ascent - extent.descent;
      glyph.box = bounds(foot, placed.along, {placed.up.x * height, placed.up.y * height});
      glyph.rotation = quarter_turn(placed.along);
    }
    return glyph;
  }

  static bool is_copy(const std::vector<Glyph>& glyphs, const Glyph& glyph) {
    const double reach = kCopyShift * std::min(glyph.box.width(), glyph.box.height());
    const std::size_t first = glyphs.size() > kCopyReach ? glyphs.size() - kCopyReach : 0;
    return std::any_of(
        glyphs.begin() + static_cast<std::ptrdiff_t>(first), glyphs.end(), [&](const Glyph& other) {
          return std::abs(other.box.x0 - glyph.box.x0) <= reach &&
                 std::abs(other.box.y0 - glyph.box.y0) <= reach &&
                 std::abs(other.box.x1 - glyph.box.x1) <= reach && other.text == glyph.text;
        });
  }

  void add_picture(GfxState* state, int width, int height) {
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

  OperationCount& count_;
  std::vector<PlacedGlyph> glyphs_;
  std::vector<PdfPicture> pictures_;
  std::map<const GfxFont*, Extent> drawn_;
  std::vector<Unicode> actual_;
  std::size_t actual_first_ = 0;
  std::size_t drawn_first_ = 0;  ///< of the characters that the Type 3 drawing under way stands for
  bool inside_type3_ = false;
};

}  // namespace

struct PdfContentReader::State {
  InputError refused(int page, const std::string& what, const std::string& hint) const {
    return {file, fmt::format("page {}", page), what, hint};
  }

  void check_stream_size(int page, Object contents) const;

  std::string file;
  ExtractOptions options;
  std::unique_ptr<PDFDoc> document;
};

// Unpacks the page's content once, and no further than to the limit: what packs a gigabyte into a
// kilobyte is found before anything is done with it.
void PdfContentReader::State::check_stream_size(int page, Object contents) const {
  double bytes = 0;
  const auto add = [&](Object part) {
    if (!part.isStream()) return;
    std::array<unsigned char, kChunkBytes> chunk{};
    part.getStream()->reset();
    for (int n = 1; n > 0 && bytes <= options.max_stream_bytes; bytes += n)
      n = part.getStream()->doGetChars(static_cast<int>(chunk.size()), chunk.data());
    part.streamClose();
  };
  if (contents.isArray())
    for (int i = 0; i < contents.arrayGetLength() && bytes <= options.max_stream_bytes; ++i)
      add(contents.arrayGet(i));
  else
    add(std::move(contents));
  if (bytes > options.max_stream_bytes)
    throw refused(page,
                  fmt::format("the page's content unpacks to more than {:.0f} MB",
                              options.max_stream_bytes / kMegabyte),
                  "raise --max-stream-mb, or print the page to a new PDF");
}

PdfContentReader::PdfContentReader(const std::filesystem::path& file, const ExtractOptions& options)
    : state_(std::make_unique<State>()) {
  state_->file = file.string();
  state_->options = options;
  state_->document = std::make_unique<PDFDoc>(std::make_unique<GooString>(state_->file));
  if (!state_->document->isOk())
    throw InputError(state_->file,
                     "",
                     "is a damaged PDF: truncated, or corrupt beyond repair",
                     "fetch or export the file again");
}

PdfContentReader::~PdfContentReader() = default;

PdfPageContent PdfContentReader::read(int page) {
  Page* shown = state_->document->getPage(page);
  if (shown == nullptr)
    throw InputError(state_->file,
                     fmt::format("page {}", page),
                     "the page is missing or damaged",
                     "fetch or export the file again");
  const bool turned = shown->getRotate() % 180 != 0;
  const double width = turned ? shown->getCropHeight() : shown->getCropWidth();
  const double height = turned ? shown->getCropWidth() : shown->getCropHeight();
  state_->check_stream_size(page, shown->getContents());
  OperationCount count{0, state_->options.max_operations};
  ContentDevice device(count);
  try {
    state_->document->displayPageSlice(&device,
                                       page,
                                       kPointsPerInch,
                                       kPointsPerInch,
                                       0,
                                       false,
                                       true,
                                       false,
                                       -1,
                                       -1,
                                       -1,
                                       -1,
                                       &OperationCount::is_over,
                                       &count);
  } catch (const TooManyOperations&) {  // said below
  }
  if (count.done > count.allowed)
    throw state_->refused(page,
                          fmt::format("the page's content has more than {:.0f} million operations",
                                      count.allowed / 1e6),
                          "print the page to a new PDF, as a picture");
  PdfPageContent content = device.content({0, 0, width, height});
  for (const PdfPicture& shown_picture : content.pictures) {
    const double pixels = static_cast<double>(shown_picture.picture.width_px) *
                          static_cast<double>(shown_picture.picture.height_px);
    if (pixels > state_->options.max_picture_pixels)
      throw state_->refused(page,
                            fmt::format("the page shows a picture of {:.0f} million pixels, more "
                                        "than {:.0f} million are refused",
                                        pixels / 1e6,
                                        state_->options.max_picture_pixels / 1e6),
                            "print the page to a new PDF at a lower resolution");
  }
  return content;
}

}  // namespace gouji
