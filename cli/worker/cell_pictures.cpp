#include "cli/worker/cell_pictures.h"

#include <algorithm>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string_view>

#include "cli/files/atomic_file.h"
#include "cli/files/csv_reader.h"
#include "extract/extract_document.h"

namespace gouji {
namespace fs = std::filesystem;

namespace {

constexpr int kPngLevel = 2;     // higher levels cost seconds a page and save little
constexpr double kMarginPt = 3;  // shows the cell's rules and what touches them

std::string png(const cv::Mat& picture) {
  std::vector<unsigned char> bytes;
  cv::imencode(".png", picture, bytes, {cv::IMWRITE_PNG_COMPRESSION, kPngLevel});
  return {bytes.begin(), bytes.end()};
}

void write_all(const fs::path& staging,
               const RawDocument& raw,
               const std::map<std::pair<int, std::string>, PageRect>& wanted,
               const fs::path& original) {
  std::map<int, int> turns;
  for (const RawPage& page : raw.pages) turns[page.number] = page.turn_degrees;
  PageCropper cropper(original);
  make_folder(staging / "crops");
  for (const auto& [where, box] : wanted) {
    const auto& [page, name] = where;
    const PageRect wide{
        box.x0 - kMarginPt, box.y0 - kMarginPt, box.x1 + kMarginPt, box.y1 + kMarginPt};
    write_file_atomically(staging / name, png(cropper.crop(page, turns[page], wide)));
  }
}

std::size_t column_of_cells(const std::string& name) {
  const auto& header = cells_header();
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

// Page and box, as cells.csv prints them.
CsvRecord place_of(const CsvRecord& cell) {
  CsvRecord place;
  for (const char* name : {"page", "x0", "y0", "x1", "y1"})
    place.push_back(cell[column_of_cells(name)]);
  return place;
}

}  // namespace

void keep_cell_pictures(const fs::path& staging,
                        std::vector<CellLine>& lines,
                        const fs::path& former) {
  const std::size_t crop_at = column_of_cells("crop");
  std::map<CsvRecord, std::string> known;
  if (fs::exists(former / "cells.csv")) {
    CsvReader reader(former / "cells.csv");
    CsvRecord record;
    reader.next(record);
    while (reader.next(record))
      if (record.size() == cells_header().size() && !record[crop_at].empty())
        known.emplace(place_of(record), record[crop_at]);
  }
  for (CellLine& line : lines) {
    if (line.crop.empty()) continue;
    const auto found = known.find(place_of(line.fields));
    if (found == known.end() || !fs::exists(former / found->second)) {
      line.fields[crop_at] = line.crop = "";
      continue;
    }
    make_folder(staging / "crops");
    write_file_atomically(staging / line.crop, read_file(former / found->second));
  }
}

bool write_cell_pictures(const fs::path& staging,
                         const RawDocument& raw,
                         const std::vector<CellLine>& lines,
                         const fs::path& original,
                         const DiagnosticSink& diagnostics) {
  std::map<std::pair<int, std::string>, PageRect> wanted;  // in page order
  for (const CellLine& line : lines)
    if (!line.crop.empty()) wanted.emplace(std::pair(line.page, line.crop), line.box);
  if (wanted.empty()) return true;
  std::string why;
  try {
    write_all(staging, raw, wanted, original);
    return true;
  } catch (const InputError& error) {
    if (error.file() != original.string()) throw;  // the disk, not the document
    why = error.what();
  } catch (const cv::Exception& error) {
    why = error.what();
  }
  diagnostics({Severity::Warning, 0, "no pictures of flagged cells: " + why});
  fs::remove_all(staging / "crops");
  return false;
}

}  // namespace gouji
