#include "extract/grid/dotted_lines.h"

#include <gmock/gmock.h>

#include <random>

namespace gouji {
namespace {

constexpr Dpi kDpi{200};
const cv::Rect kPage(0, 0, 1600, 1000);

void add_line(std::vector<RuleDot>& dots, int at, int from, int to, int every) {
  for (int x = from; x < to; x += every) dots.push_back({static_cast<double>(at), x, x + 2});
}

std::vector<RuleDot> specks(std::size_t count) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> x(0, kPage.width - 3), y(0, kPage.height - 1);
  std::vector<RuleDot> dots;
  for (std::size_t i = 0; i < count; ++i) {
    const int from = x(random);
    dots.push_back({static_cast<double>(y(random)), from, from + 2});
  }
  return dots;
}

std::vector<int> places(const std::vector<RuleDot>& dots, cv::Range among = {0, kPage.height}) {
  std::vector<int> at;
  for (const DottedLine& line : dotted_lines(dots, kPage, among, kDpi, {})) at.push_back(line.at);
  return at;
}

TEST(DottedLines, AreWhereMoreDotsLieThanByChance) {
  auto dots = specks(300);
  add_line(dots, 200, 100, 1500, 100);
  add_line(dots, 247, 100, 1500, 60);
  EXPECT_THAT(places(dots), ::testing::ElementsAre(200, 247));
}

TEST(DottedLines, SpecksMakeNone) {
  for (const std::size_t count : {0u, 50u, 500u, 3000u})
    EXPECT_THAT(places(specks(count)), ::testing::IsEmpty()) << count;
}

TEST(DottedLines, ACrumbledStrokeIsNone) {
  auto dots = specks(300);
  add_line(dots, 200, 400, 420, 4);
  add_line(dots, 200, 900, 920, 4);
  EXPECT_THAT(places(dots), ::testing::IsEmpty());
}

TEST(DottedLines, FewerDotsTellAmongFewRows) {
  auto dots = specks(300);
  add_line(dots, 500, 100, 1500, 280);
  EXPECT_THAT(places(dots), ::testing::IsEmpty());
  EXPECT_THAT(places(dots, {490, 510}), ::testing::ElementsAre(500));
}

TEST(DottedLines, SpecksFarFromItsEndsAreNotALines) {
  std::vector<RuleDot> dots{{300, 5, 7}};
  add_line(dots, 300, 700, 1200, 25);
  const auto lines = dotted_lines(dots, kPage, {0, kPage.height}, kDpi, {});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].from(), 700);
}

}  // namespace
}  // namespace gouji
