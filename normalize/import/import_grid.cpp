#include "normalize/import/import_grid.h"

#include <algorithm>
#include <map>
#include <set>

namespace gouji {
namespace {

RawCell make_cell(int row, int column, int row_span, int column_span, const std::string& text) {
  RawCell cell;
  cell.row = row;
  cell.column = column;
  cell.row_span = row_span;
  cell.column_span = column_span;
  if (!text.empty()) cell.readings.push_back({text, 1.0, "import", 0});
  return cell;
}

bool figure_like(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.,-%() ") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

/// The first row that holds a figure; a header has none.
std::size_t header_rows(const ImportedRows& rows) {
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (const ImportedCell& cell : rows[r])
      if (figure_like(cell.text)) return r;
  return std::min<std::size_t>(rows.size(), 1);
}

using UsualColumns = std::map<std::string, std::size_t>;  // of a frequent text: its usual column

UsualColumns usual_columns(const ImportedRows& rows, std::size_t header, std::size_t columns) {
  constexpr int kOften = 3;
  std::map<std::string, std::map<std::size_t, int>> places;
  for (std::size_t r = header; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size() && c < columns; ++c)
      if (!rows[r][c].text.empty()) ++places[rows[r][c].text][c];
  UsualColumns usual;
  for (const auto& [text, counts] : places) {
    const auto most = std::max_element(
        counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
    if (most->second >= kOften) usual[text] = most->first;
  }
  return usual;
}

/// How many texts of a row stand in their usual column.
int fitting(const std::vector<std::string>& row, const UsualColumns& usual) {
  int count = 0;
  for (std::size_t c = 0; c < row.size(); ++c) {
    const auto found = usual.find(row[c]);
    count += static_cast<int>(found != usual.end() && found->second == c);
  }
  return count;
}

std::vector<std::string> moved_by(const std::vector<std::string>& row, int slip) {
  std::vector<std::string> moved = row;
  const auto size = static_cast<std::ptrdiff_t>(moved.size());
  if (slip > 0)
    moved.erase(moved.begin(), moved.begin() + std::min<std::ptrdiff_t>(slip, size));
  else
    moved.insert(moved.begin(), static_cast<std::size_t>(-slip), std::string());
  return moved;
}

/// The row with its first texts moved to the right, to stand straight before the others, and these
/// moved by `slip`.
std::vector<std::string> closed_up(const std::vector<std::string>& row, std::size_t slip) {
  const auto filled = [](const std::string& text) { return !text.empty(); };
  const auto first = std::find_if(row.begin(), row.end(), filled);
  const auto gap = std::find_if_not(first, row.end(), filled);
  const auto rest = std::find_if(gap, row.end(), filled);
  if (rest == row.end()) return row;
  std::vector<std::string> moved(row.begin(), first);
  moved.insert(moved.end(), slip + static_cast<std::size_t>(rest - gap), std::string());
  moved.insert(moved.end(), first, gap);
  moved.insert(moved.end(), rest, row.end());
  return moved;
}

/// The row as it stands, or put back where the usual words of the columns say clearly more.
std::vector<std::string> put_back(const std::vector<std::string>& row, const UsualColumns& usual) {
  constexpr int kFarthest = 6;
  constexpr int kEvidence = 2;
  const int as_is = fitting(row, usual);
  int most = as_is + kEvidence - 1;
  std::vector<std::string> best = row;
  const auto offer = [&](const std::vector<std::string>& moved) {
    const int count = fitting(moved, usual);
    if (count > most) best = moved, most = count;
  };
  for (int slip = 1; slip <= kFarthest; ++slip) {
    offer(moved_by(row, slip));
    offer(moved_by(row, -slip));
    offer(closed_up(row, static_cast<std::size_t>(slip - 1)));
  }
  return best;
}

/// The width that most rows have: a few may have slipped beyond it.
std::size_t usual_width(const ImportedRows& rows) {
  std::map<std::size_t, int> widths;
  for (const auto& row : rows) ++widths[row.size()];
  std::size_t usual = 0;
  int most = 0;
  for (const auto& [width, count] : widths)
    if (count >= most) usual = width, most = count;
  return usual;
}

/// Rows of one width, with what had slipped put back.
struct StraightRows {
  std::vector<std::vector<std::string>> texts;
  std::vector<bool> moved;  ///< one value a row
  std::size_t width = 0;
};

StraightRows straightened(const ImportedRows& rows, std::size_t header) {
  const std::size_t columns = usual_width(rows);
  const UsualColumns usual = usual_columns(rows, header, columns);
  StraightRows straight{.texts = std::vector<std::vector<std::string>>(rows.size()),
                        .moved = std::vector<bool>(rows.size(), false),
                        .width = columns};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<std::string>& texts = straight.texts[r];
    for (const ImportedCell& cell : rows[r]) texts.push_back(cell.text);
    if (r >= header) {
      std::vector<std::string> right = put_back(texts, usual);
      straight.moved[r] = right != texts;
      texts = std::move(right);
    }
    while (texts.size() > columns && texts.back().empty()) texts.pop_back();
    straight.width = std::max(straight.width, texts.size());
  }
  for (auto& row : straight.texts) row.resize(straight.width);
  return straight;
}

/// The cell that grows over an empty slot of a header: the one above it, else the one to its left;
/// null when it would become no rectangle.
RawCell* grown_over(int row, int column, RawCell* above, RawCell* left) {
  if (above != nullptr && above->column_span == 1 && above->row + above->row_span == row) {
    ++above->row_span;
    return above;
  }
  if (left != nullptr && left->row == row && left->row_span == 1 &&
      left->column + left->column_span == column) {
    ++left->column_span;
    return left;
  }
  return nullptr;
}

/// A cell a slot, and in the header cells that span the empty slots below and beside them.
std::vector<RawCell> plain_cells(const StraightRows& rows, std::size_t header) {
  std::vector<RawCell> cells;
  cells.reserve(rows.texts.size() * rows.width);  // none may move while it is pointed to
  // The cell over the last slot of each column; null when nothing is there.
  std::vector<RawCell*> covering(rows.width, nullptr);
  for (std::size_t r = 0; r < rows.texts.size(); ++r)
    for (std::size_t c = 0; c < rows.width; ++c) {
      const int row = static_cast<int>(r), column = static_cast<int>(c);
      const std::string& text = rows.texts[r][c];
      if (text.empty() && r < header) {
        RawCell* left = c > 0 ? covering[c - 1] : nullptr;
        if (RawCell* grown = grown_over(row, column, covering[c], left)) {
          covering[c] = grown;
          continue;
        }
      }
      RawCell& cell = cells.emplace_back(make_cell(row, column, 1, 1, text));
      if (rows.moved[r] && !text.empty()) cell.reasons.push_back("column_shift");
      covering[c] = text.empty() ? nullptr : &cell;
    }
  return cells;
}

}  // namespace

RawTable spanned_grid(const ImportedRows& rows) {
  RawTable table;
  table.text_source = TextSource::Imported;
  std::set<std::pair<int, int>> covered;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const int row = static_cast<int>(r);
    int column = 0;
    for (const ImportedCell& cell : rows[r]) {
      while (covered.contains({row, column})) ++column;
      const int row_span = std::clamp(cell.row_span, 1, static_cast<int>(rows.size() - r));
      for (int y = 0; y < row_span; ++y)
        for (int x = 0; x < cell.column_span; ++x) covered.insert({row + y, column + x});
      table.cells.push_back(make_cell(row, column, row_span, cell.column_span, cell.text));
      column += cell.column_span;
      table.columns = std::max(table.columns, column);
    }
  }
  table.rows = static_cast<int>(rows.size());
  return table;
}

RawTable plain_grid(const ImportedRows& rows) {
  const std::size_t header = header_rows(rows);
  const StraightRows straight = straightened(rows, header);
  RawTable table;
  table.text_source = TextSource::Imported;
  table.rows = static_cast<int>(rows.size());
  table.columns = static_cast<int>(straight.width);
  table.cells = plain_cells(straight, header);
  return table;
}

}  // namespace gouji
