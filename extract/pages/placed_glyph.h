// A character as a page's content places it, before its height is known, and what becomes of it: a
// box and a text. Pure geometry, without Poppler. Frame: points, y downwards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/pages/page_source.h"

namespace gouji {

constexpr std::uint32_t kNotMapped = 0xFFFD;  ///< a character that the font maps to nothing

struct Vector {
  double x = 0;
  double y = 0;
};

/// The smallest upright rectangle that holds the parallelogram at `origin` with these sides.
PageRect bounds(Vector origin, Vector a, Vector b);

/// How far a font's characters reach above and below the base line, in em.
struct Extent {
  double descent = 0;
  double ascent = 0;

  bool known() const { return ascent > descent; }
};

struct PlacedGlyph {
  std::uint32_t unicode = kNotMapped;
  Vector origin;         ///< on the base line
  Vector along;          ///< to the next character
  Vector up;             ///< one em
  std::size_t font = 0;  ///< in the list of whoever placed it
  bool vertical = false;
  bool invisible = false;
  bool space_after = false;
};

bool is_space(std::uint32_t unicode);

/// The character with its box. `extent`: of its font; Type 3 fonts tell it only by drawing.
Glyph finished(const PlacedGlyph& placed, const Extent& extent);

/// True when the second starts further on than the first ends, or on another line.
bool is_set_apart(const PlacedGlyph& before, const PlacedGlyph& glyph);

/// True for what repeats one of the last `glyphs` at nearly the same place: fake bold.
bool is_copy(const std::vector<Glyph>& glyphs, const Glyph& glyph);

}  // namespace gouji
