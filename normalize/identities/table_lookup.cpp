#include "normalize/identities/table_lookup.h"

#include <algorithm>

namespace gouji {
namespace {

constexpr std::size_t kClassDigits = 3;
constexpr std::size_t kItemDigits = 7;

}  // namespace

TableLookup::TableLookup(const NormalizedDocument& document, const Figures& figures)
    : document_(document), figures_(figures) {}

int TableLookup::table(const std::string& schema) const {
  int found = -1;
  for (std::size_t t = 0; t < document_.tables.size(); ++t)
    if (document_.tables[t].schema == schema) {
      if (found >= 0) return -1;
      found = static_cast<int>(t);
    }
  return found;
}

int TableLookup::at(int table, int row, const std::string& column) const {
  if (table < 0 || row < 0) return -1;
  const int index = (*this)[table].column(column);
  return printed(table, index) ? figures_.at(table, row, index) : -1;
}

bool TableLookup::printed(int table, int column) const {
  if (column < 0) return false;
  const std::vector<Row>& lines = (*this)[table].rows;
  return std::any_of(lines.begin(), lines.end(), [column](const Row& row) {
    const Field& field = row.fields[static_cast<std::size_t>(column)];
    return !field.value.empty() || !field.origins.empty();
  });
}

int TableLookup::total(int table, const std::string& column, const std::string& side) const {
  if (table < 0) return -1;
  int found = -1;
  for (int r = 0; r < rows(table); ++r) {
    if (text_at((*this)[table], r, "row_type") != "total") continue;
    if (!side.empty() && text_at((*this)[table], r, "side") != side) continue;
    if (found >= 0) return -1;
    found = r;
  }
  return at(table, found, column);
}

int TableLookup::current(int table, const std::string& column, const std::string& side) const {
  if (table < 0) return -1;
  const Outline outline = side_outline((*this)[table], side);
  if (outline.current >= 0) return at(table, outline.current, column);
  for (const int top : outline.tops) {
    const OutlineNode& node = outline.nodes[static_cast<std::size_t>(top)];
    const std::string name = without_ordinal(text_at((*this)[table], node.row, "item"));
    if (name == "本年收入" || name == "本年支出") return at(table, node.row, column);
  }
  return -1;
}

int TableLookup::line(int table,
                      const std::string& side,
                      const std::string& part,
                      const std::string& column,
                      bool after_carryover) const {
  if (table < 0) return -1;
  bool carried = false;
  for (int r = 0; r < rows(table); ++r) {
    if (text_at((*this)[table], r, "side") != side) continue;
    const std::string name = without_ordinal(text_at((*this)[table], r, "item"));
    if (name.find(part) != std::string::npos && carried == after_carryover)
      return at(table, r, column);
    if (name.find("上年结转") != std::string::npos) carried = true;
  }
  return -1;
}

std::map<std::string, std::vector<int>> TableLookup::rows_by_code(int table) const {
  std::map<std::string, std::vector<int>> rows;
  if (table < 0) return rows;
  const Outline outline = code_outline((*this)[table]);
  for (const OutlineNode& node : outline.nodes)
    if (node.code.size() == kItemDigits && node.children.empty())
      rows[node.code].push_back(node.row);
  return rows;
}

std::vector<TableLookup::ItemLine> TableLookup::item_lines(int table) const {
  std::vector<ItemLine> lines;
  if (table < 0) return lines;
  const Outline outline = code_outline((*this)[table]);
  const auto name = [&](const OutlineNode& node) {
    return text_at((*this)[table], node.row, "name");
  };
  for (const OutlineNode& node : outline.nodes)
    if (node.code.size() == kItemDigits && node.children.empty())
      lines.push_back({node.code,
                       name(node),
                       node.parent < 0 ? std::string()
                                       : name(outline.nodes[static_cast<std::size_t>(node.parent)]),
                       node.row});
  return lines;
}

std::vector<TableLookup::ClassLine> TableLookup::class_lines(int table) const {
  std::vector<ClassLine> lines;
  if (table < 0) return lines;
  if ((*this)[table].column("side") >= 0) {
    const Outline outline = side_outline((*this)[table], "expenditure");
    for (const OutlineNode& node : outline.nodes) {
      if (!node.children.empty()) continue;
      lines.push_back(
          {without_ordinal(text_at((*this)[table], node.row, "item")), std::string(), node.row});
    }
    return lines;
  }
  const Outline outline = code_outline((*this)[table]);
  for (const int top : outline.tops) {
    const OutlineNode& node = outline.nodes[static_cast<std::size_t>(top)];
    if (node.code.size() > kClassDigits) continue;
    std::string code = node.code;
    const OutlineNode* inner = &node;
    while (code.empty() && !inner->children.empty()) {
      inner = &outline.nodes[static_cast<std::size_t>(inner->children.front())];
      code = inner->code.substr(0, kClassDigits);
    }
    lines.push_back({without_ordinal(text_at((*this)[table], node.row, "name")), code, node.row});
  }
  return lines;
}

bool TableLookup::has_money(int figure) const {
  return figure >= 0 && (!figures_[figure].amount.known || figures_[figure].amount.value != 0);
}

bool TableLookup::any_money(int table, const std::string& column) const {
  if (table < 0) return false;
  for (int r = 0; r < rows(table); ++r)
    if (has_money(at(table, r, column))) return true;
  return false;
}

}  // namespace gouji
