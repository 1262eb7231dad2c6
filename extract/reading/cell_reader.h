// Reads text from pixels: the cells of a grid, and lines outside grids. Holds the engines of one
// thread and decides which of them reads what: a column's content chooses model and alphabet, empty
// cells are skipped by ink, wrapped cells are split into lines first.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/raw_table.h"
#include "extract/grid/cell_model.h"
#include "extract/image/page_image.h"
#include "extract/options.h"
#include "extract/reading/recognizer.h"

namespace gouji {

/// A cell whose words are doubtful, with the images of its lines: they may be a name that the
/// document prints elsewhere.
struct DoubtfulWords {
  std::size_t cell = 0;  ///< index among the grid's cells
  std::vector<LineImage> lines;
};

struct GridReadings {
  std::vector<RawCell> cells;  ///< one for each of grid.cells, same order: box on the page
                               ///< (points), readings best first, reasons
  std::vector<DoubtfulWords> doubtful;
};

/// A line outside the tables.
struct ReadLine {
  TextLine line;
  double cost = 0;  ///< of its text, nats
};

class CellReader {
 public:
  /// Loads the engines that are there. Throws InputError naming the package when Tesseract's models
  /// are missing.
  explicit CellReader(const ExtractOptions& options);
  ~CellReader();

  /// `pictures`: also writes every line as the readers get it to PICTURES-*.png, with PICTURES.csv;
  /// empty: none.
  GridReadings read_cells(const PageImage& image,
                          const Grid& grid,
                          const std::filesystem::path& pictures = {});

  /// The text lines of the image outside `taken`, top to bottom then left to right, boxes on the
  /// page.
  std::vector<ReadLine> read_lines(const PageImage& image, const std::vector<PixelRect>& taken);

 private:
  struct Engines;
  std::unique_ptr<Engines> engines_;
};

}  // namespace gouji
