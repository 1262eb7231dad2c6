// Takes skew, perspective and paper curl out of an upright page in one resampling. The skew comes
// from the ink's projection profile, the rest from the rulings themselves: each should be a level
// line. Without rulings only the skew is removed.
#pragma once

#include "extract/grid/rulings.h"
#include "extract/image/page_image.h"

namespace gouji {

struct StraightenOptions {
  double max_skew_degrees = 12;
  double profile_dpi = 75;           ///< at which all angles are tried
  double fine_profile_dpi = 150;     ///< and those near the best one: pages that rules do not help
  double min_stroke_pt = 45;         ///< shorter strokes say little about direction
  double sample_step_pt = 7;         ///< along a stroke
  double min_displacement_px = 0.6;  ///< below this resampling costs more sharpness than it gains
  int min_strokes = 4;               ///< for anything beyond skew
};

struct Straightened {
  PageImage image;
  double skew_degrees = 0;  ///< anticlockwise positive, as found in the input
  double max_displacement_px =
      0;  ///< by which curl and perspective moved any corner or edge beyond the skew
};

/// `upright`: an unwarped page image whose grey is already evenly lit.
Straightened straighten(const PageImage& upright,
                        const StraightenOptions& options,
                        const RulingOptions& rulings);

}  // namespace gouji
