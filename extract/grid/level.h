// A level is a line at one coordinate of a table's region and where along it there is ink: what
// strokes at about the same place add up to. Whether it is a rule of the table is for
// extract/grid/level_proof.h to say.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "extract/grid/rulings.h"

namespace gouji {

/// For a level of horizontal strokes `at` is y and ink[i] tells of x = offset + i, in pixels of the
/// region; for one of vertical strokes all pictures are transposed.
struct Level {
  double at = 0;
  double thickness = 1;
  double longest = 0;  ///< of its strokes
  std::vector<char> ink;
  std::vector<int> across;  ///< dark run across the line, pixels; 0 where there is no ink

  /// Median over the inked places of a part, 0 without ink.
  double thickness_of(int from, int to) const;
  /// Share of the places from `from` to `to` that have ink.
  double coverage(int from, int to) const;
  int longest_run() const;
  /// Places with ink from `from` on without a break, at most up to `to`; and the other way.
  int run_from(int from, int to) const;
  int run_back_from(int to, int from) const;
  /// Dark print between `from` and `to` that leaves paper at its ends, as a stroke of a character
  /// between two rules does: `gap` at both ends or twice as much at one. The opening that
  /// finds strokes lengthens them, so this asks the page itself. A pale line stops nowhere.
  bool stops_short(int from, int to, int gap) const;
  /// The first place with ink, and the one behind the last.
  int first() const;
  int last() const;
};

struct LevelScale {
  double same_level_px = 2;  ///< strokes so near are on one level
  int bridged_gap_px = 0;    ///< breaks of a stroke that count as ink
  int drift_px = 0;          ///< a bent rule's ends leave its level by so much at most
};

/// Groups strokes along x by their y. `mask` has those strokes, `ink` all that is dark (both
/// CV_8UC1, 255 = ink); `region` is the table's box in them. Levels come from top to bottom.
std::vector<Level> find_levels(const std::vector<Ruling>& strokes,
                               const cv::Mat& mask,
                               const cv::Mat& ink,
                               const cv::Rect& region,
                               const LevelScale& scale);

/// A part of a level, from x0 to x1 in the picture, and how far above and below it is looked.
struct Crossing {
  int x0 = 0;
  int x1 = 0;
  int reach_px = 0;
  bool skip_ruling = false;  ///< the level's own ink counts as part of the line, not as a stroke
};

/// Strokes of glyphs that run across the level there: runs of places that are dark all the way from
/// above the line to below it.
int strokes_across(const cv::Mat& ink,
                   const Level& level,
                   const cv::Rect& region,
                   const Crossing& where);

/// Of the way, the share where there is ink just above or below the reach: rules have paper beside
/// them, what lies on a line of text has the rest of its characters there.
double ink_beside(const cv::Mat& ink,
                  const Level& level,
                  const cv::Rect& region,
                  const Crossing& where);

}  // namespace gouji
