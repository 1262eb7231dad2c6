// Whether a text is one that budget documents usually say in a whole cell.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "extract/reading/print_key.h"

namespace gouji {

class KnownCells {
 public:
  explicit KnownCells(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) keys_.insert(print_key(text));
  }

  bool has(const std::string& text) const { return keys_.contains(print_key(text)); }

 private:
  std::unordered_set<std::string> keys_;
};

}  // namespace gouji
