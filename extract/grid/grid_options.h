// What makes strokes a table. Lengths in points; the documents that set them are the generated
// samples at 100 to 300 dpi unless a line says otherwise.
#pragma once

namespace gouji {

struct GridOptions {
  double same_level_pt = 1.3;   ///< strokes on one line; also joins double rules
  double bridged_gap_pt = 1.5;  ///< breaks of a stroke: photocopies drop ink at crossings
  double drift_pt = 2.5;        ///< rules of a bent page leave their level by so much at their ends
  double join_pt = 2;           ///< strokes that nearly touch belong to one table
  double min_rule_pt =
      34;  ///< a table has two rules so long; the largest title characters have 26 pt
  double min_extent_pt = 30;   ///< of a table in both directions
  double most_over_pt = 3;     ///< strokes that reach so far over both outer rules of a low ...
  double low_region_pt = 30;   ///< ... region are those of a line of bold print
  double long_run_pt = 60;     ///< an unbroken stroke that no text makes
  double full_coverage = 0.9;  ///< of the distance between two rules: proves a level
  double worn_coverage =
      0.5;  ///< of the table by thin pieces: a worn rule; lines of text reach 0.3 and are thicker
  double touch_pt =
      1.2;  ///< a ruling has ink at least so far from the rule it runs into; text keeps off
  double one_line_pt = 13;         ///< a row so low holds one line of text at most
  double present_coverage = 0.42;  ///< at a proven level: the ruling is there
  double one_end_coverage = 0.75;  ///< the same where it reaches one of its ends only
  double absent_coverage = 0.3;    ///< below: it is not; between: it is unless text runs across
  /// Across a rule; tables have below 0.02, lines of text 0.1 and more.
  double max_strokes_per_pt = 0.06;
  double max_ink_beside = 0.06;    ///< of the way along a worn rule: specks; text has more
  double max_thickness_ratio = 2;  ///< of a short stroke to the long rules; bold frames are long
  double min_row_pt = 5.5;  ///< nearer levels are one double rule; a line of 5 pt text needs 6
  double open_side_pt = 8;  ///< rulings that go on beyond the last rule by more leave the side open
};

}  // namespace gouji
