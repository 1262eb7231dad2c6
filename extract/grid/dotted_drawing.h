// Draws the tables whose rules are dots as if their rules were whole: for each piece of a line
// between two crossing ones it is decided whether the rule runs there or a merged cell lies.
#pragma once

#include <opencv2/core.hpp>

#include "core/units.h"
#include "extract/grid/dotted_side.h"
#include "extract/grid/dotted_tables.h"
#include "extract/grid/slot_choice.h"

namespace gouji {

struct DrawnTableOptions {
  DottedSideOptions side;
  DottedTableOptions tables;
  SlotChoiceOptions slots;       ///< lengths in points
  double merged_up_or_down = 3;  ///< nats: cells merged over rows have their text in the middle
  double open_side_pt = 8;       ///< rows that run on by more leave the side open
  double end_pt = 30;            ///< at a row's end ...
  std::size_t dots_at_end = 3;   ///< ... lie so many dots; specks lie alone
  double mean_gaps = 4;          ///< between dots of a line that goes on
  double most_missed = 2.5;      ///< nats against a rule for dots that are not there
  double most_seen = 8;          ///< nats for a rule for dots that are
};

/// Rules three pixels thick: CV_8UC1, 255 = rule; `upright` is turned on its side.
struct DrawnRules {
  cv::Mat level;
  cv::Mat upright;
};

/// `upright`: the page turned on its side. Without rules where the page has no such table.
DrawnRules draw_dotted_tables(const DottedPicture& level,
                              const DottedPicture& upright,
                              Dpi dpi,
                              const DrawnTableOptions& options);

}  // namespace gouji
