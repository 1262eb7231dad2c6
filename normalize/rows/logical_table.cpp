#include "normalize/rows/logical_table.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/page_geometry.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr double kOwnTitle = 0.72;        // similarity of a title that begins a new table
constexpr double kRepeatedHeader = 0.55;  // mean similarity of a header read on two pages
constexpr double kOtherTable = 0.75;      // header score of a table of another schema
constexpr double kSameUnit = 0.6;
constexpr double kSameTitle = 0.7;  // misread on one page
// The title of the page before, no other of similar words, though one misread sign makes another
// form's shorter title fit as well.
constexpr double kTitleAgain = 0.85, kMisreadSign = 0.1;

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

std::vector<std::string> texts_of(const std::vector<TextLine>& lines) {
  std::vector<std::string> result;
  result.reserve(lines.size());
  for (const TextLine& line : lines) result.push_back(line.text);
  return result;
}

// What one grid says about itself, before its neighbours are asked.
struct Analysis {
  GridView grid;
  FlatHeader header;
  std::vector<std::string> lines;  // head lines, then title rows inside the grid
  TitleMatch title;
  Classification found;
  HeadInfo head;
};

// How many rows the merged cells of the first one make a header of: groups stand over columns,
// beside cells as high as both. 0 where they say nothing.
int depth_by_spans(const GridView& grid, int first) {
  int deepest = 1;
  bool any_wide = false, all_wide = true;
  for (const int index : grid.starting(first)) {
    const RawCell& cell = grid.table().cells[at_index(index)];
    deepest = std::max(deepest, cell.row_span);
    any_wide = any_wide || cell.column_span > 1;
    all_wide = all_wide && cell.column_span > 1;
  }
  if (any_wide && deepest > 1) return deepest;
  return any_wide && all_wide ? 2 : 0;
}

// Under a clear title the first rows are a header though no word of it was read: those that merged
// cells tie together, or a first row without amounts; of a row without a sure reading nobody knows
// whether they are amounts.
FlatHeader unread_header(const GridView& grid, int head_rows) {
  const int depth = depth_by_spans(grid, head_rows);
  if (depth > 0 && head_rows + depth < grid.rows())
    return flatten_header(grid, head_rows, head_rows + depth);
  const std::vector<int> first_row = grid.starting(head_rows);
  const bool readable = std::any_of(first_row.begin(), first_row.end(), [&](int index) {
    return !grid.text_of(index).empty() && grid.table().cells[at_index(index)].reasons.empty();
  });
  int texts = 0;
  for (const int index : first_row) {
    const std::string& text = grid.text_of(index);
    if (text.empty()) continue;
    if (readable && looks_like_amount(text)) return flatten_header(grid, head_rows, head_rows);
    ++texts;
  }
  const bool mostly = 2 * texts > grid.columns();
  return flatten_header(grid, head_rows, head_rows + (mostly ? 1 : 0));
}

// `lines`: what stands above the grid.
Analysis analyse(const RawTable& table,
                 std::vector<std::string> lines,
                 const std::vector<Schema>& schemas,
                 const HeaderVocabulary& vocabulary) {
  Analysis result{GridView(table), {}, std::move(lines), {}, {}, {}};
  result.header = flatten_header(result.grid, vocabulary);
  for (int r = 0; r < result.header.head_rows; ++r)
    for (const int index : result.grid.starting(r))
      if (!result.grid.text_of(index).empty()) result.lines.push_back(result.grid.text_of(index));
  result.title = match_title(result.lines, schemas);
  result.head = read_head_lines(result.lines);
  const bool titled_scan =
      table.text_source == TextSource::Ocr && result.title.similarity >= kSureTitle;
  if (!result.header.has_header() && titled_scan)
    result.header = unread_header(result.grid, result.header.head_rows);
  if (result.header.has_header() || titled_scan)
    result.found = classify_table(result.grid, result.header, result.title, schemas);
  return result;
}

std::u32string joined_path(const FlatHeader& header, int column) {
  std::u32string result;
  for (const std::string& level : header.paths[at_index(column)]) result += to_utf32(level);
  return result;
}

double header_similarity(const FlatHeader& a, const FlatHeader& b) {
  if (a.paths.size() != b.paths.size() || a.paths.empty()) return 0;
  double sum = 0;
  for (std::size_t c = 0; c < a.paths.size(); ++c) {
    const int column = static_cast<int>(c);
    sum += similarity(joined_path(a, column), joined_path(b, column));
  }
  return sum / static_cast<double>(a.paths.size());
}

