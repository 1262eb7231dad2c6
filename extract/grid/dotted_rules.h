// Rules of which a hard threshold left dots: too sparse to be strokes, but many on one line, with
// none beside it.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"

namespace gouji {

struct DottedRuleOptions {
  double min_darkness = 60;    ///< of a dot, 0..255 below white; turning a page pales single pixels
  double max_dot_pt = 1.6;     ///< across the rule; strokes of text hang together over more
  double max_piece_pt = 9;     ///< along the rule; longer pieces are strokes
  double max_gap_pt = 18;      ///< along the rule
  double max_last_gap_pt = 5;  ///< before the last dot: specks of the paper are farther away
  double min_length_pt = 34;   ///< no letters stand so long on one line
  double min_cover = 0.07;     ///< of the length; the specks of a bad fax have 0.01
  double beside_pt = 4;        ///< so far from the rule no other ink lies: crumbs of text have some
};

/// The page's ink, and of it what hangs together over no more than a dot or a thin piece of a level
/// rule. Masks, CV_8UC1, 255 = ink.
struct DottedInk {
  cv::Mat ink;
  cv::Mat dots;
};

/// `darkness`: CV_8UC1, 0 = paper.
DottedInk dotted_ink(const cv::Mat& darkness, Dpi dpi, const DottedRuleOptions& options);

/// Of a band along a level rule.
struct ClearCover {
  int length = 0;    ///< pixels along the rule with no ink beside the band
  double cover = 0;  ///< the share of these with a dot in the band
  int runs = 0;      ///< pieces of ink there, dots or not; long ones count for as many as they hold
};

ClearCover clear_cover(const DottedInk& page,
                       const cv::Rect& band,
                       Dpi dpi,
                       const DottedRuleOptions& options);

/// Level rules made of dots, drawn without gaps: CV_8UC1, 255 = rule, some three pixels thick. The
/// page is level within a pixel or two over a dot's gap.
cv::Mat dotted_rules(const DottedInk& page, Dpi dpi, const DottedRuleOptions& options);

}  // namespace gouji
