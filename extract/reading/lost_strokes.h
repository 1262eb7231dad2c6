// Known phrases with a thin mark between their words, and the same words without it: networks lose
// the stroke of 次/年 and are sure of 次年.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

namespace gouji {

class LostStrokes {
 public:
  /// `phrases`: what a whole cell may say. Those that are phrases without their marks as well are
  /// no trap.
  explicit LostStrokes(const std::vector<std::string>& phrases);

  /// A known phrase but for marks that the text does not have.
  bool may_be_in(const std::string& text) const;

 private:
  std::unordered_set<std::string> bare_;     ///< phrases with marks, without them
  std::unordered_set<std::string> phrases_;  ///< as printed
};

}  // namespace gouji
