#include "normalize/rows/page_geometry.h"

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

constexpr double kSameEdge = 0.012;      // of the grid's width, between pages of one table
constexpr double kSameInnerEdge = 0.01;  // of the way between the inner edges
constexpr int kFewestColumns = 5;        // whose inner edges tell
constexpr double kSameWidth = 0.03;      // of the same columns on two pages
constexpr double kCutColumn = 0.9;       // of its width on another page

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

bool has_edges(const RawTable& table) {
  return table.x_edges.size() == at_index(table.columns) + 1;
}

bool are_scans(const RawTable& a, const RawTable& b) {
  return a.text_source == TextSource::Ocr && b.text_source == TextSource::Ocr;
}

// Between the edges `from` and `to` of a grid, 0 to 1.
double place_between(const RawTable& table, int edge, int from, int to) {
  const std::vector<double>& x = table.x_edges;
  const double start = x[at_index(from)];
  return (x[at_index(edge)] - start) / std::max(1.0, x[at_index(to)] - start);
}

// Of an edge between the first inner one, 0, and the last, 1.
double inner_place(const RawTable& table, int edge) {
  return place_between(table, edge, 1, table.columns - 1);
}

}  // namespace

bool same_geometry(const RawTable& a, const RawTable& b) {
  if (a.columns != b.columns) return false;
  const std::size_t edges = at_index(a.columns) + 1;
  if (a.x_edges.size() != edges || b.x_edges.size() != edges) return true;
  const double width_a = a.x_edges.back() - a.x_edges.front();
  const double width_b = b.x_edges.back() - b.x_edges.front();
  if (width_a <= 0 || width_b <= 0) return false;
  for (std::size_t i = 0; i < edges; ++i)
    if (std::abs((a.x_edges[i] - a.x_edges.front()) / width_a -
                 (b.x_edges[i] - b.x_edges.front()) / width_b) > kSameEdge)
      return false;
  return true;
}

bool same_inner_geometry(const RawTable& a, const RawTable& b) {
  if (a.columns != b.columns || a.columns < kFewestColumns || !has_edges(a) || !has_edges(b) ||
      !are_scans(a, b))
    return false;
  for (int i = 2; i < a.columns; ++i)
    if (std::abs(inner_place(a, i) - inner_place(b, i)) > kSameInnerEdge) return false;
  return true;
}

bool is_cut_column(const RawTable& a, const RawTable& b, int column) {
  if (column != 0 && column + 1 != b.columns) return false;
  const int first = same_inner_geometry(a, b) ? 0 : first_of_columns(a, b);
  if (first < 0) return false;
  const auto width = [&](const RawTable& table, int offset) {
    const int from = offset + 1, to = offset + b.columns - 1;
    return place_between(table, offset + column + 1, from, to) -
           place_between(table, offset + column, from, to);
  };
  return width(b, 0) < kCutColumn * width(a, first);
}

std::vector<int> columns_covered(const RawTable& wide, const RawTable& narrow) {
  if (wide.x_edges.size() < 2 || narrow.x_edges.size() < 2 || narrow.columns >= wide.columns)
    return {};
  const double width = wide.x_edges.back() - wide.x_edges.front();
  std::vector<int> covered;
  for (const double edge : narrow.x_edges) {
    const auto found = std::find_if(wide.x_edges.begin(), wide.x_edges.end(), [&](double other) {
      return std::abs(edge - other) <= kSameEdge * width;
    });
    if (found == wide.x_edges.end()) return {};
    covered.push_back(static_cast<int>(found - wide.x_edges.begin()));
  }
  const bool whole = covered.front() == 0 && covered.back() == wide.columns;
  return whole ? covered : std::vector<int>{};
}

int first_of_columns(const RawTable& whole, const RawTable& part) {
  if (part.columns >= whole.columns || part.columns < kFewestColumns || !has_edges(whole) ||
      !has_edges(part) || !are_scans(whole, part))
    return -1;
  const auto width = [](const RawTable& table, int from, int to) {
    return table.x_edges[at_index(to)] - table.x_edges[at_index(from)];
  };
  const int last = part.columns;
  int found = -1;
  for (int first = 0; first + last <= whole.columns; ++first) {
    const double inner = width(part, 1, last - 1);
    bool same = std::abs(width(whole, first + 1, first + last - 1) - inner) <= kSameWidth * inner;
    for (int i = 2; same && i + 1 < last; ++i)
      same = std::abs(place_between(whole, first + i, first + 1, first + last - 1) -
                      place_between(part, i, 1, last - 1)) <= kSameInnerEdge;
    for (const int outer : {0, last - 1})
      same = same && width(part, outer, outer + 1) <=
                         width(whole, first + outer, first + outer + 1) + kSameWidth * inner;
    if (same && found >= 0) return -1;
    if (same) found = first;
  }
  return found;
}

}  // namespace gouji
