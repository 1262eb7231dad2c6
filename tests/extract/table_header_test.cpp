#include "extract/grid/table_header.h"

#include <gmock/gmock.h>

namespace gouji {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Dpi kDpi{72};  // a pixel is a point

/// Signs 10 high in the middle of rows 20 high, at these x.
std::vector<cv::Rect> row(int r, const std::vector<int>& places, int width = 20) {
  std::vector<cv::Rect> signs;
  signs.reserve(places.size());
  for (const int x : places) signs.emplace_back(x, 20 * r + 5, width, 10);
  return signs;
}

TEST(SignsInRows, GoByTheirMiddle) {
  const cv::Rect above{0, -20, 5, 5}, first{0, 5, 5, 12}, second{0, 14, 5, 20};
  EXPECT_THAT(signs_in_rows({above, first, second}, {0, 20, 40}),
              ElementsAre(ElementsAre(first), ElementsAre(second)));
}

TEST(FindHeader, EndsWhereAllColumnsAreHeaded) {
  const TableHeader header =
      find_header({row(0, {10, 50, 90}), row(1, {10, 50, 90}), row(2, {10, 50, 90})}, kDpi, {});
  EXPECT_EQ(header.rows, 1U);
  EXPECT_THAT(header.leaves, SizeIs(3));
  EXPECT_EQ(header.line_height, 10);
  EXPECT_TRUE(header.heads_all);
}

// In a cell over two rows, between them; it counts for the upper one.
cv::Rect merged(int x) {
  return {x, 14, 20, 10};
}

TEST(FindHeader, GoesOnBelowGroups) {
  const TableHeader header = find_header({{merged(10), {70, 3, 20, 10}},
                                          row(1, {50, 90}),
                                          row(2, {10, 50, 90}),
                                          row(3, {10, 50, 90}),
                                          row(4, {10, 50, 90})},
                                         kDpi,
                                         {});
  EXPECT_EQ(header.rows, 2U);
  EXPECT_THAT(header.leaves, SizeIs(3));
}

TEST(FindHeader, AGroupWithAllOthersHeadedGoesOn) {
  // Three texts a row, and three words; one of them heads two columns, one of which is empty.
  const TableHeader header = find_header({{merged(10), merged(50), {90, 3, 60, 10}},
                                          row(1, {85, 135}),
                                          row(2, {10, 50, 85}),
                                          row(3, {10, 50, 85}),
                                          row(4, {10, 50, 85})},
                                         kDpi,
                                         {});
  EXPECT_EQ(header.rows, 2U);
  EXPECT_THAT(header.leaves, SizeIs(4));
}

TEST(FindHeader, AWrappedTextBelowIsNoColumnMore) {
  auto body = row(1, {10, 50});
  body.emplace_back(10, 38, 12, 10);
  const TableHeader header = find_header({row(0, {10, 50}), body, row(3, {10, 50})}, kDpi, {});
  EXPECT_EQ(header.rows, 1U);
}

TEST(FindHeader, OfNothingIsEmpty) {
  EXPECT_THAT(find_header({}, kDpi, {}).leaves, IsEmpty());
  EXPECT_THAT(find_header({{}, {}}, kDpi, {}).leaves, IsEmpty());
}

}  // namespace
}  // namespace gouji
