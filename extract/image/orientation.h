// Which way up a scanned page is. Characters stand closer along a line than across lines, which
// tells lines from columns of text without reading; top from bottom is told by reading a few lines
// both ways.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"
#include "extract/reading/recognizer.h"

namespace gouji {

struct OrientationOptions {
  int sample_lines = 4;  ///< the longest lines that are read to tell top from bottom
  /// Of a character: read so well on the mean, the way that most lines run stands and no other is
  /// tried.
  double sure_confidence = 0.75;
  double most_lines = 0.5;       ///< run so: a few that run otherwise prove nothing by themselves
  double fair_confidence = 0.5;  ///< print read so well needs no look at what is paler
  /// The reader's confidence is the probability of a whole line, not a mean over its characters.
  bool whole_line_confidence = false;
  double turned_pages = 0.5;        ///< how likely a page lies, beside one that stands
  double by_chance = 0.15;          ///< legibility that lines lying wrong may have
  double sketch_dpi = 100;          ///< lines are found at; characters are read at the page's own
  double min_line_pt = 40;          ///< shorter lines say too little of a direction
  double min_sample_pt = 14;        ///< a figure of small print; shorter lines are not read, ...
  double min_sample_height_pt = 4;  ///< ... nor are lower ones
  double max_glyph_pt = 30;

  /// For a reader whose confidence is that of a whole line. PP-OCR's tiny network gave upright
  /// lines of all kinds of scans 0.75 to 1 a character, lines on their heads 0 to 0.26, columns of
  /// figures that lie on their side mostly up to 0.64, a few 0.9.
  static OrientationOptions of_whole_lines() {
    OrientationOptions options;
    options.sure_confidence = 0.85;
    options.whole_line_confidence = true;
    return options;
  }
};

/// Degrees (0, 90, 180, 270) by which the page must be turned clockwise to stand upright; 0 when
/// there is no text. `even`: CV_8UC1, paper white.
int find_turn(const cv::Mat& even, Dpi dpi, Recognizer& reader, const OrientationOptions& options);

/// The image turned clockwise.
cv::Mat turned(const cv::Mat& image, int degrees);

}  // namespace gouji
