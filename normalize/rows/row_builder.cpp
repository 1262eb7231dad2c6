#include "normalize/rows/row_builder.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/similarity.h"
#include "normalize/repair/code_fields.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/field_builder.h"
#include "normalize/rows/fill_down.h"
#include "normalize/rows/gaps.h"
#include "normalize/rows/page_geometry.h"
#include "normalize/rows/row_kinds.h"
#include "normalize/rows/spanning_cells.h"
#include "normalize/rows/spanning_rows.h"
#include "normalize/rows/unread_columns.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr double kHeaderWord = 0.7;  // of a header that stands again between data rows
constexpr int kHeaderWords = 3;      // so many make a row a header

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

// An unknown printed column of one part.
struct ExtraColumn {
  std::string id;
  std::string title;
  Side side = Side::None;
};

class RowBuilder {
 public:
  RowBuilder(const LogicalTable& logical, const Schema& schema, const NormalizeOptions& options)
      : logical_(logical), schema_(schema), options_(options), targets_(targets_of(schema)) {}

  NormalizedTable run() {
    table_.schema = schema_.id;
    table_.title = logical_.title;
    table_.amount_unit = logical_.head.amount_unit;
    table_.unit_name = logical_.head.unit_name;
    table_.declared_empty = logical_.declared_empty;
    table_.notes = logical_.notes;
    for (const Column& column : schema_.columns) {
      table_.columns.push_back(column.id);
      table_.types.push_back(column.type);
      table_.titles.push_back(column.title);
    }
    name_column_ = find_name_column();
    find_extra_columns();
    lost_columns_ = lost_columns(logical_, schema_, targets_);
    if (!side_by_side()) add_rows(Side::None);
    for (int side = 0; side_by_side() && side < std::max(2, schema_.blocks); ++side)
      add_rows(static_cast<Side>(side));
    for (const TablePart& part : logical_.parts)
      table_.sources.emplace_back(part.grid.table().page, part.grid.table().index);
    const std::vector<int> groups =
        fill_down(table_.rows, cells_, schema_, logical_.head.unit_name);
    derive_row_kinds(table_, schema_, groups);
    const std::vector<int> unread = unread_columns(logical_, schema_, targets_);
    for (const auto& doubtful : {unread, logical_.by_place})
      for (const int column : doubtful)
        for (Row& row : table_.rows) flag(row.fields[at_index(column)], "unread_header");
    if (amounts_are_worn(table_))
      for (const int column : never_printed_columns(logical_, schema_, targets_))
        for (Row& row : table_.rows) flag(row.fields[at_index(column)], "lost_column");
    flag_gaps(table_, schema_);
    find_missing_columns();
    drop_unprinted_columns(unread);
    return std::move(table_);
  }

 private:
  bool side_by_side() const { return schema_.two_sided || schema_.blocks > 1; }

  int schema_column(const char* id) const {
    for (std::size_t c = 0; c < schema_.columns.size(); ++c)
      if (schema_.columns[c].id == id) return static_cast<int>(c);
    return -1;
  }

  int find_name_column() const {
    for (const char* id : {"item", "name", "unit_name"}) {
      const int column = schema_column(id);
      if (column >= 0) return column;
    }
    return -1;
  }

  // Printed columns that the schema does not know get names; numbering columns are no data.
  void find_extra_columns() {
    for (std::size_t p = 0; p < logical_.parts.size(); ++p) {
      const TablePart& part = logical_.parts[p];
      Side side = side_by_side() ? Side::Revenue : Side::None;
      for (std::size_t c = 0; c < part.target.size(); ++c) {
        const int target = part.target[c];
        if (target >= 0) {
          side = targets_[at_index(target)].side;
          continue;
        }
        if (is_false_half(part, static_cast<int>(c))) continue;
        std::string title = p == 0 || part.header.has_header()
                                ? part.header.titles[c]
                                : same_column_title(static_cast<int>(c), part);
        const std::string key = match_key(title);
        if (key == "行次" || key == "序号" || key == "栏次") continue;
        if (title.empty()) {
          if (!has_text(part, static_cast<int>(c))) continue;
          title = "column" + std::to_string(c + 1);
        }
        extra_[{static_cast<int>(p), static_cast<int>(c)}] = extra_column(title, side);
      }
    }
  }

  std::string same_column_title(int column, const TablePart& part) const {
    const TablePart& first = logical_.parts.front();
    return first.grid.columns() == part.grid.columns() ? first.header.titles[at_index(column)]
                                                       : std::string();
  }

  static bool has_text(const TablePart& part, int column) {
    for (int r = part.header.first_data_row; r < part.grid.rows(); ++r) {
      const RawCell* cell = part.grid.at(r, column);
      if (cell != nullptr && cell->column == column && !part.grid.text(r, column).empty())
        return true;
    }
    return false;
  }

