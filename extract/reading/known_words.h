// What budget documents usually say, as pairs of neighbouring characters and as names of places: it
// decides between readings of a line that the pixels leave open. It never makes a reading surer
// than its reader was.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

class KnownWords {
 public:
  /// `texts`: names, titles and headers as such documents print them. `places`: names of counties
  /// and the like; those of fewer than three characters say too little.
  explicit KnownWords(const std::vector<std::string>& texts,
                      const std::vector<std::string>& places = {});

  /// Nats in favour of a text, for each pair of ideographs that is known and for the name of a
  /// place, and for each comma between clauses, where a list's mark is rarer; against it for
  /// letters of scripts that these documents do not print.
  double favour(const std::string& text) const;

  /// One reader's readings of a line, cheapest first, with the favoured one in front. Its cost
  /// stays what the reader gave; those it overtook become dearer by as much as it is likelier.
  void prefer(std::vector<Reading>& readings) const;

 private:
  bool names_a_place(const std::u32string& characters) const;

  std::unordered_set<std::uint64_t> pairs_;
  std::unordered_set<std::u32string> places_;
  std::size_t longest_place_ = 0;
};

}  // namespace gouji
