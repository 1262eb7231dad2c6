#include "normalize/schema/header_flattener.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/chinese_numerals.h"
#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr int kMaxHeaderRows = 8;          // seen: 5, with a number row
constexpr double kKnownWord = 0.6;         // similarity of a misread header word
constexpr double kTitleInside = 0.75;      // similarity of a title inside the grid
constexpr std::size_t kShortestLoose = 3;  // shorter words must match exactly
constexpr int kWordsAgainstFigure = 4;     // known words in a row for each misread one
constexpr int kWordsFromAbove = 2;         // header cells that reach into a row make it a header
constexpr int kWordsOverGroups = 2;        // known words in a first row that groups others
constexpr int kLargestColumnNumber = 60;

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

void add_unique(std::vector<std::u32string>& list, const std::string& text) {
  std::u32string key = to_utf32(match_key(text));
  if (!key.empty() && std::find(list.begin(), list.end(), key) == list.end())
    list.push_back(std::move(key));
}

bool begins_with_ordinal(const std::string& text) {
  const std::u32string folded = to_utf32(fold(text));
  std::size_t i = 0;
  while (i < folded.size() && is_chinese_numeral(folded[i])) ++i;
  return i > 0 && i < folded.size() &&
         (folded[i] == U'、' || folded[i] == U',' || folded[i] == U'.');
}

// The small number that a cell of a number row holds, 0 for none.
int small_number(const std::string& text) {
  const std::string digits = half_width(text);
  if (digits.empty() || digits.size() > 2) return 0;
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return 0;
  const int value = std::stoi(digits);
  return value <= kLargestColumnNumber ? value : 0;
}

bool is_formula(const std::string& text) {
  const std::string plain = half_width(text);
  return plain.find('=') != std::string::npos &&
         std::all_of(plain.begin(), plain.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '=' || c == '+' || c == '-' || c == '(' ||
                  c == ')';
         });
}

// Title, unit and number lines that a workbook prints inside the frame.
bool is_head_row(const GridView& grid, int row, const HeaderVocabulary& vocabulary) {
  int texts = 0, heads = 0;
  bool whole = false;
  for (const int index : grid.covering(row)) {
    const std::string& text = grid.text_of(index);
    const RawCell& cell = grid.table().cells[at_index(index)];
    if (text.empty()) continue;
    ++texts;
    const std::string key = match_key(text);
    const std::string folded = fold(text);
    whole = whole || cell.column_span == grid.columns();
    if (folded.find("单位:") != std::string::npos || folded.find("公开表") != std::string::npos ||
        folded.find("部门:") != std::string::npos ||
        // 国有资本经营预算支出 in a cell of its own is an item.
        ((cell.column_span > 1 || folded.find("表") != std::string::npos) &&
         vocabulary.title_similarity(key) >= kTitleInside))
      ++heads;
  }
  if (texts == 0) return true;
  return heads == texts || (texts == 1 && whole && grid.columns() > 2);
}

bool is_blank(const GridView& grid, int row) {
  for (const int index : grid.starting(row))
    if (!grid.text_of(index).empty()) return false;
  return true;
}

// Below a cell over several columns, but not all, come the columns that it groups.
bool divides_a_group(const GridView& grid, int row, int first_row) {
  if (row <= first_row) return false;
  for (const int index : grid.covering(row - 1)) {
    const RawCell& group = grid.table().cells[at_index(index)];
    if (group.column_span < 2 || group.column_span == grid.columns() ||
        group.row + group.row_span != row)
      continue;
    int parts = 0;
    for (int c = group.column; c < group.column + group.column_span; ++c) {
      const RawCell* cell = grid.at(row, c);
      if (cell != nullptr && cell->column == c && !grid.text(row, c).empty()) ++parts;
    }
    if (parts >= 2) return true;
  }
  return false;
}

// The column of a row's only text, when it has one that keeps to a single column; else -1.
int lone_text(const GridView& grid, int row) {
  int lone = -1;
  for (int c = 0; row < grid.rows() && c < grid.columns(); ++c) {
    const RawCell* cell = grid.at(row, c);
    if (cell == nullptr || cell->column != c || grid.text(row, c).empty()) continue;
    if (lone >= 0 || cell->column_span > 1) return -1;
    lone = c;
  }
  return lone;
}

// Items of one side, one below the other, as a table goes on where its other side has ended.
bool lists_items(const GridView& grid, int row) {
  const int column = lone_text(grid, row);
  return column >= 0 && column == lone_text(grid, row + 1);
}

enum class RowKind { Header, Numbers, Data };

bool is_clear_header(const GridView& grid, int row, const HeaderVocabulary& vocabulary);

// A first row of a header groups the columns below: 项目 over 科目编码 may be read 784. It does so
// however misread and divided by false rulings above a row that is clearly one.
bool heads_groups(
    const GridView& grid, int row, int known, int figures, const HeaderVocabulary& vocabulary) {
  return divides_a_group(grid, row + 1, row) && ((known >= kWordsOverGroups && known > figures) ||
                                                 is_clear_header(grid, row + 1, vocabulary));
}

