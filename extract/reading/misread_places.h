// Names of counties and the like of which two readers took one character for another, or saw none:
// 荣经县 and 华市 are no places, and the document prints 荥经县 and 华蓥市 elsewhere.
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
  /// `known`: names of places.
  explicit PrintedPlaces(const std::vector<std::string>& known);

  /// Notes the known places in a text that was surely read.
  void add(const std::string& text);

  /// The text with the printed place that its beginning is but for one character; as it is where
  /// there is none, or where it begins with a known place. Of places of two characters, and where
  /// one of three is lost, the rest says too little: the words behind must be the same as well.
  std::string put_right(const std::string& text) const;

 private:
  struct Printed {
    std::u32string place;
    std::u32string behind;  ///< the first characters of what follows

    bool operator==(const Printed&) const = default;
  };

  bool is_known(std::u32string_view print, std::size_t shortest) const;

  std::unordered_set<std::u32string> known_;
  std::size_t longest_ = 0;
  std::vector<Printed> printed_;
};

/// Puts such beginnings right in cells of scans and flags them; what was read becomes a rival. In
/// lines above a table names begin behind a colon or a dash.
/// `tables`, `lines`: all of a document.
void mend_misread_places(std::span<RawTable* const> tables,
                         std::span<const std::string> lines,
                         const std::vector<std::string>& known);

}  // namespace gouji
