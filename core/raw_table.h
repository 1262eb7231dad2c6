// The hand-over from extract to normalize: grids with spans, boxes and readings, and the lines
// around them. No pixels. Everything here is a plain value; tables.json holds exactly this.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/units.h"

namespace gouji {

/// One reader's answer for one cell (lines of a wrapped cell joined by '\n').
struct Reading {
  std::string text;       ///< UTF-8
  double confidence = 0;  ///< 0..1, comparable within one engine only
  std::string engine;     ///< "text_layer", "tesseract-eng", "ppocr", ..., "person"
  double cost = 0;        ///< negative log probability of being the print, nats, 0 = certain

  bool operator==(const Reading&) const = default;
};

/// A cell of the grid with its span. Slots covered by a span have no cell of their own.
struct RawCell {
  int row = 0;  ///< 0-based, top-left slot
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  PageRect box;
  std::vector<Reading> readings;     ///< the chosen one first, then the rivals; empty: no ink
  bool agreed = false;               ///< two independent readers gave the same text
  std::vector<std::string> reasons;  ///< tokens [a-z_]+; not empty: a person must look

  bool operator==(const RawCell&) const = default;
};

/// The chosen text of a cell, "" when it has none.
inline std::string chosen_text(const RawCell& cell) {
  return cell.readings.empty() ? std::string() : cell.readings.front().text;
}

struct TextLine {
  std::string text;
  PageRect box;

  bool operator==(const TextLine&) const = default;
};

enum class TextSource { Layer, Ocr, Imported };

struct RawTable {
  int page = 0;   ///< physical, from 1
  int index = 0;  ///< reading order on the page, from 1
  int rows = 0;
  int columns = 0;
  PageRect box;
  std::vector<double>
      x_edges;  ///< columns + 1 values, points, upright page; empty for imported tables
  std::vector<double> y_edges;  ///< rows + 1 values
  std::vector<RawCell> cells;   ///< in row-major order of their top-left slots
  std::vector<TextLine>
      head_lines;  ///< between the previous table (or the page's top) and this one
  std::vector<TextLine> foot_lines;  ///< below the last table of a page
  TextSource text_source = TextSource::Layer;

  bool operator==(const RawTable&) const = default;
};

/// One page, upright. `turn_degrees` is how far the stored page was turned clockwise to stand
/// upright.
struct RawPage {
  int number = 0;  ///< physical, from 1
  double width_pt = 0;
  double height_pt = 0;
  int turn_degrees = 0;
  bool scan = false;             ///< the page is one picture
  double dpi = 0;                ///< of the image that was read
  double skew_degrees = 0;       ///< removed before grids were sought
  std::vector<TextLine> lines;   ///< everything outside grids, top to bottom, left to right
  std::vector<RawTable> tables;  ///< in reading order

  bool operator==(const RawPage&) const = default;
};

struct RawDocument {
  std::string name;    ///< file name without folders
  std::string sha256;  ///< of the file's bytes, lower-case hex
  int page_count = 0;  ///< of the file, also when only some pages were read
  std::vector<RawPage> pages;
  std::vector<Diagnostic> diagnostics;

  bool operator==(const RawDocument&) const = default;
};

}  // namespace gouji
