#include "normalize/schema/assignment.h"

#include <algorithm>
#include <limits>

namespace gouji {

// Hungarian method with potentials on the square matrix filled up with zeros: cost = -benefit.
std::vector<int> best_assignment(const std::vector<std::vector<double>>& benefit) {
  const std::size_t rows = benefit.size();
  std::size_t columns = 0;
  for (const auto& row : benefit) columns = std::max(columns, row.size());
  const std::size_t n = std::max(rows, columns);
  const auto gain = [&](std::size_t i, std::size_t j) {
    return i < rows && j < benefit[i].size() ? std::max(0.0, benefit[i][j]) : 0.0;
  };
  std::vector<double> row_potential(n + 1), column_potential(n + 1);
  std::vector<std::size_t> matched_row(n + 1), came_from(n + 1);
  for (std::size_t i = 1; i <= n; ++i) {
    matched_row[0] = i;
    std::size_t column = 0;
    std::vector<double> slack(n + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(n + 1);
    do {
      used[column] = true;
      const std::size_t row = matched_row[column];
      double step = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (used[j]) continue;
        const double reduced = -gain(row - 1, j - 1) - row_potential[row] - column_potential[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          came_from[j] = column;
        }
        if (slack[j] < step) {
          step = slack[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (used[j]) {
          row_potential[matched_row[j]] += step;
          column_potential[j] -= step;
        } else {
          slack[j] -= step;
        }
      }
      column = next;
    } while (matched_row[column] != 0);
    while (column != 0) {
      matched_row[column] = matched_row[came_from[column]];
      column = came_from[column];
    }
  }
  std::vector<int> chosen(rows, -1);
  for (std::size_t j = 1; j <= n; ++j) {
    const std::size_t row = matched_row[j];
    if (row >= 1 && row <= rows && gain(row - 1, j - 1) > 0)
      chosen[row - 1] = static_cast<int>(j - 1);
  }
  return chosen;
}

}  // namespace gouji
