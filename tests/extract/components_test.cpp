#include "extract/image/components.h"

#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>
#include <random>
#include <string>

namespace gouji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// '#' is ink.
cv::Mat mask_of(const std::vector<std::string>& rows) {
  cv::Mat mask =
      cv::Mat::zeros(static_cast<int>(rows.size()), static_cast<int>(rows.front().size()), CV_8UC1);
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      if (rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#')
        mask.at<uchar>(y, x) = 255;
  return mask;
}

std::vector<cv::Rect> boxes_of(const Components& components) {
  std::vector<cv::Rect> boxes;
  for (const Component& c : components) boxes.push_back(c.box);
  return boxes;
}

TEST(Components, EmptyMaskHasNone) {
  EXPECT_EQ(Components(cv::Mat::zeros(4, 30, CV_8UC1)).size(), 0u);
  EXPECT_EQ(Components(cv::Mat()).size(), 0u);
}

TEST(Components, CornersHangTogetherAndOrderIsThatOfReading) {
  const Components found(mask_of({"..#......#", "...#......", "#........."}));
  EXPECT_THAT(boxes_of(found),
              ElementsAre(cv::Rect(2, 0, 2, 2), cv::Rect(9, 0, 1, 1), cv::Rect(0, 2, 1, 1)));
  EXPECT_EQ(found.begin()->area, 2);
}

// Arms that meet only further down are one piece, whatever their numbers were before.
TEST(Components, ArmsThatMeetBelowAreOne) {
  const Components found(mask_of({"#.#.#", "#.#.#", "#.###", "###.."}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.begin()->area, 13);
  EXPECT_THAT(std::vector<InkRun>(found.begin()->runs.begin(), found.begin()->runs.end()),
              ElementsAre(InkRun{0, 0, 1},
                          InkRun{0, 2, 3},
                          InkRun{0, 4, 5},
                          InkRun{1, 0, 1},
                          InkRun{1, 2, 3},
                          InkRun{1, 4, 5},
                          InkRun{2, 0, 1},
                          InkRun{2, 2, 5},
                          InkRun{3, 0, 3}));
}

TEST(Components, PaintTouchesNothingElse) {
  cv::Mat mask = mask_of({"##..#", "....#"});
  const Components found(mask);
  ASSERT_EQ(found.size(), 2u);
  paint(mask, *found.begin(), 0);
  EXPECT_EQ(cv::countNonZero(mask), 2);
  EXPECT_EQ(cv::countNonZero(mask.col(4)), 2);
}

TEST(Components, PictureHoldsTheComponentAlone) {
  const Components found(mask_of({".....", ".#..#", ".##.#", "....#"}));
  ASSERT_EQ(found.size(), 2u);
  const cv::Mat picture = picture_of(*found.begin());
  EXPECT_EQ(cv::countNonZero(picture != mask_of({"#.", "##"})), 0);
}

TEST(Components, RunsOfAWindowIntoALargerPicture) {
  const cv::Mat large = mask_of({"#####", "#...#", "##.##"});
  EXPECT_THAT(runs_of(large(cv::Rect(1, 1, 3, 2))), ElementsAre(InkRun{1, 0, 1}, InkRun{1, 2, 3}));
  EXPECT_THAT(runs_of(large(cv::Rect(1, 1, 3, 1))), IsEmpty());
}

/// What OpenCV makes of a mask.
struct Labelled {
  cv::Mat labels, stats;
  int count = 0;

  explicit Labelled(const cv::Mat& mask) {
    cv::Mat centroids;
    count = cv::connectedComponentsWithStats(mask, labels, stats, centroids, 8);
  }

  cv::Rect box(int label) const {
    return {stats.at<int>(label, cv::CC_STAT_LEFT),
            stats.at<int>(label, cv::CC_STAT_TOP),
            stats.at<int>(label, cv::CC_STAT_WIDTH),
            stats.at<int>(label, cv::CC_STAT_HEIGHT)};
  }
};

void expect_same(const Component& component, const Labelled& labelled) {
  const int label = labelled.labels.at<int>(component.runs.front().y, component.runs.front().from);
  EXPECT_EQ(component.area, labelled.stats.at<int>(label, cv::CC_STAT_AREA));
  EXPECT_EQ(component.box, labelled.box(label));
  for (const InkRun& run : component.runs)
    for (int x = run.from; x < run.to; ++x) EXPECT_EQ(labelled.labels.at<int>(run.y, x), label);
}

// Every density from a few dots to a nearly full mask, beside OpenCV's labels.
TEST(Components, AgreeWithOpenCv) {
  std::mt19937 random(20);
  for (int round = 0; round < 60; ++round) {
    const double share = (round % 12 + 0.5) / 12;
    cv::Mat mask(37, 53, CV_8UC1);
    for (auto pixel = mask.begin<uchar>(); pixel != mask.end<uchar>(); ++pixel)
      *pixel = std::bernoulli_distribution(share)(random) ? 255 : 0;
    const Labelled labelled(mask);
    const Components found(mask);
    ASSERT_EQ(found.size(), static_cast<std::size_t>(labelled.count - 1));
    for (const Component& component : found) expect_same(component, labelled);
  }
}

}  // namespace
}  // namespace gouji
