// Several readers' answers for one cell -> one RawCell's readings: which is chosen, which stay as
// rivals, whether two readers agree, and why a person must look. Knows the shape of numbers, no
// budgets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/raw_table.h"
#include "extract/options.h"
#include "extract/reading/content_class.h"
#include "extract/reading/print_key.h"

namespace gouji {

/// What is known about a cell before its readings are weighed.
struct CellEvidence {
  ContentClass content = ContentClass::Text;
  std::vector<LineShape> lines;
  bool cut_off = false;
  bool crossed = false;  ///< something lies over the cell: a seal, a stroke of a pen
};

/// The readings of one reader, one list a line of the cell, joined to readings of the whole cell.
/// Empty when a line has none.
std::vector<Reading> join_lines(const std::vector<std::vector<Reading>>& lines,
                                const ReadingOptions& options);

/// A number whose grammar, figures and width fit the ink.
bool fits_ink(const Reading& reading,
              const std::vector<LineShape>& lines,
              const ReadingOptions& options);

/// A phrase that fits the cell comes first, once. It is no surer than its own cost says, and what
/// it overtakes is no surer than it.
void put_first(Reading phrase, std::vector<Reading>& readings);

bool has_reason(const RawCell& cell, std::string_view reason);

/// A person must look at the cell.
void flag(RawCell& cell);

/// What a cell with a reading says is put right and flagged; the reading stays as a rival.
void put_right(const std::string& text, RawCell& cell);

/// Fills readings, agreed and reasons.
void vote(const CellEvidence& evidence,
          const std::vector<Reading>& all,
          const ReadingOptions& options,
          RawCell& cell);

}  // namespace gouji