  // Index in table_.columns; columns of one title on one side are one column over the parts.
  int extra_column(const std::string& title, Side side) {
    const std::string id = "extra_" + title;
    int index = table_.column(id);
    const bool taken = index >= 0 && used_extra_.contains({id, side});
    if (index < 0 || (taken && logical_.parts.size() == 1)) {
      std::string unique = id;
      for (int n = 2; table_.column(unique) >= 0; ++n) unique = id + "_" + std::to_string(n);
      index = static_cast<int>(table_.columns.size());
      table_.columns.push_back(unique);
      table_.types.push_back(ColumnType::Text);
      table_.titles.push_back(title);
    }
    used_extra_.insert({id, side});
    return index;
  }

  void add_rows(Side side) {
    for (std::size_t p = 0; p < logical_.parts.size(); ++p) {
      const TablePart& part = logical_.parts[p];
      for (int r = part.header.first_data_row; r < part.grid.rows(); ++r) {
        if (is_empty(part, r) || is_repeated_header(part, r)) continue;
        if (is_note(part, r)) {
          if (static_cast<int>(side) <= 0) note(part, r);
          continue;
        }
        add_row(static_cast<int>(p), r, side);
      }
    }
  }

  static bool is_empty(const TablePart& part, int row) {
    const bool digital = part.grid.table().text_source == TextSource::Layer;
    if (part.grid.starting(row).empty() && (digital || one_row_seen_as_two(part, row))) return true;
    for (const int index : part.grid.covering(row)) {
      const RawCell& cell = part.grid.table().cells[at_index(index)];
      const bool here = cell.row == row || cell.row_span > 1;
      if (here && (!part.grid.text_of(index).empty() || !cell.reasons.empty())) return false;
    }
    return true;
  }

  // No cell begins in this row, and all of them are as high as one row: a stroke that is no ruling.
  static bool one_row_seen_as_two(const TablePart& part, int row) {
    constexpr double kRowAndAHalf = 1.5;
    if (row >= part.grid.rows() || !part.grid.starting(row).empty()) return false;
    std::vector<double> heights;
    double highest = 0;
    for (const RawCell& cell : part.grid.table().cells) {
      const double height = cell.box.height();
      if (cell.row_span == 1 && cell.row >= part.header.first_data_row) heights.push_back(height);
      if (cell.row < row && cell.row + cell.row_span > row) highest = std::max(highest, height);
    }
    if (heights.empty()) return false;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle > 0 && highest <= kRowAndAHalf * *middle;
  }

  bool is_repeated_header(const TablePart& part, int row) const {
    const TablePart& first = logical_.parts.front();
    if (first.grid.columns() != part.grid.columns()) return false;
    if (is_number_row(part.grid, row) && row <= part.header.first_data_row + 1) return true;
    int words = 0, texts = 0;
    for (const int index : part.grid.starting(row)) {
      const std::string& text = part.grid.text_of(index);
      if (text.empty()) continue;
      ++texts;
      const RawCell& cell = part.grid.table().cells[at_index(index)];
      const std::u32string key = to_utf32(match_key(text));
      for (const std::string& level : first.header.paths[at_index(cell.column)])
        if (similarity(to_utf32(level), key) >= kHeaderWord) {
          ++words;
          break;
        }
    }
    return words >= kHeaderWords && words == texts;
  }

  // "注：…" or 无此项内容 over the width of the grid.
  static bool is_note(const TablePart& part, int row) {
    std::string text;
    int texts = 0;
    for (const int index : part.grid.covering(row))
      if (!part.grid.text_of(index).empty()) {
        text = part.grid.text_of(index);
        ++texts;
      }
    if (texts != 1) return false;
    const std::string folded = fold(text);
    return declares_empty(text) || folded == "无" || folded.starts_with("注:") ||
           folded.starts_with("备注:") || folded.starts_with("说明:");
  }

  void note(const TablePart& part, int row) {
    for (const int index : part.grid.covering(row)) {
      const std::string& text = part.grid.text_of(index);
      if (text.empty()) continue;
      if (declares_empty(text) || fold(text) == "无") table_.declared_empty = true;
      table_.notes.push_back(text);
    }
  }

