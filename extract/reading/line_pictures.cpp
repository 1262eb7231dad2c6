#include "extract/reading/line_pictures.h"

#include <fmt/format.h>

#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "core/diagnostic.h"

namespace gouji {
namespace {

constexpr int kCompression = 2;

std::string_view name_of(ContentClass content) {
  switch (content) {
    case ContentClass::Amount:
      return "amount";
    case ContentClass::Code:
      return "code";
    case ContentClass::Unsure:
      return "unsure";
    case ContentClass::Text:
      break;
  }
  return "text";
}

InputError refused(const std::filesystem::path& file) {
  return InputError(file.string(), "", "cannot be written", "choose another folder for the stages");
}

}  // namespace

void write_line_pictures(const std::filesystem::path& stem,
                         const CellSheet& sheet,
                         const Grid& grid,
                         const PageTransform& transform) {
  std::error_code failed;
  std::filesystem::create_directories(stem.parent_path(), failed);
  const std::filesystem::path index = stem.string() + ".csv";
  std::ofstream out(index, std::ios::binary);
  out << "picture,row,column,line,content,dpi,digit_height_px,text_height_px,x0,y0,x1,y1\n";
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    const CellWork& cell = sheet.cells[i];
    const GridCell& place = grid.cells[i];
    const PageRect box = transform.to_page(place.box);
    for (std::size_t k = 0; k < cell.boxes.size(); ++k) {
      const LineImage line = line_image(
          cell, k, cell.evidence.content != ContentClass::Text, sheet.usual_height, sheet.dpi);
      const std::string name =
          fmt::format("{}-r{}-c{}-l{}.png", stem.filename().string(), place.row, place.column, k);
      const std::filesystem::path file = stem.parent_path() / name;
      if (!cv::imwrite(file.string(), line.pixels, {cv::IMWRITE_PNG_COMPRESSION, kCompression}))
        throw refused(file);
      out << fmt::format("{},{},{},{},{},{:.1f},{:.1f},{:.1f},{:.2f},{:.2f},{:.2f},{:.2f}\n",
                         name,
                         place.row,
                         place.column,
                         k,
                         name_of(cell.evidence.content),
                         sheet.dpi.per_inch,
                         cell.evidence.lines[k].glyph_height,
                         line.text_height_px,
                         box.x0,
                         box.y0,
                         box.x1,
                         box.y1);
    }
  }
  if (!out.flush()) throw refused(index);
}

}  // namespace gouji
