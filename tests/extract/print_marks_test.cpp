#include "extract/reading/print_marks.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

constexpr Dpi kDpi{200};  // 2.8 pixels a point

InkMark mark(int x, int y, int width, int height) {
  return {cv::Rect(x, y, width, height), width * height};
}

std::vector<bool> kept(const std::vector<InkMark>& marks) {
  return marks_of_print(marks, kDpi, {});
}

TEST(PrintMarks, CrumbsThatCrowdAsHighAsADigitAreAGlyph) {
  const std::vector<InkMark> crumbs = {
      mark(50, 20, 2, 4), mark(54, 22, 3, 3), mark(51, 27, 3, 2), mark(56, 28, 2, 4)};
  EXPECT_EQ(kept(crumbs), std::vector<bool>(4, true));
}

TEST(PrintMarks, LooseSpecksAreDirt) {
  EXPECT_EQ(kept({mark(50, 20, 2, 3), mark(80, 40, 3, 3), mark(120, 25, 2, 2)}),
            std::vector<bool>(3, false));
}

TEST(PrintMarks, TwoSpecksTogetherAreNoCrowd) {
  EXPECT_EQ(kept({mark(50, 20, 2, 4), mark(51, 26, 2, 4)}), std::vector<bool>(2, false));
}

TEST(PrintMarks, ALowCrowdIsNoGlyph) {
  EXPECT_EQ(kept({mark(50, 20, 1, 2), mark(52, 20, 1, 2), mark(54, 20, 1, 2)}),
            std::vector<bool>(3, false));
}

// One digit and, far to its right, the crumbs of a thin glyph.
TEST(PrintMarks, ACrowdFarFromOtherPrintStays) {
  const std::vector<bool> keep = kept({mark(50, 20, 9, 17),
                                       mark(150, 20, 2, 4),
                                       mark(154, 22, 3, 3),
                                       mark(151, 27, 3, 2),
                                       mark(156, 28, 2, 4),
                                       mark(250, 25, 3, 3)});
  EXPECT_EQ(keep, (std::vector<bool>{true, true, true, true, true, false}));
}

}  // namespace
}  // namespace gouji
