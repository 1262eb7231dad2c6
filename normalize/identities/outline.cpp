#include "normalize/identities/outline.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/chinese_numerals.h"
#include "core/utf32.h"

namespace gouji {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t numeral_length(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kNumerals = {
      "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "零"};
  std::size_t length = 0;
  bool more = true;
  while (more) {
    more = false;
    for (const std::string_view numeral : kNumerals)
      if (starts_with(text.substr(length), numeral)) {
        length += numeral.size();
        more = true;
      }
  }
  return length;
}

std::size_t digits_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
  return length;
}

struct Ordinal {
  int level = 9;
  std::size_t length = 0;  // bytes
};

std::size_t one_of(std::string_view text, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks)
    if (starts_with(text, mark)) return mark.size();
  return 0;
}

Ordinal find_ordinal(std::string_view text) {
  const std::size_t open = one_of(text, {"(", "（"});
  const std::string_view inner = text.substr(open);
  const std::size_t chinese = numeral_length(inner);
  const std::size_t digits = chinese == 0 ? digits_length(inner) : 0;
  const std::size_t number = chinese + digits;
  if (number == 0) return {};
  const std::string_view rest = inner.substr(number);
  const std::size_t mark =
      open > 0 ? one_of(rest, {")", "）"}) : one_of(rest, {"、", ".", "．", "，", ",", "。"});
  if (mark == 0) return {};
  const int level = chinese > 0 ? (open > 0 ? 2 : 1) : (open > 0 ? 4 : 3);
  return {level, open + number + mark};
}

bool all_digits(std::string_view text) {
  return !text.empty() && digits_length(text) == text.size();
}

void hang(Outline& outline, OutlineNode node, int parent) {
  const int index = static_cast<int>(outline.nodes.size());
  node.parent = parent;
  outline.nodes.push_back(std::move(node));
  if (parent < 0)
    outline.tops.push_back(index);
  else
    outline.nodes[static_cast<std::size_t>(parent)].children.push_back(index);
}

/// A class of fewer digits than a class has.
bool misprinted(const OutlineNode& node) {
  constexpr std::size_t kFull[] = {0, 3, 5, 7};
  return node.depth > 0 && node.depth <= 3 && node.code.size() < kFull[node.depth];
}

/// Every line has a code: a line belongs under the nearest line above whose code starts its own.
void hang_by_codes(Outline& outline, std::vector<OutlineNode> nodes) {
  std::vector<int> open;
  for (OutlineNode& node : nodes) {
    while (!open.empty()) {
      const OutlineNode& above = outline.nodes[static_cast<std::size_t>(open.back())];
      if (above.code.size() < node.code.size() && starts_with(node.code, above.code)) break;
      // A class printed as "7" for 210: the filled columns say where the line belongs.
      if (misprinted(node) && above.depth > 0 && above.depth < node.depth) break;
      open.pop_back();
    }
    const int parent = open.empty() ? -1 : open.back();
    // Seven-digit economic codes are local "其中" lines, not always all printed.
    if (parent >= 0 && node.code.size() > 5 && node.code.front() != '2')
      outline.nodes[static_cast<std::size_t>(parent)].sure = false;
    hang(outline, std::move(node), parent);
    open.push_back(static_cast<int>(outline.nodes.size()) - 1);
  }
}

/// Lines without codes stand above the lines that they add up: a run of two is 类 then 款, a run of
/// one where runs of two occur is 款.
void hang_by_runs(Outline& outline, const std::vector<OutlineNode>& nodes) {
  std::vector<std::size_t> run_of(nodes.size(), 0), place_of(nodes.size(), 0);
  std::size_t longest = 0;
  for (std::size_t i = 0; i < nodes.size();) {
    std::size_t end = i;
    while (end < nodes.size() && nodes[end].code.empty()) ++end;
    for (std::size_t k = i; k < end; ++k) run_of[k] = end - i, place_of[k] = k - i;
    longest = std::max(longest, end - i);
    i = std::max(end, i + 1);
  }
  if (longest > 3) outline.sure = false;
  std::vector<int> open;  // node of each level
  std::string previous_class;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].code.empty()) {
      const std::size_t level = longest - run_of[i] + place_of[i];
      std::size_t next = i;
      while (next < nodes.size() && nodes[next].code.empty()) ++next;
      const std::string next_class = next < nodes.size() ? nodes[next].code.substr(0, 3) : "";
      if (level > 0 && place_of[i] == 0 && next_class != previous_class) outline.sure = false;
      open.resize(std::min(open.size(), level));
      hang(outline, nodes[i], open.empty() ? -1 : open.back());
      open.push_back(static_cast<int>(outline.nodes.size()) - 1);
    } else {
      previous_class = nodes[i].code.substr(0, 3);
      hang(outline, nodes[i], open.empty() ? -1 : open.back());
    }
  }
}

}  // namespace

