// Tables whose rules a hard threshold left as dots: lines found across the whole table, and for
// each piece of them between two crossing ones whether the rule runs there or a merged cell.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"
#include "extract/grid/dotted_lines.h"
#include "extract/grid/dotted_rules.h"
#include "extract/grid/slot_choice.h"

namespace gouji {

/// What a page shows along one direction; a picture where that direction is level.
struct DottedSide {
  DottedInk page;
  cv::Mat whole;  ///< rules that are no dots: CV_8UC1, 255 = rule
};

struct DottedTableOptions {
  DottedRuleOptions dots;
  DottedLineOptions lines;
  SlotChoiceOptions slots;        ///< lengths in points
  double least_print_pt = 2.2;    ///< smaller ink is a speck
  double most_print_pt = 40;      ///< larger ink is a frame or a rule
  std::size_t most_low_rows = 6;  ///< of a table so small each row is looked at by itself
  double least_row_pt = 9;        ///< a row so low holds a line of print
  double least_span = 0.6;  ///< of a row's height: the dots of its own uprights; a stem has less
  double least_parting_pt = 30;      ///< between two tables
  double parting = 8;                ///< so many dots of uprights are missed there
  double parting_share = 0.1;        ///< the share of them that may be there: specks
  double open_side_pt = 8;           ///< rows that run on by more leave the side open
  double end_pt = 30;                ///< at a row's end ...
  double dots_at_end = 3;            ///< ... lie so many dots; specks lie alone
  double most_missed = 2.5;          ///< nats against a rule for dots that are not there
  double most_seen = 8;              ///< nats for a rule for dots that are
  double max_strokes_per_pt = 0.06;  ///< along a whole line; lines of text have 0.1 and more
  double rule_pt = 1.2;              ///< thinner ink is a piece of a rule
  double line_gap_pt = 2.5;     ///< dots with print so near above and below are the print's own
  double sign_gap_pt = 6;       ///< the same to the left and right: decimal points, commas
  double beside_print_pt = 4;   ///< as far along the line
  double same_height_pt = 1.5;  ///< dots of print below print lie at one height of their rows, ...
  double same_height_share = 0.6;  ///< ... so many of them; a rule's dots by chance a fifth
  double line_of_print_pt = 10;    ///< dots so near print that lies across their line are its own
  double least_sign_pt = 3;        ///< print that lies across a line has so much along it
  double over_pt = 0.9;            ///< print lies across a line that it reaches over by more
  int strokes_across = 1;          ///< so many pieces of print lie across no rule
};

/// The rules of such tables drawn whole, three pixels thick: CV_8UC1, 255 = rule; `upright` is
/// turned as its side is. Empty of rules where the page has no such table.
struct DrawnRules {
  cv::Mat level;
  cv::Mat upright;
};

DrawnRules dotted_tables(const DottedSide& level,
                         const DottedSide& upright,
                         Dpi dpi,
                         const DottedTableOptions& options);

}  // namespace gouji
