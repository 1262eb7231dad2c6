// The tree of a table's rows: which lines are totals and which lines add up to which. Built from
// codes, from lines without codes that stand above their items, or from ordinals (一、 (一) 1.).
#pragma once

#include <string>
#include <vector>

#include "normalize/document.h"

namespace gouji {

struct OutlineNode {
  int row = 0;
  int parent = -1;            ///< index of a node
  std::vector<int> children;  ///< indices of nodes
  int depth = 0;              ///< code columns filled, counted to the last one; 0: not known
  std::string code;           ///< 类款项 joined, or the economic code; "" where none is printed
  bool sure = true;           ///< false: the children may be only some ("其中", local codes)
};

struct Outline {
  int total = -1;    ///< row of 合计, -1: none or several
  int current = -1;  ///< row of 本年收入合计, 本年支出合计; -1: none
  std::vector<OutlineNode> nodes;
  std::vector<int> tops;  ///< nodes that add up to the total (to `current` where there is one)
  std::vector<int> sums;  ///< rows of sums over classes that stand inside the list (人员经费合计)
  std::vector<int> after;  ///< rows between `current` and `total`: carried over, other funds
  bool sure = true;        ///< false: the tree had to be guessed
};

/// A line that names a fund (一般公共预算…): behind 年初结转 it is a part of that line.
bool names_fund(const std::string& text);

/// The text of a named column, "" when the table has none.
std::string text_at(const NormalizedTable& table, int row, const std::string& column);

/// 类款项 of a row joined, or the economic code that 3-1 prints as unit_code; "" where none.
std::string row_code(const NormalizedTable& table, int row);

/// The ordinal level of a line's text: 1 for 一、, 2 for （一）, 3 for 1、, 4 for （1）, 9 for
/// none.
int ordinal_level(const std::string& text);

/// Without ordinal and spaces: "五、教育支出" is "教育支出".
std::string without_ordinal(const std::string& text);

/// The number of a 一、 line (1..99), 0 when the text has none.
int chinese_ordinal(const std::string& text);

/// Of a table whose rows are one list.
Outline code_outline(const NormalizedTable& table);

/// Of one side ("revenue", "expenditure") of a two-sided table.
Outline side_outline(const NormalizedTable& table, const std::string& side);

}  // namespace gouji
