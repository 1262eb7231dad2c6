// Known phrases with a thin mark between their words, and the same words without it: networks lose
// the stroke of 次/年 and are sure of 次年. Two readers may lose it alike.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

class LostStrokes {
 public:
  /// `phrases`: what a whole cell may say. Those that are phrases without their marks as well are
  /// no trap.
  explicit LostStrokes(const std::vector<std::string>& phrases);

  /// A known phrase but for marks that the text does not have.
  bool may_be_in(const std::string& text) const;

  bool is_phrase(const std::string& text) const;

 private:
  std::unordered_set<std::string> bare_;     ///< phrases with marks, without them
  std::unordered_set<std::string> phrases_;  ///< as printed
};

/// Flags the cells of a scan that lost one, whoever agrees, and puts the phrase in front where any
/// reader saw it.
void mend_lost_strokes(RawTable& table, const LostStrokes& lost);

}  // namespace gouji
