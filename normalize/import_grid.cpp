#include "normalize/import_grid.h"

#include <algorithm>
#include <map>
#include <set>

namespace gouji {
namespace {

struct Slot {
  std::string text;
  int owner_row = -1, owner_column = -1;  // of the cell that covers it; -1: an empty slot
};

using Slots = std::vector<std::vector<Slot>>;

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

/// How many columns a row must move to the left so that its words stand where they usually do; 0
/// where it fits as it is.
int slip_of(const std::vector<std::string>& row,
            const std::vector<std::map<std::string, int>>& usual,
            std::size_t columns) {
  constexpr int kFarthest = 6;
  constexpr int kOften = 3;  // a word that a column has in so many rows
  constexpr int kEvidence = 3;
  const auto fits = [&](int slip) {
    int count = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const int target = static_cast<int>(c) - slip;
      if (row[c].empty() || target < 0 || target >= static_cast<int>(columns)) continue;
      const auto& words = usual[static_cast<std::size_t>(target)];
      const auto found = words.find(row[c]);
      count += static_cast<int>(found != words.end() && found->second >= kOften);
    }
    return count;
  };
  const int as_is = fits(0);
  int best = 0, most = as_is;
  for (int slip = -kFarthest; slip <= kFarthest; ++slip) {
    const int count = fits(slip);
    if (count > most) best = slip, most = count;
  }
  return most >= std::max(kEvidence, as_is + 2) ? best : 0;
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
  RawTable table;
  table.text_source = TextSource::Imported;
  table.rows = static_cast<int>(rows.size());
  // The usual width: a few rows may have slipped beyond it.
  std::map<std::size_t, int> widths;
  for (const auto& row : rows) ++widths[row.size()];
  std::size_t columns = 0;
  int most = 0;
  for (const auto& [width, count] : widths)
    if (count >= most) columns = width, most = count;

  const std::size_t header = header_rows(rows);
  std::vector<std::map<std::string, int>> usual(columns);
  for (std::size_t r = header; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size() && c < columns; ++c)
      if (!rows[r][c].text.empty()) ++usual[c][rows[r][c].text];

  std::vector<std::vector<std::string>> texts(rows.size());
  std::vector<bool> moved(rows.size(), false);
  std::size_t widest = columns;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (const ImportedCell& cell : rows[r]) texts[r].push_back(cell.text);
    const int slip = r < header ? 0 : slip_of(texts[r], usual, columns);
    if (slip != 0) {
      moved[r] = true;
      if (slip > 0)
        texts[r].erase(texts[r].begin(),
                       texts[r].begin() + std::min<std::ptrdiff_t>(
                                              slip, static_cast<std::ptrdiff_t>(texts[r].size())));
      else
        texts[r].insert(texts[r].begin(), static_cast<std::size_t>(-slip), std::string());
    }
    while (texts[r].size() > columns && texts[r].back().empty()) texts[r].pop_back();
    widest = std::max(widest, texts[r].size());
  }
  for (auto& row : texts) row.resize(widest);
  table.columns = static_cast<int>(widest);

  Slots slots(rows.size(), std::vector<Slot>(widest));
  std::map<std::pair<int, int>, RawCell> cells;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < widest; ++c) {
      const int row = static_cast<int>(r), column = static_cast<int>(c);
      Slot& slot = slots[r][c];
      slot.text = texts[r][c];
      if (slot.text.empty() && r < header) {
        const Slot* above = r > 0 ? &slots[r - 1][c] : nullptr;
        const Slot* left = c > 0 ? &slots[r][c - 1] : nullptr;
        if (above != nullptr && above->owner_row >= 0) {
          RawCell& owner = cells.at({above->owner_row, above->owner_column});
          if (owner.column_span == 1 && owner.row + owner.row_span == row) {
            ++owner.row_span;
            slot.owner_row = above->owner_row;
            slot.owner_column = above->owner_column;
            continue;
          }
        }
        if (left != nullptr && left->owner_row == row) {
          RawCell& owner = cells.at({left->owner_row, left->owner_column});
          if (owner.row_span == 1 && owner.column + owner.column_span == column) {
            ++owner.column_span;
            slot.owner_row = left->owner_row;
            slot.owner_column = left->owner_column;
            continue;
          }
        }
      }
      slot.owner_row = slot.text.empty() ? -1 : row;
      slot.owner_column = column;
      RawCell cell = make_cell(row, column, 1, 1, slot.text);
      if (moved[r] && !slot.text.empty()) cell.reasons.push_back("column_shift");
      cells.emplace(std::pair(row, column), std::move(cell));
    }
  for (auto& [place, cell] : cells) table.cells.push_back(std::move(cell));
  return table;
}

}  // namespace gouji
