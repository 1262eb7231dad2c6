// Pages that come as pictures. The files show 300 x 200 pixels, black in the top left fifth.
#include "extract/pages/image_source.h"

#include <gmock/gmock.h>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/scratch_folder.h"

namespace gouji {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::filesystem::path input(const std::string& name) {
  return std::filesystem::path(GOUJI_SOURCE_DIR) / "tests/data/input" / name;
}

struct ImageCase {
  const char* file;
  double dpi;
  double width_pt;
  double height_pt;
  cv::Size at_native;
  cv::Point black;  ///< a pixel inside the corner that was drawn, at the native resolution
};

class ImageSourceTest : public ::testing::TestWithParam<ImageCase> {};

TEST_P(ImageSourceTest, SaysItsSizeAndShowsItsPixels) {
  const auto source = open_page_source(input(GetParam().file));
  const PageFacts facts = source->facts(1);
  EXPECT_TRUE(facts.scan);
  EXPECT_NEAR(facts.native.per_inch, GetParam().dpi, 0.01);
  EXPECT_NEAR(facts.width_pt, GetParam().width_pt, 0.1);
  EXPECT_NEAR(facts.height_pt, GetParam().height_pt, 0.1);
  EXPECT_THAT(source->text(1), IsEmpty());
  const cv::Mat page = source->render(1, facts.native);
  ASSERT_EQ(page.type(), CV_8UC3);
  ASSERT_EQ(page.size(), GetParam().at_native);
  EXPECT_LT(page.at<cv::Vec3b>(GetParam().black)[0], 30);
  EXPECT_GT(page.at<cv::Vec3b>(page.rows / 2, page.cols / 2)[0], 225);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    ImageSourceTest,
    ::testing::Values(ImageCase{"dpi150.png", 150, 144, 96, {300, 200}, {10, 10}},
                      ImageCase{
                          "no_dpi.png", 300 / 297.0 * 25.4, 841.9, 561.3, {300, 200}, {10, 10}},
                      ImageCase{"dpi200.jpg", 200, 108, 72, {300, 200}, {10, 10}},
                      ImageCase{"turned_exif300.jpg", 300, 48, 72, {200, 300}, {190, 10}},
                      ImageCase{"two_frames_fax.tif", 204, 105.9, 146.8, {300, 416}, {10, 10}}),
    [](const auto& test) {
      std::string name = test.param.file;
      std::replace(name.begin(), name.end(), '.', '_');
      return name;
    });

TEST(ImageSource, ScalesToTheResolutionAskedFor) {
  const auto source = open_page_source(input("dpi200.jpg"));
  EXPECT_EQ(source->render(1, Dpi{100}).size(), cv::Size(150, 100));
  EXPECT_EQ(source->render(1, Dpi{300}).size(), cv::Size(450, 300));
}

TEST(ImageSource, SaysWhatItAssumed) {
  EXPECT_THAT(open_page_source(input("no_dpi.png"))->facts(1).dpi_guess,
              HasSubstr("long side is taken as 297 mm"));
  EXPECT_THAT(open_page_source(input("dpi150.png"))->facts(1).dpi_guess, IsEmpty());
  ExtractOptions options;
  options.max_named_dpi = 140;
  EXPECT_THAT(open_page_source(input("dpi150.png"), options)->facts(1).dpi_guess,
              HasSubstr("names no resolution"));
}

TEST(ImageSource, FramesArePages) {
  const auto source = open_page_source(input("two_frames_fax.tif"));
  ASSERT_EQ(source->page_count(), 2);
  EXPECT_GT(source->render(2, Dpi{204}).at<cv::Vec3b>(10, 10)[0], 225);
  EXPECT_LT(source->render(2, Dpi{204}).at<cv::Vec3b>(405, 290)[0], 30);
  EXPECT_LT(source->render(1, Dpi{204}).at<cv::Vec3b>(10, 10)[0], 30);
}

TEST(ImageSource, RefusesPicturesOfTooManyPixelsBeforeDecoding) {
  ExtractOptions options;
  options.max_pixels = 300 * 200 - 1;
  for (const char* name : {"dpi150.png", "dpi200.jpg"}) {
    try {
      open_page_source(input(name), options)->facts(1);
      ADD_FAILURE() << name;
    } catch (const InputError& error) {
      EXPECT_THAT(error.problem(), HasSubstr("300 x 200 pixels"));
    }
  }
}

TEST(ImageSource, RefusesWhatIsCutOff) {
  const ScratchFolder scratch;
  const std::filesystem::path cut = scratch.path() / "cut";
  for (const char* name :
       {"dpi150.png", "dpi200.jpg", "turned_exif300.jpg", "two_frames_fax.tif"}) {
    std::filesystem::copy_file(input(name), cut, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) * 3 / 4);
    EXPECT_THROW(open_page_source(cut)->facts(1), InputError) << name;
  }
}

TEST(ImageSource, TransparentPaperIsWhite) {
  const ScratchFolder scratch;
  const std::filesystem::path file = scratch.path() / "alpha.png";
  cv::imwrite(file.string(), cv::Mat(20, 30, CV_8UC4, cv::Scalar(0, 0, 0, 0)));
  const auto source = open_page_source(file);
  const cv::Mat page = source->render(1, source->facts(1).native);
  ASSERT_EQ(page.type(), CV_8UC3);
  EXPECT_NEAR(cv::mean(page)[0], 255, 1e-9);
}

}  // namespace
}  // namespace gouji
