// What budget documents usually say, as pairs of neighbouring characters: it decides between
// readings of a line that the pixels leave open. It never makes a reading surer than its reader
// was.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/raw_table.h"

namespace gouji {

class KnownWords {
 public:
  /// `texts`: names, titles and headers as such documents print them.
  explicit KnownWords(const std::vector<std::string>& texts);

  /// Nats in favour of a text, for each pair of ideographs that is known; against it for letters of
  /// scripts that these documents do not print.
  double favour(const std::string& text) const;

  /// One reader's readings of a line, cheapest first, with the favoured one in front. Its cost
  /// stays what the reader gave; those it overtook become as dear as it is.
  void prefer(std::vector<Reading>& readings) const;

 private:
  std::unordered_set<std::uint64_t> pairs_;
};

}  // namespace gouji