// The header of `before` read again at the top of `grid`, when it stands there.
bool repeats_header(const GridView& grid, int head_rows, const TablePart& before) {
  const int depth = before.header.first_data_row - before.header.head_rows;
  if (depth <= 0 || grid.rows() < head_rows + depth || grid.columns() != before.grid.columns())
    return false;
  const FlatHeader here = flatten_header(grid, head_rows, head_rows + depth);
  return header_similarity(here, before.header) >= kRepeatedHeader;
}

bool first_row_is_total(const GridView& grid, int first_row, const HeaderVocabulary& vocabulary) {
  if (first_row >= grid.rows()) return false;
  for (const int index : grid.covering(first_row))
    if (vocabulary.is_total(match_key(grid.text_of(index)))) return true;
  return false;
}

// Columns of a grid that is divided a little otherwise than the part before it.
std::vector<int> map_by_place(const TablePart& before, const GridView& grid) {
  const std::vector<double>& old_edges = before.grid.table().x_edges;
  const std::vector<double>& edges = grid.table().x_edges;
  std::vector<int> target(at_index(grid.columns()), -1);
  if (old_edges.size() < 2 || edges.size() < 2) return target;
  const auto relative = [](const std::vector<double>& all, std::size_t i) {
    return (all[i] - all.front()) / std::max(1.0, all.back() - all.front());
  };
  for (std::size_t c = 0; c + 1 < edges.size() && c < target.size(); ++c) {
    const double middle = (relative(edges, c) + relative(edges, c + 1)) / 2;
    for (std::size_t k = 0; k + 1 < old_edges.size() && k < before.target.size(); ++k)
      if (middle >= relative(old_edges, k) && middle < relative(old_edges, k + 1) &&
          std::find(target.begin(), target.end(), before.target[k]) == target.end())
        target[c] = before.target[k];
  }
  return target;
}

// A last page with nothing but 合计 has no edges inside the cell that runs over code and name.
std::vector<int> map_merged(const TablePart& first, const GridView& grid, const Schema& schema) {
  const std::vector<int> covered = columns_covered(first.grid.table(), grid.table());
  const std::vector<Target> targets = targets_of(schema);
  std::vector<int> target(at_index(grid.columns()), -1);
  for (std::size_t c = 0; c < target.size(); ++c) {
    for (int k = covered[c]; k < covered[c + 1]; ++k) {
      const int candidate = first.target[at_index(k)];
      if (candidate < 0) continue;
      const Column& column = schema.columns[at_index(targets[at_index(candidate)].column)];
      if (target[c] < 0 || column.type == ColumnType::Text) target[c] = candidate;
    }
  }
  return target;
}

// Of a grid that lost outer columns.
std::vector<int> map_part(const TablePart& before, const GridView& grid, int first) {
  const auto begin = before.target.begin() + first;
  return {begin, begin + grid.columns()};
}

class Joiner {
 public:
  Joiner(const std::vector<Schema>& schemas, JoinedTables& result)
      : schemas_(schemas), vocabulary_(schemas), result_(result) {}

  void add(const RawTable& table, bool first_on_page) {
    Analysis here = analyse(table, texts_of(table.head_lines), schemas_, vocabulary_);
    if (here.found.schema < 0 && here.title.schema < 0 && !first_on_page)
      look_below_a_piece(table, here);
    const bool piece = here.title.similarity >= kSureTitle &&
                       (here.found.schema < 0 || !has_data(here.header, here.grid));
    std::vector<std::string> lines_below;
    if (piece) lines_below = here.lines;
    const bool follows = first_on_page && open_ && last_page_ + 1 == table.page;
    if (follows && continues(here)) {
      append(std::move(here));
    } else if (here.found.schema >= 0) {
      if (is_rest_of_last(here, first_on_page)) result_.tables.pop_back();
      begin(std::move(here));
      open_ = true;
    } else {
      result_.unmatched.emplace_back(table.page, table.index);
      open_ = false;
    }
    lines_above_ = std::move(lines_below);
    last_page_ = table.page;
  }

