#include "extract/grid/signs_in_rows.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gouji {
namespace {

constexpr Dpi kDpi{200};
constexpr int kRow = 42;  // pixels: a line of 8 pt print and paper above and below it

std::vector<DottedLine> rows() {
  std::vector<DottedLine> lines;
  lines.reserve(15);
  for (int i = 0; i <= 14; ++i) lines.push_back({100 + i * kRow, {}});
  return lines;
}

/// Dots with {row, pixels below its middle}.
bool are_signs(const std::vector<std::pair<int, int>>& places) {
  DottedLine line;
  line.dots.reserve(places.size());
  for (const auto& [row, height] : places) {
    const int at = 100 + row * kRow + kRow / 2 + height;
    line.dots.push_back({300, at, at + 1});
  }
  return are_signs_in_rows(line, rows(), kDpi, {});
}

TEST(SignsInRows, DotsAtOneHeightAreSigns) {
  EXPECT_TRUE(are_signs({{0, -1}, {2, -2}, {3, 0}, {5, -2}, {8, -3}}));
  EXPECT_TRUE(are_signs({{0, 5}, {1, 4}, {2, 6}, {3, -15}, {4, 5}, {6, 4}, {7, 5}, {9, 5}}));
}

TEST(SignsInRows, DotsAnywhereAreARules) {
  EXPECT_FALSE(are_signs({{0, -14}, {1, 3}, {2, -8}, {4, 12}, {5, -1}, {7, 16}, {9, -18}}));
}

TEST(SignsInRows, WhereTextHidesARuleItsDotsLieAboveAndBelowTheText) {
  EXPECT_FALSE(are_signs({{4, -13},
                          {4, -12},
                          {4, -10},
                          {5, -15},
                          {5, -12},
                          {5, 11},
                          {6, -14},
                          {7, -11},
                          {7, 12},
                          {10, -8},
                          {11, -11},
                          {11, 13}}))
      << "crumbs that lie close are one";
}

TEST(SignsInRows, HardlyAnyDotBesideTheLinesOfPrintIsAsTelling) {
  std::vector<std::pair<int, int>> places;
  places.reserve(14);
  for (int row = 0; row < 14; ++row) places.emplace_back(row, row % 2 == 0 ? -9 : 9);
  EXPECT_TRUE(are_signs(places));
  places[3].second = places[6].second = -17;
  EXPECT_FALSE(are_signs(places));
}

// Figures stand close to the rule: its dots are seen above them only.
TEST(SignsInRows, DotsAtOneHeightBesideThePrintAreARules) {
  EXPECT_FALSE(are_signs({{0, -15}, {1, -14}, {2, -13}, {4, -15}, {5, -14}, {7, -12}, {9, -14}}));
}

TEST(SignsInRows, DotsFarApartInMostRowsAreARules) {
  std::vector<std::pair<int, int>> places;
  for (int row = 0; row < 8; ++row) places.insert(places.end(), {{row, 0}, {row, 3}, {row, 6}});
  EXPECT_TRUE(are_signs(places)) << "crumbs of one sign";
  for (int row = 0; row < 8; ++row) places.insert(places.end(), {{row, 9}, {row, 12}});
  std::sort(places.begin(), places.end());
  EXPECT_FALSE(are_signs(places));
}

TEST(SignsInRows, FewRowsTellNothing) {
  EXPECT_FALSE(are_signs({{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
}

}  // namespace
}  // namespace gouji
