#include "normalize/corrections/correction_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "normalize/output/table_writer.h"

namespace gouji {
namespace {

constexpr double kSamePlace = 0.5;  // share of the larger box, as documented for users

bool at_place(const CellOrigin& origin, const Correction& correction) {
  return origin.page == correction.page && same_place(origin.box, correction.box);
}

bool at_place(const Field& field, const Correction& correction) {
  return std::any_of(field.origins.begin(), field.origins.end(), [&](const CellOrigin& origin) {
    return at_place(origin, correction);
  });
}

const Field& field_at(const NormalizedDocument& document, const FieldPlace& place) {
  return document.tables[static_cast<std::size_t>(place.table)]
      .rows[static_cast<std::size_t>(place.row)]
      .fields[static_cast<std::size_t>(place.column)];
}

const std::string& column_of(const NormalizedDocument& document, const FieldPlace& place) {
  return document.tables[static_cast<std::size_t>(place.table)]
      .columns[static_cast<std::size_t>(place.column)];
}

std::string schema_of(const std::string& table) {
  const std::size_t dash = table.rfind('-');
  return dash == std::string::npos ? table : table.substr(0, dash);
}

template <class Wanted>
std::vector<FieldPlace> places(const NormalizedDocument& document, const Wanted& wanted) {
  std::vector<FieldPlace> found;
  for (std::size_t t = 0; t < document.tables.size(); ++t)
    for (std::size_t r = 0; r < document.tables[t].rows.size(); ++r)
      for (std::size_t c = 0; c < document.tables[t].rows[r].fields.size(); ++c) {
        const FieldPlace place{static_cast<int>(t), static_cast<int>(r), static_cast<int>(c)};
        if (wanted(document.tables[t], place, document.tables[t].rows[r].fields[c]))
          found.push_back(place);
      }
  return found;
}

/// Keeps those that satisfy, when any does.
template <class Wanted>
void prefer(std::vector<FieldPlace>& found, const Wanted& wanted) {
  std::vector<FieldPlace> better;
  std::copy_if(found.begin(), found.end(), std::back_inserter(better), wanted);
  if (!better.empty()) found = std::move(better);
}

/// All show one printed cell: the same column and the same origin.
bool one_cell(const NormalizedDocument& document, const std::vector<FieldPlace>& found) {
  return std::all_of(found.begin(), found.end(), [&](const FieldPlace& place) {
    if (place.table != found.front().table || place.column != found.front().column) return false;
    if (place == found.front()) return true;
    const Field& first = field_at(document, found.front());
    return !first.origins.empty() && field_at(document, place).origins == first.origins;
  });
}

std::vector<FieldPlace> find_by_place(const NormalizedDocument& document,
                                      const Correction& correction,
                                      std::string& why) {
  auto found = places(document, [&](const NormalizedTable&, const FieldPlace&, const Field& field) {
    return at_place(field, correction);
  });
  if (found.empty()) return found;
  // One printed cell may hold several columns (a code and its name).
  prefer(found,
         [&](const FieldPlace& place) { return column_of(document, place) == correction.column; });
  prefer(found, [&](const FieldPlace& place) {
    return document.tables[static_cast<std::size_t>(place.table)].schema ==
           schema_of(correction.table);
  });
  const std::string column = column_of(document, found.front());
  if (std::any_of(found.begin(), found.end(), [&](const FieldPlace& place) {
        return place.table != found.front().table || column_of(document, place) != column;
      })) {
    why = fmt::format("there are several columns at its place and none is '{}'", correction.column);
    found.clear();
  }
  return found;
}

std::vector<FieldPlace> find_by_text(const NormalizedDocument& document,
                                     const Correction& correction,
                                     std::string& why) {
  const int named = find_table(document, correction);
  const bool placed = correction.box.area() > 0;
  auto found =
      places(document, [&](const NormalizedTable& table, const FieldPlace& place, const Field& f) {
        if (table.columns[static_cast<std::size_t>(place.column)] != correction.column)
          return false;
        if (place.table != named && table.schema != schema_of(correction.table)) return false;
        if (f.printed != correction.printed) return false;
        // An empty print is everywhere: only the row tells which, and only where no box could.
        return !correction.printed.empty() || (place.row + 1 == correction.row && !placed);
      });
  if (found.empty()) {
    why = fmt::format("no cell at its place, and none of column '{}' in '{}' reads '{}'",
                      correction.column,
                      correction.table,
                      correction.printed);
    return found;
  }
  if (one_cell(document, found)) return found;
  prefer(found, [&](const FieldPlace& place) { return place.table == named; });
  if (one_cell(document, found)) return found;
  prefer(found, [&](const FieldPlace& place) { return place.row + 1 == correction.row; });
  if (one_cell(document, found)) return found;
  why =
      fmt::format("no cell at its place, and {} cells read '{}'", found.size(), correction.printed);
  return {};
}

}  // namespace

bool same_place(const PageRect& a, const PageRect& b) {
  const double larger = std::max(a.area(), b.area());
  return larger > 0 && intersect(a, b).area() >= kSamePlace * larger;
}

bool is_about_grid(const Correction& correction) {
  const std::string& name = correction.table;
  const std::size_t mark = name.find("_t");
  if (name.size() < 5 || name[0] != 'p' || mark == std::string::npos) return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(name.begin() + 1, name.begin() + static_cast<std::ptrdiff_t>(mark), digit) &&
         std::all_of(name.begin() + static_cast<std::ptrdiff_t>(mark) + 2, name.end(), digit);
}

int find_table(const NormalizedDocument& document, const Correction& correction) {
  int of_schema = -1;
  int count = 0;
  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    if (document.tables[t].name() == correction.table) return static_cast<int>(t);
    if (document.tables[t].schema == schema_of(correction.table)) {
      of_schema = static_cast<int>(t);
      ++count;
    }
  }
  return count == 1 ? of_schema : -1;
}

