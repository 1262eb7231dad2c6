// Sets of things numbered from 0 that grow together, each known by its least member.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace gouji {

/// Union-find with path halving (Tarjan and van Leeuwen 1984).
class DisjointSets {
 public:
  /// `count` sets of one member each.
  explicit DisjointSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t least_of(std::size_t member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }

  void unite(std::size_t a, std::size_t b) {
    a = least_of(a);
    b = least_of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace gouji
