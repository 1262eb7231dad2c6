#include "extract/stage_overlay.h"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/diagnostic.h"

namespace gouji {

void write_grid_overlay(const std::filesystem::path& folder,
                        int page,
                        int area,
                        const PageImage& image,
                        const std::vector<Grid>& grids) {
  cv::Mat picture;
  cv::cvtColor(image.grey, picture, cv::COLOR_GRAY2BGR);
  for (const auto& grid : grids)
    for (const auto& cell : grid.cells) {
      const bool merged = cell.row_span * cell.column_span > 1;
      const cv::Scalar colour = merged ? cv::Scalar(0, 0, 255) : cv::Scalar(0, 160, 0);
      cv::rectangle(
          picture,
          cv::Rect(cell.box.x + 2, cell.box.y + 2, cell.box.width - 4, cell.box.height - 4),
          colour,
          2);
    }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const auto file =
      folder / fmt::format("p{:03}-grid{}.png", page, area == 0 ? "" : fmt::format("-{}", area));
  if (failed || !cv::imwrite(file.string(), picture, {cv::IMWRITE_PNG_COMPRESSION, 2}))
    throw InputError(
        file.string(), "", "cannot be written", "choose another folder for the stages");
}

}  // namespace gouji
