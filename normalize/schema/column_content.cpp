#include "normalize/schema/column_content.h"

#include <algorithm>
#include <string>
#include <vector>

#include "normalize/repair/text_folding.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr double kMostDigits = 0.8;    // so many of a column's codes have the usual length
constexpr double kWrongContent = 0.4;  // words in an amount column
constexpr double kOddContent = 0.12;   // figures in a text column

std::vector<std::string> entries_of(const GridView& grid, int first_row, int column) {
  std::vector<std::string> entries;
  for (int r = first_row; r < grid.rows(); ++r) {
    const RawCell* cell = grid.at(r, column);
    if (cell == nullptr || cell->row != r || cell->column != column || cell->column_span > 1)
      continue;
    if (std::string text = half_width(grid.text(r, column)); !text.empty())
      entries.push_back(std::move(text));
  }
  return entries;
}

int length_of(const std::string& entry) {
  return static_cast<int>(entry.size());
}

}  // namespace

ColumnContent content_of(const GridView& grid, int first_row, int column) {
  ColumnContent content;
  for (const std::string& entry : entries_of(grid, first_row, column))
    ++(looks_numeric(entry) ? content.figures : content.words);
  return content;
}

bool is_second_half(const GridView& grid, int first_data_row, int column) {
  constexpr double kMost = 0.6;  // of the rows; columns of 类, 款 and 项 are joined in totals only
  const auto joined = [&](int row) {
    const RawCell* cell = grid.at(row, column);
    return cell != nullptr && cell->column < column;
  };
  if (first_data_row == 0 || !joined(first_data_row - 1)) return false;
  int rows = 0, bare = 0;
  for (int r = first_data_row; r < grid.rows(); ++r) {
    if (joined(r))
      ++rows;
    else if (grid.text(r, column).empty())
      ++bare;
  }
  const int all = grid.rows() - first_data_row;
  return rows > 0 && (rows >= kMost * all || rows + bare == all);
}

double content_penalty(ColumnType type, const ColumnContent& content) {
  const bool words = content.words > content.figures && content.words > 1;
  const bool figures = content.figures > content.words && content.figures > 1;
  if (type == ColumnType::Amount) return words ? kWrongContent : 0;
  if (type == ColumnType::Code) return words ? kOddContent : 0;
  return figures ? kOddContent : 0;
}

bool is_for_figures(ColumnType type) {
  return type == ColumnType::Amount || type == ColumnType::Code;
}

bool fits_content(ColumnType type, const ColumnContent& content) {
  if (content.figures + content.words == 0) return true;
  const bool figures = content.figures >= content.words;
  return (type == ColumnType::Text || type == ColumnType::Closed) ? !figures : figures;
}

bool has_digits(const GridView& grid, int first_row, int column, int digits) {
  const std::vector<std::string> entries = entries_of(grid, first_row, column);
  const auto right = std::count_if(entries.begin(), entries.end(), [&](const std::string& entry) {
    return length_of(entry) == digits && looks_numeric(entry);
  });
  return !entries.empty() &&
         static_cast<double>(right) >= kMostDigits * static_cast<double>(entries.size());
}

bool contradicts_digits(const GridView& grid, int first_row, int column, int digits) {
  if (digits == 0) return false;
  std::vector<std::string> codes = entries_of(grid, first_row, column);
  std::erase_if(codes, [](const std::string& entry) { return !looks_numeric(entry); });
  const auto wrong = std::count_if(codes.begin(), codes.end(), [&](const std::string& code) {
    return digits == kClassDigits ? length_of(code) < digits : length_of(code) > digits;
  });
  return codes.size() > 1 &&
         static_cast<double>(wrong) >= kMostDigits * static_cast<double>(codes.size());
}

}  // namespace gouji
