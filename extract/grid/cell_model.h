// A table's grid in pixels of one PageImage: edges and cells with spans. Every slot is covered by
// exactly one cell.
#pragma once

#include <vector>

#include "core/units.h"

namespace gouji {

struct GridCell {
  int row = 0;  ///< 0-based, top-left slot
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  PixelRect box;  ///< between the centres of its rulings

  bool operator==(const GridCell&) const = default;
};

struct Grid {
  std::vector<int> x_edges;     ///< columns + 1, ascending, pixels: centres of the rulings
  std::vector<int> y_edges;     ///< rows + 1
  std::vector<GridCell> cells;  ///< row-major by top-left slot
  double ruling_px = 1;         ///< typical thickness of its rulings
  bool dotted = false;          ///< its rulings are rows of dots

  int rows() const { return static_cast<int>(y_edges.size()) - 1; }

  int columns() const { return static_cast<int>(x_edges.size()) - 1; }

  PixelRect box() const {
    return {x_edges.front(),
            y_edges.front(),
            x_edges.back() - x_edges.front(),
            y_edges.back() - y_edges.front()};
  }

  /// The cell of these slots.
  GridCell cell_over(int row, int column, int row_span, int column_span) const {
    const auto x = [this](int i) { return x_edges[static_cast<std::size_t>(i)]; };
    const auto y = [this](int i) { return y_edges[static_cast<std::size_t>(i)]; };
    return {row,
            column,
            row_span,
            column_span,
            {x(column), y(row), x(column + column_span) - x(column), y(row + row_span) - y(row)}};
  }

  bool operator==(const Grid&) const = default;
};

}  // namespace gouji
