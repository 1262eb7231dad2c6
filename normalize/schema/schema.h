// A budget form as plain values: titles, columns with the header paths that name them, and which
// rows are totals. Loaded from schemas/*.yaml by schema_loader.
#pragma once

#include <string>
#include <vector>

namespace gouji {

enum class ColumnType {
  Label,   ///< derived, not read: side, row_type
  Amount,  ///< money or a count, exact decimal
  Code,    ///< digits, leading zeros kept
  Text,    ///< free text
  Closed,  ///< text from a closed set of words
};

/// A word of a closed column that goes with what another column of the row says: with 反向指标 goes
/// ≤.
struct ImpliedWord {
  std::string column;  ///< the other's id
  std::string text;    ///< what it says
  std::string word;

  bool operator==(const ImpliedWord&) const = default;
};

struct Column {
  std::string id;  ///< as in the CSV
  ColumnType type = ColumnType::Text;
  std::string title;                      ///< Chinese title for --header zh
  std::vector<std::string> aliases;       ///< header paths, levels joined by '/', folded
  std::vector<std::string> words;         ///< of a closed set
  std::vector<ImpliedWord> implied = {};  ///< guesses where nobody reads the word
  int digits = 0;                         ///< usual digits of a code, 0: any number
  bool optional = false;                  ///< only in the output of documents that print it
  bool fill_down = false;  ///< merged over rows: the value belongs to every row covered

  bool operator==(const Column&) const = default;
};

/// How an amount column is the sum of others within one row (identity W1), or together with columns
/// beside it (W19: 年末结转 and 本年支出 are 年初结转 and 本年收入).
struct RowSum {
  std::string total;
  std::vector<std::string> parts;
  std::vector<std::string> beside = {};

  bool operator==(const RowSum&) const = default;
};

/// Which rows are subtotals.
enum class SubtotalRule {
  None,
  Named,     ///< those whose text is one of Schema::subtotals
  Numbered,  ///< every line numbered 一、 二、
  Codes,     ///< lines whose class, section and item columns are not all filled
};

struct Schema {
  std::string id;
  std::string number;               // as usual in Sichuan: "3-1"; never used to recognise a table
  std::vector<std::string> titles;  ///< title and aliases
  std::vector<Column> columns;
  bool two_sided = false;  ///< 收入 | 支出 side by side; header aliases begin with 收入 or 支出
  int blocks = 1;          ///< the same columns so often side by side, fewer where less is printed
  std::vector<std::string> totals;     ///< texts of total rows
  std::vector<std::string> subtotals;  ///< texts of subtotal rows, for SubtotalRule::Named
  SubtotalRule subtotal_rule = SubtotalRule::None;
  std::vector<RowSum> row_sums;

  bool operator==(const Schema&) const = default;
};

}  // namespace gouji
