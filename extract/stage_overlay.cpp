#include "extract/stage_overlay.h"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr int kLine = 2;  // pixels
const cv::Scalar kBlue(200, 80, 0);
const cv::Scalar kRed(0, 0, 255);
const cv::Scalar kGreen(0, 160, 0);

void write_stage(const StageFolder& where, const char* stage, const cv::Mat& picture) {
  std::error_code failed;
  std::filesystem::create_directories(where.folder, failed);
  const auto part = where.part == 0 ? std::string() : fmt::format("-{}", where.part);
  const auto file = where.folder / fmt::format("p{:03}-{}{}.png", where.page, stage, part);
  if (failed || !cv::imwrite(file.string(), picture, {cv::IMWRITE_PNG_COMPRESSION, 2}))
    throw InputError(
        file.string(), "", "cannot be written", "choose another folder for the stages");
}

cv::Mat in_colour(const cv::Mat& grey) {
  cv::Mat picture;
  cv::cvtColor(grey, picture, cv::COLOR_GRAY2BGR);
  return picture;
}

void draw_stroke(cv::Mat& picture, const Ruling& stroke) {
  const bool across = stroke.axis == Axis::Horizontal;
  const cv::Point2d from(across ? stroke.from : stroke.at, across ? stroke.at : stroke.from);
  const cv::Point2d to(across ? stroke.to : stroke.at, across ? stroke.at : stroke.to);
  cv::line(picture, cv::Point(from), cv::Point(to), across ? kBlue : kRed, kLine);
}

}  // namespace

void write_stage_overlays(const StageFolder& where,
                          const PageImage& image,
                          const std::vector<Ruling>& strokes,
                          const std::vector<Grid>& grids) {
  write_stage(where, "1-upright", image.grey);

  cv::Mat rulings = in_colour(image.grey);
  for (const Ruling& stroke : strokes) draw_stroke(rulings, stroke);
  write_stage(where, "2-rulings", rulings);

  cv::Mat cells = in_colour(image.grey);
  for (const auto& grid : grids)
    for (const auto& cell : grid.cells) {
      const bool merged = cell.row_span * cell.column_span > 1;
      const cv::Rect inside(cell.box.x + kLine,
                            cell.box.y + kLine,
                            cell.box.width - 2 * kLine,
                            cell.box.height - 2 * kLine);
      cv::rectangle(cells, inside, merged ? kRed : kGreen, kLine);
    }
  write_stage(where, "3-grid", cells);
}

}  // namespace gouji
