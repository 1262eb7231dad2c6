// Cells drawn here, through all readers. Needs Tesseract's models and those of
// scripts/fetch-models; without the latter it skips.
#include "extract/reading/reader_team.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "extract/reading/ppocr_recognizer.h"

namespace gouji {
namespace {

/// A page of 200 dpi with one table of one column, a cell for each picture.
struct Page {
  cv::Mat grey;
  Grid grid;
};

cv::Mat drawn(const std::string& text) {
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, cv::FONT_HERSHEY_DUPLEX, 0.8, 1, &baseline);
  cv::Mat pixels(size.height + baseline + 4, size.width + 6, CV_8UC1, cv::Scalar(255));
  cv::putText(pixels,
              text,
              {3, size.height + 2},
              cv::FONT_HERSHEY_DUPLEX,
              0.8,
              cv::Scalar(0),
              1,
              cv::LINE_AA);
  return pixels;
}

Page page_of(const std::vector<cv::Mat>& pictures) {
  constexpr int kMargin = 20, kWidth = 300;
  Page page;
  page.grid.ruling_px = 2;
  page.grid.x_edges = {kMargin, kMargin + kWidth};
  page.grid.y_edges = {kMargin};
  for (const cv::Mat& picture : pictures)
    page.grid.y_edges.push_back(page.grid.y_edges.back() + picture.rows + 2 * kMargin);
  page.grey =
      cv::Mat(page.grid.y_edges.back() + kMargin, kWidth + 2 * kMargin, CV_8UC1, cv::Scalar(255));
  for (std::size_t row = 0; row < pictures.size(); ++row) {
    const int top = page.grid.y_edges[row];
    const int bottom = page.grid.y_edges[row + 1];
    const PixelRect box{kMargin, top, kWidth, bottom - top};
    page.grid.cells.push_back({static_cast<int>(row), 0, 1, 1, box});
    cv::rectangle(page.grey,
                  cv::Rect(kMargin, top, kWidth, bottom - top + 1),
                  cv::Scalar(0),
                  /*thickness=*/2);
    pictures[row].copyTo(
        page.grey(cv::Rect(2 * kMargin, top + kMargin, pictures[row].cols, pictures[row].rows)));
  }
  return page;
}

TEST(ReaderTeam, ReadsWordsThatRunUpwardsOrDownwards) {
  if (!make_ppocr_recognizer())
    GTEST_SKIP() << "NOT TESTED: no PP-OCR models or runtime, run scripts/fetch-models";
  cv::Mat upwards, downwards;
  cv::rotate(drawn("Subject"), upwards, cv::ROTATE_90_COUNTERCLOCKWISE);
  cv::rotate(drawn("Project name"), downwards, cv::ROTATE_90_CLOCKWISE);
  const Page page =
      page_of({drawn("Expenditure"), drawn("Total amount"), upwards, downwards, drawn("Code")});
  ExtractOptions options;
  CellSheet sheet = prepare_cells(page.grey, page.grid, Dpi{200}, options.reading);
  ReaderTeam(options).read(sheet);
  EXPECT_EQ(best_answer(sheet.cells[0], "ppocr"), "Expenditure");
  EXPECT_EQ(best_answer(sheet.cells[1], "ppocr"), "Totalamount");
  EXPECT_EQ(best_answer(sheet.cells[2], "ppocr"), "Subject");
  EXPECT_EQ(best_answer(sheet.cells[3], "ppocr"), "Projectname");
  EXPECT_EQ(best_answer(sheet.cells[4], "ppocr"), "Code");
}

}  // namespace
}  // namespace gouji
