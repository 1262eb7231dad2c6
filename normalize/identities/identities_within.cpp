#include "normalize/identities/identities_within.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/identities/outline.h"

namespace gouji {
namespace {

class Within {
 public:
  Within(const NormalizedDocument& document, int table, const Figures& figures, IdentitySet& out)
      : table_(document.tables[static_cast<std::size_t>(table)]),
        index_(table),
        figures_(figures),
        out_(out) {}

  void add_row_sums(const std::vector<RowSum>& sums) {
    for (const RowSum& sum : sums) add_row_sum(sum);
  }

  void add_column_sums() {
    if (table_.column("side") >= 0) {
      for (const std::string side : {"revenue", "expenditure"})
        add_side(side_outline(table_, side));
      add_sides_balance();
    } else if (table_.column("row_type") >= 0) {
      const Outline outline = code_outline(table_);
      add_tree(outline);
      add_expense_sums(outline);
    }
  }

 private:
  int figure(int row, int column) const { return figures_.at(index_, row, column); }

  bool printed(int row, int column) const {
    const int index = figure(row, column);
    return index >= 0 && !figures_[index].amount.blank();
  }

  /// A row sum holds for rows of a side (or a whole table) where some part is printed at all.
  void add_row_sum(const RowSum& sum) {
    const int total = table_.column(sum.total);
    std::vector<int> parts;
    for (const std::string& part : sum.parts)
      if (const int column = table_.column(part); column >= 0) parts.push_back(column);
    if (total < 0 || parts.empty()) return;
    std::set<std::string> sides;
    for (int r = 0; r < rows(); ++r)
      for (const int part : parts)
        if (printed(r, part)) sides.insert(text_at(table_, r, "side"));
    std::vector<int> beside;
    for (const std::string& id : sum.beside) {
      beside.push_back(table_.column(id));
      if (beside.back() < 0) return;
    }
    const bool sure = table_.missing_columns.empty() && !amounts_in_extra_columns();
    for (int r = 0; r < rows(); ++r) {
      if (!sides.contains(text_at(table_, r, "side"))) continue;
      std::vector<int> left = {figure(r, total)}, right;
      for (const int column : beside) left.push_back(figure(r, column));
      for (const int part : parts) right.push_back(figure(r, part));
      out_.add((beside.empty() ? "W1:" : "W19:") + sum.total,
               sure ? IdentityKind::Hard : IdentityKind::Soft,
               left,
               right);
    }
  }

  /// A printed column that the schema does not know may be one of the parts.
  bool amounts_in_extra_columns() const {
    for (std::size_t c = 0; c < table_.columns.size(); ++c)
      if (table_.columns[c].rfind("extra_", 0) == 0)
        for (const Row& row : table_.rows) {
          const std::string& value = row.fields[c].value;
          if (!value.empty() && value.find_first_not_of("0123456789.,-") == std::string::npos)
            return true;
        }
    return false;
  }

  void add_tree(const Outline& outline) {
    const bool lines = std::any_of(outline.nodes.begin(),
                                   outline.nodes.end(),
                                   [](const OutlineNode& node) { return !node.children.empty(); });
    for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c) {
      if (outline.total >= 0 && !outline.tops.empty())
        add_sum(
            lines ? "W2" : "W5", outline.sure, outline.total, rows_of(outline, outline.tops), c);
      for (const OutlineNode& node : outline.nodes)
        if (!node.children.empty())
          add_sum("W3", outline.sure && node.sure, node.row, rows_of(outline, node.children), c);
    }
  }

  /// W18: 人员经费合计 is 301 and 303, 公用经费合计 the other classes.
  void add_expense_sums(const Outline& outline) {
    for (const int row : outline.sums) {
      const std::string name = text_at(table_, row, "name");
      const bool personnel = name.rfind("人员经费", 0) == 0;
      if (!personnel && name.rfind("公用经费", 0) != 0) continue;
      std::vector<int> parts;
      for (const int top : outline.tops) {
        const OutlineNode& node = outline.nodes[static_cast<std::size_t>(top)];
        if ((node.code == "301" || node.code == "303") == personnel) parts.push_back(node.row);
      }
      for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c)
        add_sum("W18", outline.sure, row, parts, c);
    }
  }

