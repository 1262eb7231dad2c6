// The ordinals of a table's list: 一、 二、 三、 one below the other. A threshold takes the strokes
// of 一 and 二 first, and 二十八、 is read 十八、. What the lines around count, the worn line
// counts, too.
#pragma once

#include "core/raw_table.h"
#include "extract/reading/known_cells.h"

namespace gouji {
// NOLINTBEGIN(*magic-numbers)

struct ListOptions {
  int fewest_lines = 4;         ///< that count on in one list, as they are read
  double read_share = 0.4;      ///< of a list's lines, first to last, that are read so
  int longest_ordinal = 4;      ///< characters before the mark, as misread
  int lines_by_themselves = 8;  ///< that count on otherwise are no worn lines of another list
};

// NOLINTEND(*magic-numbers)

/// Puts right what lines between two others of a list count that are flagged or have another number
/// than a list begins with, and flags them ("low_confidence"); the reading that they had becomes a
/// rival. Beyond the first and the last line that were read, they must be `known` with an ordinal.
/// Totals are not counted, but a line beyond one that was read surely, or as if the total were,
/// stays. Of two lists that a line may be in, the one that more lines show has it. In no list, a
/// line that begins with 、 has lost the numeral before it: `known` with the one after the last
/// above, it gets that; otherwise it is flagged. One that begins with a mark and is `known` with 一
/// instead is put right so. Lines of which nothing but an ordinal is left stay as they are, and so
/// does what no reader read but a text layer has.
void mend_ordinals(RawTable& table, const KnownCells& known, const ListOptions& options = {});

}  // namespace gouji
