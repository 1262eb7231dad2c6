#include "core/similarity.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace gouji {
namespace {

// What stands around a found title counts this much against it, when it is as long as the title.
constexpr double kAroundWeight = 0.12;

// Last line of the distance matrix; `free_ends`: text before and after the pattern costs nothing.
int distance(std::u32string_view pattern, std::u32string_view text, bool free_ends) {
  std::vector<int> above(text.size() + 1), line(text.size() + 1);
  if (!free_ends) std::iota(above.begin(), above.end(), 0);
  for (std::size_t i = 1; i <= pattern.size(); ++i) {
    line[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= text.size(); ++j)
      line[j] = std::min(
          {above[j] + 1, line[j - 1] + 1, above[j - 1] + (pattern[i - 1] == text[j - 1] ? 0 : 1)});
    std::swap(above, line);
  }
  return free_ends ? *std::min_element(above.begin(), above.end()) : above.back();
}

}  // namespace

int edit_distance(std::u32string_view a, std::u32string_view b) {
  return distance(a, b, /*free_ends=*/false);
}

double similarity(std::u32string_view a, std::u32string_view b) {
  if (a == b) return 1;
  const double longer = static_cast<double>(std::max(a.size(), b.size()));
  return 1 - edit_distance(a, b) / longer;
}

double contained_similarity(std::u32string_view pattern, std::u32string_view text) {
  if (pattern.empty() || text.empty()) return 0;
  const double length = static_cast<double>(pattern.size());
  const double found = 1 - distance(pattern, text, /*free_ends=*/true) / length;
  const double around = std::max(0.0, static_cast<double>(text.size()) - length) / length;
  return std::max(similarity(pattern, text), found - kAroundWeight * std::min(2.0, around));
}

}  // namespace gouji