  void add_side(const Outline& outline) {
    for (int c = 0; c < static_cast<int>(table_.columns.size()); ++c) {
      for (const OutlineNode& node : outline.nodes)
        if (!node.children.empty())
          add_sum("W9", outline.sure && node.sure, node.row, rows_of(outline, node.children), c);
      if (outline.tops.empty()) continue;
      if (outline.current >= 0) {
        add_sum("W7", outline.sure, outline.current, rows_of(outline, outline.tops), c);
        std::vector<int> parts = {outline.current};
        std::map<int, std::vector<int>> funds;  // 年初结转 and its funds
        int carried = -1;
        for (const int row : outline.after) {
          if (carried >= 0 && names_fund(text_at(table_, row, "item"))) {
            funds[carried].push_back(row);
          } else {
            carried = row;
            parts.push_back(row);
          }
        }
        for (const auto& [row, lines] : funds) add_sum("W16", /*sure=*/true, row, lines, c);
        if (outline.total >= 0) add_sum("W8", outline.sure, outline.total, parts, c);
      } else if (outline.total >= 0) {
        add_sum("W8",
                outline.sure && !mixed_levels(outline),
                outline.total,
                rows_of(outline, outline.tops),
                c);
      }
    }
  }

  /// Lines without an ordinal after numbered ones may be their children or further parts.
  bool mixed_levels(const Outline& outline) const {
    for (const OutlineNode& node : outline.nodes)
      if (!node.children.empty() && !node.sure) return true;
    return false;
  }

  void add_sides_balance() {
    const Outline revenue = side_outline(table_, "revenue");
    const Outline expenditure = side_outline(table_, "expenditure");
    const int column = table_.column(table_.column("total") >= 0 ? "total" : "amount");
    if (column < 0) return;
    if (revenue.total >= 0 && expenditure.total >= 0) {
      out_.add("W8:balance",
               IdentityKind::Hard,
               {figure(revenue.total, column)},
               {figure(expenditure.total, column)});
    } else if (revenue.current < 0 && expenditure.current < 0 && revenue.total < 0 &&
               expenditure.total < 0 && revenue.sure && expenditure.sure) {
      out_.add("W9:balance",
               IdentityKind::Soft,
               figures_of(rows_of(revenue, revenue.tops), column),
               figures_of(rows_of(expenditure, expenditure.tops), column));
    }
  }

  void add_sum(
      const std::string& id, bool sure, int row, const std::vector<int>& parts, int column) {
    if (figure(row, column) < 0) return;
    // A column that prints totals alone (three columns of funds on the revenue side) sums nothing.
    const bool any =
        std::any_of(parts.begin(), parts.end(), [&](int part) { return printed(part, column); });
    if (!any) return;
    const std::string name = row_code(table_, row);
    Identity sum;
    sum.terms.push_back({figure(row, column), 1});
    for (const int part : parts)
      if (figure(part, column) >= 0) sum.terms.push_back({figure(part, column), -1});
    // With a doubtful code in the table, a sum that fails may have the wrong lines.
    const bool misled =
        codes_in_doubt() && balance(sum, amounts()).result == IdentityResult::Broken;
    out_.add(name.empty() ? id : id + ":" + name,
             sure && !misled ? IdentityKind::Hard : IdentityKind::Soft,
             {figure(row, column)},
             figures_of(parts, column));
  }

  bool codes_in_doubt() const {
    for (const char* id : {"class_code", "section_code", "item_code"})
      if (const int column = table_.column(id); column >= 0)
        for (const Row& row : table_.rows)
          if (row.fields[static_cast<std::size_t>(column)].status == CellStatus::Flagged)
            return true;
    return false;
  }

  std::vector<Amount> amounts() const {
    std::vector<Amount> result;
    for (const Figure& figure : figures_.all()) result.push_back(figure.amount);
    return result;
  }

  std::vector<int> figures_of(const std::vector<int>& rows, int column) const {
    std::vector<int> result;
    result.reserve(rows.size());
    for (const int row : rows) result.push_back(figure(row, column));
    return result;
  }

  static std::vector<int> rows_of(const Outline& outline, const std::vector<int>& nodes) {
    std::vector<int> result;
    result.reserve(nodes.size());
    for (const int node : nodes)
      result.push_back(outline.nodes[static_cast<std::size_t>(node)].row);
    return result;
  }

  int rows() const { return static_cast<int>(table_.rows.size()); }

  const NormalizedTable& table_;
  int index_;
  const Figures& figures_;
  IdentitySet& out_;
};

}  // namespace

void add_identities_within(const NormalizedDocument& document,
                           const std::vector<Schema>& schemas,
                           const Figures& figures,
                           IdentitySet& identities) {
  for (std::size_t t = 0; t < document.tables.size(); ++t) {
    Within within(document, static_cast<int>(t), figures, identities);
    for (const Schema& schema : schemas)
      if (schema.id == document.tables[t].schema) within.add_row_sums(schema.row_sums);
    within.add_column_sums();
  }
}

}  // namespace gouji