/// What a row holds: its own texts, and the slots that cells from above cover.
struct RowContent {
  int texts = 0;
  int known = 0;  ///< words of headers
  int totals = 0;
  int figures = 0;
  int amounts = 0;
  int empty_slots = 0;
  int covered = 0;
  int words_above = 0;  ///< in the cells that cover slots
  bool ordinals = false;
};

RowContent content_of_row(const GridView& grid,
                          int row,
                          int first_row,
                          const HeaderVocabulary& vocabulary) {
  RowContent content;
  for (int c = 0; c < grid.columns(); ++c) {
    const RawCell* cell = grid.at(row, c);
    if (cell != nullptr && cell->row < row && cell->row >= first_row) {
      ++content.covered;
      if (cell->column == c && vocabulary.has_word(grid.key(row, c))) ++content.words_above;
      continue;
    }
    const std::string& text = grid.text(row, c);
    if (text.empty()) {
      ++content.empty_slots;
      continue;
    }
    if (cell->column != c) continue;
    ++content.texts;
    if (looks_numeric(text)) ++content.figures;
    if (looks_like_amount(text)) ++content.amounts;
    content.ordinals = content.ordinals || begins_with_ordinal(text);
    if (vocabulary.is_total(grid.key(row, c))) ++content.totals;
    if (vocabulary.knows(grid.key(row, c))) ++content.known;
  }
  return content;
}

RowKind kind_of(const GridView& grid, int row, int first_row, const HeaderVocabulary& vocabulary) {
  if (row > first_row && is_number_row(grid, row)) return RowKind::Numbers;
  const auto [texts, known, totals, figures, amounts, empty_slots, covered, words_above, ordinals] =
      content_of_row(grid, row, first_row, vocabulary);
  // What stands beside cells that reach down from above, or under a group, belongs to them, misread
  // or not.
  const bool beside = 2 * covered >= grid.columns() || words_above >= kWordsFromAbove ||
                      (amounts == 0 && divides_a_group(grid, row, first_row));
  if (row > first_row && beside && !ordinals && 2 * figures <= texts) return RowKind::Header;
  if (row == first_row && amounts == 0 && !ordinals &&
      heads_groups(grid, row, known, figures, vocabulary))
    return RowKind::Header;
  // One word of a header may be misread as figures, most may not.
  if (ordinals || (figures > 0 && known < kWordsAgainstFigure * figures)) return RowKind::Data;
  if (row > first_row && 2 * covered >= grid.columns()) return RowKind::Header;
  if (texts == 0 || (row == first_row && lists_items(grid, row))) return RowKind::Data;
  if (row > first_row && totals == texts && texts <= 2 && empty_slots > 0) return RowKind::Data;
  if (2 * known > texts || (2 * known == texts && empty_slots == 0)) return RowKind::Header;
  return RowKind::Data;
}

// By its own words, whatever stands above.
bool is_clear_header(const GridView& grid, int row, const HeaderVocabulary& vocabulary) {
  return kind_of(grid, row, row, vocabulary) == RowKind::Header;
}

// 类 below other lines of a cell, where the rule between 科目编码 and 类 was lost: the lines above
// it and the label. Without such a label nothing.
std::optional<std::pair<std::string, std::string>> split_label(const RawCell& cell) {
  const std::string text = chosen_text(cell);
  const std::size_t end = text.rfind('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string label = match_key(text.substr(end + 1));
  if (!is_code_label(label)) return std::nullopt;
  return std::pair(match_key(text.substr(0, end)), std::move(label));
}

// 类 款 项 and no figures: the last row of a header, whatever was read above it.
bool is_label_row(const GridView& grid, int row) {
  int labels = 0;
  for (const int index : grid.starting(row)) {
    const std::string& text = grid.text_of(index);
    if (looks_numeric(text)) return false;
    if (is_code_label(match_key(text)) || split_label(grid.table().cells[at_index(index)]))
      ++labels;
  }
  return labels >= 2;
}

// Final accounts print 类 款 项 in the row of 合计: the labels belong to the header.
void add_shared_labels(const GridView& grid, FlatHeader& header) {
  const int row = header.first_data_row;
  std::vector<int> labelled;
  for (int c = 0; c < grid.columns(); ++c) {
    const RawCell* cell = grid.at(row, c);
    if (cell != nullptr && cell->row == row && is_code_label(grid.key(row, c)))
      labelled.push_back(c);
  }
  if (labelled.size() < 2) return;
  for (const int c : labelled) header.paths[at_index(c)].push_back(grid.key(row, c));
}

}  // namespace

bool is_code_label(const std::string& key) {
  return key == "类" || key == "款" || key == "项";
}

