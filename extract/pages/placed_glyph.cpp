#include "extract/pages/placed_glyph.h"

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

constexpr double kCopyShift = 0.2;  // of the type size: fake bold repeats a character this near
constexpr std::size_t kCopyReach = 400;  // characters back; a repeated line is at most this long
constexpr double kSpaceEm = 0.2;         // a gap wider than this separates words
constexpr double kLineShift = 0.5;       // of the type size: further across is another line

std::string utf8_of(std::uint32_t u) {
  if (u > 0x10FFFF || (u >= 0xD800 && u < 0xE000)) u = kNotMapped;
  const auto tail = [u](int shift) { return static_cast<char>(0x80 | ((u >> shift) & 0x3F)); };
  if (u < 0x80) return {static_cast<char>(u)};
  if (u < 0x800) return {static_cast<char>(0xC0 | (u >> 6)), tail(0)};
  if (u < 0x10000) return {static_cast<char>(0xE0 | (u >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (u >> 18)), tail(12), tail(6), tail(0)};
}

int quarter_turn(Vector along) {
  if (std::abs(along.x) >= std::abs(along.y)) return along.x >= 0 ? 0 : 180;
  return along.y >= 0 ? 90 : 270;
}

}  // namespace

PageRect bounds(Vector origin, Vector a, Vector b) {
  const auto [x0, x1] =
      std::minmax({origin.x, origin.x + a.x, origin.x + b.x, origin.x + a.x + b.x});
  const auto [y0, y1] =
      std::minmax({origin.y, origin.y + a.y, origin.y + b.y, origin.y + a.y + b.y});
  return {x0, y0, x1, y1};
}

bool is_space(std::uint32_t u) {
  return u == ' ' || (u >= 9 && u <= 13) || u == 0x85 || u == 0xA0 ||
         (u >= 0x2000 && u <= 0x200B) || u == 0x2028 || u == 0x2029 || u == 0x202F || u == 0x205F ||
         u == 0x3000 || u == 0xFEFF;
}

Glyph finished(const PlacedGlyph& placed, const Extent& extent) {
  Glyph glyph;
  glyph.text = utf8_of(placed.unicode);
  glyph.invisible = placed.invisible;
  glyph.space_after = placed.space_after;
  if (placed.vertical) {
    const Vector right{-placed.up.y, placed.up.x};  // one em, y downwards
    glyph.box =
        bounds({placed.origin.x - right.x / 2, placed.origin.y - right.y / 2}, right, placed.along);
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

bool is_set_apart(const PlacedGlyph& before, const PlacedGlyph& glyph) {
  const double length = std::hypot(before.along.x, before.along.y);
  const double em = std::max(std::hypot(before.up.x, before.up.y), length);
  if (length <= 0) return false;
  const Vector unit{before.along.x / length, before.along.y / length};
  const Vector step{glyph.origin.x - before.origin.x, glyph.origin.y - before.origin.y};
  const double ahead = step.x * unit.x + step.y * unit.y - length;
  const double across = std::abs(step.x * unit.y - step.y * unit.x);
  return ahead > kSpaceEm * em || ahead < -length - kSpaceEm * em || across > kLineShift * em;
}

bool is_copy(const std::vector<Glyph>& glyphs, const Glyph& glyph) {
  const double reach = kCopyShift * std::min(glyph.box.width(), glyph.box.height());
  const std::size_t first = glyphs.size() > kCopyReach ? glyphs.size() - kCopyReach : 0;
  return std::any_of(
      glyphs.begin() + static_cast<std::ptrdiff_t>(first), glyphs.end(), [&](const Glyph& other) {
        return std::abs(other.box.x0 - glyph.box.x0) <= reach &&
               std::abs(other.box.y0 - glyph.box.y0) <= reach &&
               std::abs(other.box.x1 - glyph.box.x1) <= reach && other.text == glyph.text;
      });
}

}  // namespace gouji
