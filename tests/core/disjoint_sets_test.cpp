#include "core/disjoint_sets.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace gouji {
namespace {

TEST(DisjointSets, EachIsKnownByItsLeastMember) {
  DisjointSets sets(6);
  sets.unite(5, 3);
  sets.unite(4, 5);
  EXPECT_EQ(sets.least_of(4), 3u);
  EXPECT_EQ(sets.least_of(5), 3u);
  EXPECT_EQ(sets.least_of(1), 1u);
  sets.unite(4, 1);
  EXPECT_EQ(sets.least_of(3), 1u);
}

// Beside a list of labels that is written over at every union.
TEST(DisjointSets, AgreeWithRelabelling) {
  constexpr std::size_t kMembers = 40;
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> any(0, kMembers - 1);
  DisjointSets sets(kMembers);
  std::vector<std::size_t> labels(kMembers);
  std::iota(labels.begin(), labels.end(), std::size_t{0});
  for (int step = 0; step < 60; ++step) {
    const std::size_t a = any(random), b = any(random);
    sets.unite(a, b);
    const std::size_t from = std::max(labels[a], labels[b]), to = std::min(labels[a], labels[b]);
    std::replace(labels.begin(), labels.end(), from, to);
    for (std::size_t i = 0; i < kMembers; ++i) ASSERT_EQ(sets.least_of(i), labels[i]);
  }
}

}  // namespace
}  // namespace gouji
