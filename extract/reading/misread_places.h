// Names of counties and the like of which two readers took one character for another: 荣经县 is no
// county, and the document prints 荥经县 elsewhere.
#pragma once

#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

/// The places that a document prints, of those that are known.
class PrintedPlaces {
 public:
  /// `known`: names of places; those of fewer than three characters say too little.
  explicit PrintedPlaces(const std::vector<std::string>& known);

  /// Notes the known places in a text that was surely read.
  void add(const std::string& text);

  /// The text with the printed place that its beginning is but for one character; as it is where
  /// there is none, or where it begins with a known place.
  std::string put_right(const std::string& text) const;

 private:
  std::unordered_set<std::u32string> known_;
  std::size_t longest_ = 0;
  std::vector<std::u32string> printed_;
};

/// Puts such beginnings right in cells of scans and flags them; what was read becomes a rival.
/// `tables`, `lines`: all of a document.
void mend_misread_places(std::span<RawTable* const> tables,
                         std::span<const std::string> lines,
                         const std::vector<std::string>& known);

}  // namespace gouji