 private:
  bool continues(const Analysis& here) const {
    const LogicalTable& table = result_.tables.back();
    const TablePart& before = table.parts.back();
    const TablePart& first = table.parts.front();
    const bool titled = here.title.schema >= 0 && here.title.similarity >= kOwnTitle;
    if (titled && begins_other(here.title, table)) return false;
    const bool repeated = repeats_header(here.grid, here.header.head_rows, first) ||
                          (here.header.has_header() &&
                           header_similarity(here.header, first.header) >= kRepeatedHeader);
    const int first_row =
        repeated && !here.header.has_header()
            ? here.header.head_rows + first.header.first_data_row - first.header.head_rows
            : here.header.first_data_row;
    const bool totals_again =
        first_row_is_total(here.grid, first_row, vocabulary_) &&
        first_row_is_total(first.grid, first.header.first_data_row, vocabulary_);
    if (repeated || here.header.has_header()) {
      if (totals_again || other_unit(table.head, here.head)) return false;
      if (repeated) return true;
      // The header again, but nobody could read it.
      const RawTable& raw = here.grid.table();
      if (here.found.schema < 0 && !titled && raw.text_source == TextSource::Ocr &&
          !raw.x_edges.empty() &&
          (same_geometry(first.grid.table(), raw) ||
           first_of_columns(before.grid.table(), raw) >= 0))
        return true;
      return here.found.schema == table.schema && (titled || here.found.score >= kOtherTable);
    }
    if (titled || totals_again) return false;
    return same_geometry(before.grid.table(), here.grid.table()) ||
           same_inner_geometry(before.grid.table(), here.grid.table()) ||
           !columns_covered(first.grid.table(), here.grid.table()).empty() ||
           first_of_columns(before.grid.table(), here.grid.table()) >= 0;
  }

  static bool has_data(const FlatHeader& header, const GridView& grid) {
    return header.first_data_row < grid.rows();
  }

  // The last table is but the header of this one.
  bool is_rest_of_last(const Analysis& here, bool first_on_page) const {
    if (first_on_page || lines_above_.empty() || !open_) return false;
    const LogicalTable& last = result_.tables.back();
    const TablePart& part = last.parts.back();
    return last.schema == here.found.schema && last.parts.size() == 1 &&
           part.grid.table().page == last_page_ && !has_data(part.header, part.grid);
  }

  // The grid above has the title and the upper rows of the header: what stands here of the header
  // tells nothing without them.
  void look_below_a_piece(const RawTable& table, Analysis& here) const {
    if (lines_above_.empty() || table.text_source != TextSource::Ocr) return;
    std::vector<std::string> lines = lines_above_;
    lines.insert(lines.end(), here.lines.begin(), here.lines.end());
    Analysis below = analyse(table, std::move(lines), schemas_, vocabulary_);
    const int first_row = below.header.first_data_row;
    below.header = flatten_header(below.grid, first_row, first_row);
    below.found = classify_table(below.grid, below.header, below.title, schemas_);
    if (below.found.schema >= 0) here = std::move(below);
  }

  static bool begins_other(const TitleMatch& title, const LogicalTable& table) {
    const double own = title.by_schema[at_index(table.schema)];
    const bool again = !table.title.empty() &&
                       key_similarity(title.line, table.title) >= kTitleAgain &&
                       own + kMisreadSign >= title.similarity;
    if (again) return false;
    return own < title.similarity || other_title(title.line, table.title);
  }

  // Titles of one schema may still be titles of two tables (基本支出 and 支出).
  static bool other_title(const std::string& a, const std::string& b) {
    return !b.empty() && key_similarity(a, b) < kSameTitle;
  }

  static bool other_unit(const HeadInfo& a, const HeadInfo& b) {
    if (!a.unit_code.empty() && !b.unit_code.empty() && a.unit_code == b.unit_code) return false;
    return !a.unit_name.empty() && !b.unit_name.empty() &&
           key_similarity(a.unit_name, b.unit_name) < kSameUnit;
  }