HeaderVocabulary::HeaderVocabulary(const std::vector<Schema>& schemas) {
  for (const Schema& schema : schemas) {
    for (const std::string& title : schema.titles) add_unique(titles_, title);
    for (const std::string& total : schema.totals) add_unique(totals_, total);
    for (const std::string& subtotal : schema.subtotals) add_unique(totals_, subtotal);
    for (const Column& column : schema.columns)
      for (const std::string& alias : column.aliases) {
        std::size_t begin = 0;
        while (begin <= alias.size()) {
          const std::size_t end = std::min(alias.find('/', begin), alias.size());
          add_unique(words_, alias.substr(begin, end - begin));
          begin = end + 1;
        }
      }
  }
  for (const char* word :
       {"项目", "收入", "支出", "科目编码", "行次", "栏次", "序号", "备注", "其中"})
    add_unique(words_, word);
}

bool HeaderVocabulary::knows(const std::string& key) const {
  const std::u32string text = to_utf32(key);
  return std::any_of(words_.begin(), words_.end(), [&](const std::u32string& word) {
    if (text.size() < kShortestLoose || word.size() < kShortestLoose) return text == word;
    return similarity(word, text) >= kKnownWord || contained_similarity(word, text) >= 0.85;
  });
}

bool HeaderVocabulary::has_word(const std::string& key) const {
  return std::find(words_.begin(), words_.end(), to_utf32(key)) != words_.end();
}

bool HeaderVocabulary::is_total(const std::string& key) const {
  const std::u32string text = to_utf32(key);
  return std::find(totals_.begin(), totals_.end(), text) != totals_.end();
}

double HeaderVocabulary::title_similarity(const std::string& key) const {
  const std::u32string text = to_utf32(key);
  double best = 0;
  for (const std::u32string& title : titles_)
    best = std::max(best, contained_similarity(title, text));
  return best;
}

bool is_number_row(const GridView& grid, int row) {
  int numbers = 0, last = 0;
  bool labelled = false;
  for (const int index : grid.covering(row)) {
    const std::string& text = grid.text_of(index);
    if (text.empty()) continue;
    const std::string key = match_key(text);
    if (key == "栏次" || key == "行次" || key == "栏次行次") {
      labelled = true;
      continue;
    }
    if (is_formula(text)) {
      ++numbers;
      ++last;
      continue;
    }
    const int number = small_number(text);
    if (number == 0 || number <= last) return false;
    ++numbers;
    last = number;
  }
  constexpr int kSurelyNumbered = 3;
  return numbers >= kSurelyNumbered ? last <= 2 * numbers + 2 : (labelled && numbers >= 1);
}

bool is_header_doubtful(const GridView& grid, const FlatHeader& header, int column) {
  bool any = false;
  for (int r = header.head_rows; r < header.first_data_row; ++r) {
    const int index = grid.index_at(r, column);
    if (index < 0 || grid.text_of(index).empty()) continue;
    any = true;
    if (!grid.table().cells[at_index(index)].reasons.empty()) return true;
  }
  return !any;
}

FlatHeader flatten_header(const GridView& grid, int head_rows, int first_data_row) {
  FlatHeader header;
  header.head_rows = head_rows;
  header.first_data_row = first_data_row;
  header.paths.resize(at_index(grid.columns()));
  header.titles.resize(at_index(grid.columns()));
  header.numbers.resize(at_index(grid.columns()));
  for (int c = 0; c < grid.columns(); ++c) {
    int before = -1;
    for (int r = head_rows; r < first_data_row; ++r) {
      const int index = grid.index_at(r, c);
      if (index < 0 || index == before) continue;
      before = index;
      const std::string& text = grid.text_of(index);
      if (text.empty()) continue;
      if (is_number_row(grid, r)) {
        header.numbers[at_index(c)] = small_number(text);
        continue;
      }
      const std::string& key = grid.key(r, c);
      auto& path = header.paths[at_index(c)];
      header.titles[at_index(c)] = text;
      if (const auto split = split_label(grid.table().cells[at_index(index)])) {
        path.push_back(split->first.empty() ? std::string(kUnreadLevel) : split->first);
        path.push_back(split->second);
        header.titles[at_index(c)] = split->second;
      } else {
        path.push_back(key.empty() ? std::string(kUnreadLevel) : key);
      }
    }
  }
  add_shared_labels(grid, header);
  return header;
}

FlatHeader flatten_header(const GridView& grid, const HeaderVocabulary& vocabulary) {
  int head_rows = 0;
  while (head_rows + 1 < grid.rows() && head_rows < kMaxHeaderRows &&
         is_head_row(grid, head_rows, vocabulary))
    ++head_rows;
  int row = head_rows;
  const int limit = std::min(grid.rows(), head_rows + kMaxHeaderRows);
  while (row < limit) {
    if (kind_of(grid, row, head_rows, vocabulary) == RowKind::Data) {
      // A blank row between header rows is a ruling too many.
      const bool split = row > head_rows && is_blank(grid, row) && row + 1 < limit &&
                         kind_of(grid, row + 1, head_rows, vocabulary) != RowKind::Data;
      if (!split && !is_label_row(grid, row) &&
          (row == head_rows || row + 1 >= limit || !is_label_row(grid, row + 1)))
        break;
    }
    ++row;
  }
  return flatten_header(grid, head_rows, row);
}

}  // namespace gouji
