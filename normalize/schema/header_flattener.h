// Where a grid's header ends and what it calls each column: title rows inside the grid, header rows
// of any depth, number rows (栏次 1 2 3). Rows are told apart by what they hold and by the words
// that the schemas know, so that a wrong span or a misread character does not matter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalize/rows/grid_view.h"
#include "normalize/schema/schema.h"

namespace gouji {

/// Every level of every header path of the schemas, folded.
class HeaderVocabulary {
 public:
  explicit HeaderVocabulary(const std::vector<Schema>& schemas);

  /// True when a folded text is one of the words, or nearly.
  bool knows(const std::string& key) const;

  /// True when a folded text is exactly one of the words.
  bool has_word(const std::string& key) const;

  /// True for the texts of total rows: 合计, 收入总计 ...
  bool is_total(const std::string& key) const;

  /// How well a folded line fits any title, 0..1.
  double title_similarity(const std::string& key) const;

 private:
  std::vector<std::u32string> words_;
  std::vector<std::u32string> totals_;
  std::vector<std::u32string> titles_;
};

/// A level that is printed and holds nothing that a word is made of: it is still a level.
inline constexpr std::string_view kUnreadLevel = "?";

struct FlatHeader {
  int head_rows = 0;       ///< title and head lines inside the grid, above the header
  int first_data_row = 0;  ///< head rows, header rows and number rows come before
  std::vector<std::vector<std::string>> paths;  ///< of each column: folded levels, top first
  std::vector<std::string> titles;              ///< of each column: display text of the last level
  std::vector<int> numbers;  ///< of each column: its number in a number row, 0 for none

  bool has_header() const { return first_data_row > head_rows; }
};

FlatHeader flatten_header(const GridView& grid, const HeaderVocabulary& vocabulary);

/// Somebody must look at the header over this column, or nothing is printed there.
bool is_header_doubtful(const GridView& grid, const FlatHeader& header, int column);

/// The same with a depth that is known, for continuation pages.
FlatHeader flatten_header(const GridView& grid, int head_rows, int first_data_row);

/// True for 类, 款 and 项.
bool is_code_label(const std::string& key);

/// True for a row such as `1 2 3 4` or `栏次 1 2 3` or `1=2+3`.
bool is_number_row(const GridView& grid, int row);

}  // namespace gouji
