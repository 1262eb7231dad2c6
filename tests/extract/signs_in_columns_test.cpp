#include "extract/grid/signs_in_columns.h"

#include <gtest/gtest.h>

#include <utility>

namespace gouji {
namespace {

constexpr Dpi kDpi{200};

/// Uprights of eight columns of different widths.
std::vector<DottedLine> columns() {
  std::vector<DottedLine> lines;
  for (const int at : {100, 180, 300, 440, 540, 700, 790, 900, 1060}) lines.push_back({at, {}});
  return lines;
}

bool are_signs(const std::vector<std::pair<int, int>>& pieces) {
  DottedLine line;
  for (const auto& [from, to] : pieces) line.dots.push_back({300, from, to});
  return are_signs_in_columns(line, columns(), kDpi, {});
}

TEST(SignsInColumns, DashesAtTheRightOfTheirColumnsAreSigns) {
  EXPECT_TRUE(are_signs({{166, 172}, {286, 292}, {427, 433}, {527, 532}, {686, 692}}));
}

TEST(SignsInColumns, DashesInTheMiddleOfTheirColumnsAreSigns) {
  EXPECT_TRUE(are_signs({{137, 143}, {237, 243}, {367, 373}, {487, 493}, {617, 623}}));
}

TEST(SignsInColumns, DotsOfTheUprightsDoNotCount) {
  EXPECT_TRUE(are_signs({{99, 102},
                         {166, 172},
                         {179, 181},
                         {286, 292},
                         {299, 301},
                         {427, 433},
                         {439, 442},
                         {527, 532},
                         {539, 541},
                         {686, 692},
                         {699, 701}}));
}

TEST(SignsInColumns, ASpeckAmongSignsChangesNothing) {
  EXPECT_TRUE(are_signs({{166, 172}, {286, 292}, {350, 352}, {427, 433}, {527, 532}, {686, 692}}));
}

TEST(SignsInColumns, DotsAnywhereAreARules) {
  EXPECT_FALSE(are_signs({{112, 114},
                          {150, 153},
                          {205, 206},
                          {290, 291},
                          {333, 335},
                          {470, 473},
                          {480, 481},
                          {555, 558},
                          {640, 641},
                          {730, 733},
                          {850, 852}}));
}

TEST(SignsInColumns, LongPiecesAreARules) {
  EXPECT_FALSE(are_signs({{104, 176}, {184, 296}, {304, 436}, {444, 536}, {544, 696}, {704, 786}}))
      << "each begins as far from its upright as the others";
}

TEST(SignsInColumns, SignsInFewColumnsTellNothing) {
  EXPECT_FALSE(are_signs({{166, 172}, {286, 292}, {427, 433}, {527, 532}}));
}

}  // namespace
}  // namespace gouji
