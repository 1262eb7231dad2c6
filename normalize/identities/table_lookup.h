// Finds figures by what they mean: the total of a table, a class line by its name, the lines of a
// code. Shared by the identities across tables and by those with the prose.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "normalize/identities/figures.h"
#include "normalize/identities/outline.h"

namespace gouji {

class TableLookup {
 public:
  TableLookup(const NormalizedDocument& document, const Figures& figures);

  /// The one table of a schema, -1 when there is none or several.
  int table(const std::string& schema) const;

  /// The figure of the 合计 row (of a side in two-sided tables), -1 when absent.
  int total(int table, const std::string& column, const std::string& side = {}) const;

  /// The figure of 本年收入合计 or 本年支出合计; of 一、本年… where the table prints that.
  int current(int table, const std::string& column, const std::string& side) const;

  /// The first line of a side whose text without ordinal contains `part`, -1 when none.
  int line(int table,
           const std::string& side,
           const std::string& part,
           const std::string& column,
           bool after_carryover = false) const;

  /// -1 too where the document does not print that column at all.
  int at(int table, int row, const std::string& column) const;

  /// All innermost lines by full code.
  std::map<std::string, std::vector<int>> rows_by_code(int table) const;

  /// An innermost line with its full code, its name and the name of the 款 above it.
  struct ItemLine {
    std::string code, name, section;
    int row = 0;
  };

  std::vector<ItemLine> item_lines(int table) const;

  /// Lines that carry a class: its name, and its code where items or the line itself print one.
  struct ClassLine {
    std::string name, code;
    int row = 0;
  };

  std::vector<ClassLine> class_lines(int table) const;

  /// True when any figure of the column, or of the line, is printed and is not zero.
  bool any_money(int table, const std::string& column) const;
  bool has_money(int figure) const;

  const NormalizedTable& operator[](int table) const {
    return document_.tables[static_cast<std::size_t>(table)];
  }

  int rows(int table) const { return static_cast<int>((*this)[table].rows.size()); }

 private:
  bool printed(int table, int column) const;

  const NormalizedDocument& document_;
  const Figures& figures_;
};

}  // namespace gouji
