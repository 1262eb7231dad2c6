// Straight ink strokes of a page that is upright and straight: where the rulings of tables are, and
// how surely. Text makes short strokes too; the grid detector decides which strokes belong to a
// table.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"

namespace gouji {

enum class Axis { Horizontal, Vertical };

/// A stroke along `axis`: for Horizontal, y = at and x in [from, to]. Pixels of the page image.
struct Ruling {
  Axis axis = Axis::Horizontal;
  double at = 0;
  double from = 0;
  double to = 0;
  double thickness = 0;

  double length() const { return to - from; }

  bool operator==(const Ruling&) const = default;
};

struct RulingOptions {
  double min_length_pt =
      9;  ///< a stroke of a character at 16 pt is shorter; the lowest printed row is 9 pt
  double max_thickness_pt = 4.5;  ///< thicker bars are fills or seals
  double smooth_pt = 2.2;         ///< along the stroke: toner gaps of photocopies are below 2 pt
  double min_darkness =
      28;  ///< of a stroke after smoothing, 0..255 below white; faint hairlines at 150 dpi give 40
  double relative_darkness =
      0.4;  ///< of the page's own long rulings: text smoothed along the line is paler
  double long_run_pt = 60;     ///< longer than any stroke of text
  double dotted_piece_pt = 9;  ///< of a dotted rule a piece so long is no stroke of small print
  double line_apart_pt = 2;    ///< it lies so far from print above and below ...
  double sign_apart_pt = 4;    ///< ... and so far from print to the left and right
  double dotted_share = 1;   ///< dotted rules count where they are longer than so much of the whole
                             ///< ones: elsewhere they are crumbs of text
  double frame_alone = 0.8;  ///< of the whole ones: they are but a table's frame; then ...
  double dotted_in_frame = 0.5;  ///< ... so much of it is enough
};

/// The ink of strokes along each axis as masks (CV_8UC1, 255 = stroke) and as segments.
struct RulingMap {
  cv::Mat horizontal;
  cv::Mat vertical;
  std::vector<Ruling> strokes;
  bool dotted = false;  ///< most rulings are rows of dots
};

/// `even`: CV_8UC1 from even_light.
RulingMap find_rulings(const cv::Mat& even, Dpi dpi, const RulingOptions& options);

}  // namespace gouji