  void add_row(int p, int r, Side side) {
    const TablePart& part = logical_.parts[at_index(p)];
    const RawTable& raw = part.grid.table();
    const bool layer = raw.text_source == TextSource::Layer;
    Row row;
    row.page = raw.page;
    row.fields.resize(table_.columns.size());
    for (const int column : lost_columns_[at_index(p)])
      flag(row.fields[at_index(column)], "lost_column");
    std::vector<CellId> ids(table_.columns.size());
    const SpanningCells spanning(schema_, targets_, name_column_);
    bool any = false;
    for (int c = 0; c < part.grid.columns(); ++c) {
      const int index = part.grid.index_at(r, c);
      const RawCell* cell = part.grid.at(r, c);
      const int target = part.target[at_index(c)];
      if (target < 0) {
        any = add_extra(row, p, r, c, side) || any;
        continue;
      }
      const Target& place = targets_[at_index(target)];
      if (place.side != side || cell == nullptr) continue;
      const Column& column = schema_.columns[at_index(place.column)];
      const bool fused = spanning.ran_together(part, *cell, side);
      if (!fused && cell->column_span > 1 && spanning.owner(part, *cell, side) != c) continue;
      Field field;
      if (fused) {  // a ruling was lost: what belongs here may stand in the other's cell
        const RawCell share = spanning.share_of(part, *cell, c, side);
        field = make_field(&share, raw, column, options_);
        flag(field, "merged");
      } else {
        const RawCell share =
            layer ? *cell : line_of_row(with_false_half(part, *cell, r, c), r, column);
        field = make_field(&share, raw, column, options_);
        if (share.readings != cell->readings) flag(field, "merged");
      }
      if (p > 0 && is_cut_column(logical_.parts.front().grid.table(), raw, c))
        flag(field, "cut_off");
      field.inherited = cell->row != r;
      if (cell->row_span > 1 && !one_row_seen_as_two(part, r + cell->row_span - 1) &&
          column.type == ColumnType::Amount && !column.fill_down && !field.from_layer &&
          !field.value.empty())
        flag(field, "merged");
      any = any || !field.printed.empty() || !field.reasons.empty();
      row.fields[at_index(place.column)] = std::move(field);
      ids[at_index(place.column)] = {p, index};
    }
    if (!any) return;
    // Every cell reaches down from above: a ruling was lost, or one too many was seen.
    if (part.grid.starting(r).empty())
      for (Field& field : row.fields)
        if (!field.value.empty()) flag(field, "merged");
    settle_codes(row, part, schema_, targets_, name_column_);
    derive_side(row, side);
    table_.rows.push_back(std::move(row));
    cells_.push_back(std::move(ids));
  }

  bool add_extra(Row& row, int p, int r, int c, Side side) {
    const auto found = extra_.find({p, c});
    if (found == extra_.end()) return false;
    const TablePart& part = logical_.parts[at_index(p)];
    if (side_by_side() && side_of(part, c) != side) return false;
    const RawCell* cell = part.grid.at(r, c);
    if (cell == nullptr || cell->column != c) return false;
    static const Column kText;
    Field field = make_field(cell, part.grid.table(), kText, options_);
    field.inherited = cell->row != r;
    // Figures of unknown columns are cleaned like all figures.
    if (looks_numeric(field.value) && field.value.find_first_of(".,") != std::string::npos)
      if (const auto amount = parse_amount(field.value)) field.value = *amount;
    const bool any = !field.printed.empty() || !field.reasons.empty();
    row.fields[at_index(found->second)] = std::move(field);
    return any;
  }

  Side side_of(const TablePart& part, int column) const {
    for (int c = column; c >= 0; --c)
      if (part.target[at_index(c)] >= 0) return targets_[at_index(part.target[at_index(c)])].side;
    return Side::Revenue;
  }

  void derive_side(Row& row, Side side) {
    const int column = schema_column("side");
    if (column >= 0)
      row.fields[at_index(column)].value = side == Side::Revenue ? "revenue" : "expenditure";
    for (std::size_t c = 0; c < schema_.columns.size(); ++c)
      if (schema_.columns[c].type == ColumnType::Label) row.fields[c].derived = true;
  }

  // Optional columns that no part prints, as far as that could be read.
  void drop_unprinted_columns(const std::vector<int>& unread) {
    for (int c = static_cast<int>(schema_.columns.size()) - 1; c >= 0; --c) {
      if (!schema_.columns[at_index(c)].optional) continue;
      if (std::find(unread.begin(), unread.end(), c) != unread.end()) continue;
      const bool printed =
          std::any_of(logical_.parts.begin(), logical_.parts.end(), [&](const TablePart& part) {
            return std::any_of(part.target.begin(), part.target.end(), [&](int target) {
              return target >= 0 && targets_[at_index(target)].column == c;
            });
          });
      if (printed) continue;
      table_.columns.erase(table_.columns.begin() + c);
      table_.types.erase(table_.types.begin() + c);
      table_.titles.erase(table_.titles.begin() + c);
      for (Row& row : table_.rows) row.fields.erase(row.fields.begin() + c);
    }
  }

  // 栏次 1 2 4: the third column is lost.
  void find_missing_columns() {
    std::set<int> numbers;
    for (const int number : logical_.parts.front().header.numbers)
      if (number > 0) numbers.insert(number);
    constexpr std::size_t kEnough = 2;
    if (numbers.size() < kEnough) return;
    for (int n = *numbers.begin(); n < *numbers.rbegin(); ++n)
      if (!numbers.contains(n)) table_.missing_columns.push_back(std::to_string(n));
  }

  const LogicalTable& logical_;
  const Schema& schema_;
  const NormalizeOptions& options_;
  std::vector<Target> targets_;
  NormalizedTable table_;
  std::vector<std::vector<CellId>> cells_;
  std::vector<std::vector<int>> lost_columns_;  // of each part
  std::map<std::pair<int, int>, int> extra_;    // {part, grid column} -> table column
  std::set<std::pair<std::string, Side>> used_extra_;
  int name_column_ = -1;
};

}  // namespace

NormalizedTable build_table(const LogicalTable& logical,
                            const Schema& schema,
                            const NormalizeOptions& options) {
  return RowBuilder(logical, schema, options).run();
}

}  // namespace gouji