  void append(Analysis here) {
    LogicalTable& table = result_.tables.back();
    const TablePart& first = table.parts.front();
    const TablePart& before = table.parts.back();
    const int first_column = first_of_columns(before.grid.table(), here.grid.table());
    std::vector<int> target;
    if (!here.header.has_header() && repeats_header(here.grid, here.header.head_rows, first))
      here.header = flatten_header(
          here.grid,
          here.header.head_rows,
          here.header.head_rows + first.header.first_data_row - first.header.head_rows);
    if (here.grid.columns() == first.grid.columns())
      target = first.target;
    else if (!columns_covered(first.grid.table(), here.grid.table()).empty())
      target = map_merged(first, here.grid, schemas_[at_index(table.schema)]);
    else if (first_column >= 0)
      target = map_part(before, here.grid, first_column);
    else if (here.header.has_header())
      target = match_columns(schemas_[at_index(table.schema)], here.header, here.grid).target;
    else
      target = map_by_place(before, here.grid);
    table.parts.push_back({std::move(here.grid), std::move(here.header), std::move(target)});
  }

  void begin(Analysis here) {
    LogicalTable table;
    table.schema = here.found.schema;
    table.ambiguous = here.found.ambiguous;
    table.equals = here.found.equals;
    table.title = here.title.schema >= 0 ? here.title.line : std::string();
    table.head = here.head;
    table.by_place = here.found.by_place;
    table.parts.push_back(
        {std::move(here.grid), std::move(here.header), std::move(here.found.match.target)});
    result_.tables.push_back(std::move(table));
  }

  const std::vector<Schema>& schemas_;
  HeaderVocabulary vocabulary_;
  JoinedTables& result_;
  bool open_ = false;  // the last grid belongs to result_.tables.back()
  // Of the grid above that has no data under its title: the upper rows of one that lost a rule.
  std::vector<std::string> lines_above_;
  int last_page_ = 0;
};

// Untitled tables that several schemas fit: the one that the contents page names next after the
// table before, and that no titled table is.
void settle_by_contents(std::vector<LogicalTable>& tables,
                        const std::vector<Schema>& schemas,
                        const std::vector<AnnouncedTable>& announced) {
  const auto is_used = [&](int schema) {
    return std::any_of(tables.begin(), tables.end(), [&](const LogicalTable& table) {
      return !table.ambiguous && table.schema == schema;
    });
  };
  const auto place = [&](int schema) {
    for (std::size_t i = 0; i < announced.size(); ++i)
      if (announced[i].schema == schemas[at_index(schema)].id) return static_cast<int>(i);
    return -1;
  };
  for (std::size_t t = 0; t < tables.size(); ++t) {
    LogicalTable& table = tables[t];
    if (!table.ambiguous) continue;
    const int before = t > 0 ? place(tables[t - 1].schema) : -1;
    int best = -1, best_distance = 0;
    for (const int candidate : table.equals) {
      if (is_used(candidate)) continue;
      // Without a contents page: the order of the schemas' own numbers does not count, the header
      // score does, and that is what `schema` already holds.
      const int at = place(candidate);
      const int distance = at < 0 ? 1000 : std::abs(at - (before + 1));
      if (best < 0 || distance < best_distance) {
        best = candidate;
        best_distance = distance;
      }
    }
    if (best >= 0 && best != table.schema) {
      table.schema = best;
      for (TablePart& part : table.parts)
        part.target = match_columns(schemas[at_index(best)], part.header, part.grid).target;
    }
    table.ambiguous = false;
  }
}

void collect_notes(LogicalTable& table) {
  for (const TablePart& part : table.parts) {
    const RawTable& raw = part.grid.table();
    for (const TextLine& line : raw.foot_lines) {
      table.declared_empty = table.declared_empty || declares_empty(line.text);
      table.notes.push_back(display_text(line.text));
    }
    for (const TextLine& line : raw.head_lines)
      table.declared_empty =
          table.declared_empty || (may_be_title(line.text) && declares_empty(line.text));
    for (std::size_t i = 0; i < raw.cells.size(); ++i) {
      const std::string text = chosen_text(raw.cells[i]);
      table.declared_empty = table.declared_empty || (!text.empty() && declares_empty(text));
    }
  }
}

}  // namespace

JoinedTables join_tables(const RawDocument& raw,
                         const std::vector<Schema>& schemas,
                         const std::vector<AnnouncedTable>& announced) {
  JoinedTables result;
  Joiner joiner(schemas, result);
  for (const RawPage& page : raw.pages)
    for (std::size_t t = 0; t < page.tables.size(); ++t) joiner.add(page.tables[t], t == 0);
  settle_by_contents(result.tables, schemas, announced);
  for (LogicalTable& table : result.tables) collect_notes(table);
  return result;
}

}  // namespace gouji
