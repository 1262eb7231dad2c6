// What a page shows along one direction when its rules are dots: the dots that may be a rule's,
// told from those of print, and the print. Everything in the frame where that direction is level;
// for uprights the page is turned on its side.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/units.h"
#include "extract/grid/dotted_lines.h"
#include "extract/grid/dotted_rules.h"
#include "extract/grid/slot_choice.h"

namespace gouji {

struct DottedSideOptions {
  DottedRuleOptions dots;
  double least_print_pt = 2.2;   ///< smaller ink is a speck
  double most_print_pt = 40;     ///< larger ink is a frame or a rule
  double rule_pt = 1.2;          ///< thinner ink is a piece of a rule
  double on_lines = 0.6;         ///< of its ink on known lines: a piece of a rule
  double line_gap_pt = 2.5;      ///< dots with print so near above and below are the print's own
  double sign_gap_pt = 6;        ///< the same to the left and right: decimal points, commas
  double beside_print_pt = 4;    ///< as far along the line
  double line_of_print_pt = 10;  ///< dots so near print that reaches their line are its own
  double least_sign_pt = 3;      ///< a sign of print is so large
  double next_sign_pt = 4;       ///< from sign to sign in a line
  double over_pt = 0.9;          ///< print lies across a line that it reaches over by more
};

/// Pixels at the end of a line's piece that are the crossing rule's.
constexpr int kCrossingRule = 3;

/// A direction of the page as it was thresholded.
struct DottedPicture {
  DottedInk page;
  cv::Mat whole;  ///< rules that are no dots: CV_8UC1, 255 = rule
};

class DottedSide {
 public:
  enum class Direction { Level, Upright };

  /// `other`: the picture of the other direction. All arguments must outlive it.
  DottedSide(const DottedPicture& picture,
             const DottedPicture& other,
             Direction direction,
             Dpi dpi,
             const DottedSideOptions& options);

  cv::Size size() const { return ink_.size(); }

  /// What lies on these lines is no print any more.
  void know_lines(const std::vector<DottedLine>& lines, const std::vector<DottedLine>& crossing);

  /// The lines in the area, or at `among` only, where fewer dots are enough. `crossing`: lines of
  /// the other direction, whose dots are not these lines'.
  std::vector<DottedLine> lines(const cv::Rect& area,
                                const std::vector<DottedLine>& crossing,
                                const DottedLineOptions& options,
                                cv::Range among = cv::Range::all()) const;

  /// Dots that lie on the level `at`, by their place along it.
  std::vector<RuleDot> dots_on(int at) const;

  /// Dots in the area, of lines and specks.
  int dots_in(const cv::Rect& area) const;

  /// Along the line, where no print stands beside it.
  ClearCover cover(int at, int from, int to) const;

  /// Pieces of ink a clear pixel of the line.
  double density(const DottedLine& line) const;

  /// The boxes of glyphs and their pieces, with what stands beside them in their line: a thin 1, a
  /// point.
  std::vector<cv::Rect> signs_in_lines() const;

  /// Signs of print that lie on both sides of the line.
  int signs_across(int at, int from, int to) const;

  /// Signs of print that reach the line.
  int signs_on(int at, int from, int to) const;

  /// Whether most of the line's dots are crumbs in a line of print, or its points.
  bool is_of_print(const DottedLine& line) const;

  /// Where print stands in `slot`, across the lines, in points.
  SlotText text_in(const cv::Rect& slot) const;

 private:
  void find_print(const cv::Mat& lines);
  bool lies_across(const cv::Rect& sign, double at) const;
  bool reaches(const cv::Rect& sign, double at) const;
  bool beside_print_across(const RuleDot& dot) const;
  bool between_print(const RuleDot& dot) const;
  bool between_ink(const RuleDot& dot) const;

  cv::Mat ink_;  ///< no dots, no whole rules
  const DottedInk& page_;
  Direction direction_;
  Dpi dpi_;
  const DottedSideOptions& options_;
  std::vector<cv::Rect> print_;
  std::vector<RuleDot> dots_;
};

}  // namespace gouji