bool names_fund(const std::string& text) {
  const std::string plain = without_ordinal(text);
  return starts_with(plain, "一般公共预算") || starts_with(plain, "政府性基金") ||
         starts_with(plain, "国有资本经营");
}

std::string text_at(const NormalizedTable& table, int row, const std::string& column) {
  const int index = table.column(column);
  if (index < 0) return {};
  return table.rows[static_cast<std::size_t>(row)].fields[static_cast<std::size_t>(index)].value;
}

std::string row_code(const NormalizedTable& table, int row) {
  const std::string class_code = text_at(table, row, "class_code");
  std::string unit = text_at(table, row, "unit_code");
  std::string codes =
      class_code + text_at(table, row, "section_code") + text_at(table, row, "item_code");
  const bool economic = table.column("item_code") < 0 && table.column("section_code") >= 0;
  if (economic && all_digits(unit) && unit.front() == '3' &&
      (unit.size() == 3 || unit.size() == 5 || unit.size() == 7) &&
      (codes.empty() ? unit.size() == 3 : starts_with(unit, codes)))
    return unit;
  return codes;
}

int ordinal_level(const std::string& text) {
  return find_ordinal(text).level;
}

std::string without_ordinal(const std::string& text) {
  std::string plain;
  for (const char c : text.substr(find_ordinal(text).length))
    if (c != ' ') plain += c;
  return plain;
}

int chinese_ordinal(const std::string& text) {
  if (find_ordinal(text).level != 1) return 0;
  return chinese_number(to_utf32(text.substr(0, numeral_length(text)))).value_or(0);
}

Outline code_outline(const NormalizedTable& table) {
  Outline outline;
  std::vector<OutlineNode> nodes;
  int totals = 0;
  bool bare_line = false;
  const bool has_codes = table.column("class_code") >= 0;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    const std::string type = text_at(table, r, "row_type");
    if (type == "total") {
      outline.total = r;
      ++totals;
      continue;
    }
    OutlineNode node;
    node.row = r;
    node.code = has_codes ? row_code(table, r) : text_at(table, r, "unit_code");
    const char* levels[] = {"class_code", "section_code", "item_code"};
    for (int level = 0; has_codes && level < 3; ++level)
      if (!text_at(table, r, levels[level]).empty()) node.depth = level + 1;
    if (node.code.empty() && type == "subtotal" && ends_with(text_at(table, r, "name"), "合计")) {
      outline.sums.push_back(r);
      continue;
    }
    if (node.code.empty()) {
      if (type != "subtotal" && has_codes) outline.sure = false;
      bare_line = true;
    }
    nodes.push_back(std::move(node));
  }
  if (totals > 1) outline.total = -1;
  const bool any_code = std::any_of(
      nodes.begin(), nodes.end(), [](const OutlineNode& node) { return !node.code.empty(); });
  if (!any_code && has_codes) outline.sure = false;
  if (bare_line && has_codes)
    hang_by_runs(outline, nodes);
  else
    hang_by_codes(outline, std::move(nodes));
  return outline;
}

Outline side_outline(const NormalizedTable& table, const std::string& side) {
  Outline outline;
  std::vector<OutlineNode> nodes;
  std::vector<int> levels;
  int totals = 0;
  for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
    if (text_at(table, r, "side") != side) continue;
    const std::string type = text_at(table, r, "row_type");
    const std::string item = text_at(table, r, "item");
    if (type == "total") {
      outline.total = r;
      ++totals;
      continue;
    }
    const std::string plain = without_ordinal(item);
    if (starts_with(plain, "本年") && (ends_with(plain, "合计") || ends_with(plain, "小计"))) {
      if (outline.current >= 0) outline.sure = false;
      outline.current = r;
      continue;
    }
    if (outline.current >= 0) {
      outline.after.push_back(r);
      continue;
    }
    OutlineNode node;
    node.row = r;
    node.sure = type == "subtotal";
    if (contains(item, "其中")) node.code = "part";
    nodes.push_back(std::move(node));
    levels.push_back(ordinal_level(item));
  }
  if (totals > 1) outline.total = -1;
  std::vector<int> open;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    while (!open.empty() && levels[static_cast<std::size_t>(open.back())] >= levels[i])
      open.pop_back();
    const int parent = open.empty() ? -1 : open.back();
    if (parent >= 0 && nodes[i].code == "part")
      outline.nodes[static_cast<std::size_t>(parent)].sure = false;
    hang(outline, nodes[i], parent);
    open.push_back(static_cast<int>(i));
  }
  return outline;
}

}  // namespace gouji