std::vector<FieldPlace> find_fields(const NormalizedDocument& document,
                                    const Correction& correction,
                                    std::string& why) {
  why.clear();
  if (correction.box.area() > 0 && correction.page > 0) {
    std::vector<FieldPlace> found = find_by_place(document, correction, why);
    if (!found.empty() || !why.empty()) return found;
  }
  return find_by_text(document, correction, why);
}

int find_row(const NormalizedDocument& document, const Correction& correction, std::string& why) {
  const int index = find_table(document, correction);
  if (index < 0) {
    why = fmt::format("there is no table '{}'", correction.table);
    return -1;
  }
  const NormalizedTable& table = document.tables[static_cast<std::size_t>(index)];
  const PageRect& box = correction.box;
  if (box.area() > 0 && correction.page > 0) {
    std::vector<int> rows;
    // A box of one cell, or of the whole row: cells inside it, none of them merged over rows.
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (const Field& field : table.rows[r].fields) {
        const bool here =
            !field.inherited &&
            std::any_of(field.origins.begin(), field.origins.end(), [&](const CellOrigin& origin) {
              return origin.page == correction.page && origin.box.area() > 0 &&
                     intersect(origin.box, box).area() >= kSamePlace * origin.box.area() &&
                     origin.box.height() >= kSamePlace * box.height();
            });
        if (!here) continue;
        rows.push_back(static_cast<int>(r));
        break;
      }
    if (rows.size() == 1) return rows.front();
    if (rows.size() > 1) {
      if (std::find(rows.begin(), rows.end(), correction.row - 1) != rows.end())
        return correction.row - 1;
      why = fmt::format("there are {} rows at its place", rows.size());
      return -1;
    }
  }
  if (!correction.printed.empty()) {
    const std::vector<FieldPlace> found = find_by_text(document, correction, why);
    return found.size() == 1 && found.front().table == index ? found.front().row : -1;
  }
  if (correction.row >= 1 && correction.row <= static_cast<int>(table.rows.size()) &&
      box.area() <= 0)
    return correction.row - 1;
  why = "there is no row at its place";
  return -1;
}

RawCell* find_raw_cell(RawDocument& grids, const Correction& correction, std::string& why) {
  RawCell* named = nullptr;
  for (RawPage& page : grids.pages)
    for (RawTable& table : page.tables)
      for (RawCell& cell : table.cells) {
        if (table.page == correction.page && correction.box.area() > 0 &&
            same_place(cell.box, correction.box))
          return &cell;
        if (raw_grid_name(table.page, table.index) == correction.table &&
            cell.row + 1 == correction.row &&
            std::to_string(cell.column + 1) == correction.column &&
            chosen_text(cell) == correction.printed)
          named = &cell;
      }
  if (named == nullptr) why = fmt::format("no cell of grid '{}' is at its place", correction.table);
  return named;
}

}  // namespace gouji
