#include "normalize/rows/row_kinds.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include <fmt/format.h>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestLoose = 4;  // characters of a total's text that may be misread

std::string value_of(const NormalizedTable& table, const Row& row, const char* column) {
  const int index = table.column(column);
  return index < 0 ? std::string() : row.fields[static_cast<std::size_t>(index)].value;
}

std::string name_of(const NormalizedTable& table, const Row& row) {
  for (const char* column : {"item", "name", "unit_name"})
    if (table.column(column) >= 0) return value_of(table, row, column);
  return {};
}

// 类款项 joined, or the longer economic code of the unit_code column.
std::string code_of(const NormalizedTable& table, const Row& row) {
  std::string code = value_of(table, row, "class_code") + value_of(table, row, "section_code") +
                     value_of(table, row, "item_code");
  std::string other = value_of(table, row, "unit_code");
  const bool economic = table.column("item_code") < 0;
  if (economic && !other.empty() && (code.empty() || other.starts_with(code))) return other;
  return code;
}

bool is_word(const std::string& text, const std::vector<std::string>& words) {
  const std::u32string key = to_utf32(match_key(text));
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    const std::u32string wanted = to_utf32(match_key(word));
    if (key == wanted) return true;
    return wanted.size() >= kShortestLoose && key.size() == wanted.size() &&
           edit_distance(wanted, key) == 1;
  });
}

// 合计 with one of its two characters misread or lost, or with traces of rulings read as
// characters.
bool may_be_total(const std::string& text) {
  constexpr std::size_t kTraces = 3;
  const std::u32string key = to_utf32(match_key(text));
  if (key.size() <= 2 + kTraces &&
      (key.find(U"合计") != std::u32string::npos || key.find(U"总计") != std::u32string::npos))
    return true;
  return key.size() <= 2 &&
         (key.empty() || key.find(U'合') != std::u32string::npos ||
          key.find(U'计') != std::u32string::npos || key.find(U'总') != std::u32string::npos);
}

bool is_numbered(const std::string& text) {
  static const std::u32string kNumerals = U"一二三四五六七八九十-";
  const std::u32string folded = to_utf32(fold(text));
  std::size_t i = 0;
  while (i < folded.size() && kNumerals.find(folded[i]) != std::u32string::npos) ++i;
  if (i == 0 || i >= folded.size()) return false;
  const char32_t mark = folded[i];
  return mark == U'、' || mark == U',' || mark == U'.' || mark == U'。' || mark == U'·';
}

bool has_codes(const NormalizedTable& table, const Row& row) {
  for (const char* column : {"class_code", "section_code", "item_code"})
    if (!value_of(table, row, column).empty()) return true;
  return false;
}

bool codes_filled(const NormalizedTable& table, const Row& row) {
  for (const char* column : {"class_code", "section_code", "item_code"})
    if (table.column(column) >= 0 && value_of(table, row, column).empty()) return false;
  return true;
}

class Deriver {
 public:
  Deriver(NormalizedTable& table, const Schema& schema, const std::vector<int>& groups)
      : table_(table), schema_(schema), groups_(groups) {}

  void run() {
    kinds_.resize(table_.rows.size());
    for (std::size_t r = 0; r < table_.rows.size(); ++r) kinds_[r] = kind_of(r);
    const int column = table_.column("row_type");
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      if (column >= 0) table_.rows[r].fields[static_cast<std::size_t>(column)].value = kinds_[r];
      table_.rows[r].leaf = is_leaf(r);
    }
    set_ids();
  }

 private:
  std::string kind_of(std::size_t r) const {
    const Row& row = table_.rows[r];
    const std::string name = name_of(table_, row);
    if (is_word(name, schema_.totals)) return "total";
    const bool coded = schema_.subtotal_rule == SubtotalRule::Codes;
    if ((r == 0 || r + 1 == table_.rows.size()) && !schema_.totals.empty() && !schema_.two_sided &&
        !has_codes(table_, row) && value_of(table_, row, "unit_code").empty() &&
        may_be_total(name) && prints_name(row))
      return "total";
    switch (schema_.subtotal_rule) {
      case SubtotalRule::None:
        return "item";
      case SubtotalRule::Named:
        return is_word(name, schema_.subtotals) ? "subtotal" : "item";
      case SubtotalRule::Numbered:
        return is_numbered(name) ? "subtotal" : "item";
      case SubtotalRule::Codes:
        break;
    }
    return coded && !codes_filled(table_, row) ? "subtotal" : "item";
  }

  bool prints_name(const Row& row) const {
    for (const char* column : {"item", "name", "unit_name"}) {
      const int index = table_.column(column);
      if (index >= 0) return !row.fields[static_cast<std::size_t>(index)].origins.empty();
    }
    return false;
  }

  bool same_side(std::size_t a, std::size_t b) const {
    return value_of(table_, table_.rows[a], "side") == value_of(table_, table_.rows[b], "side");
  }

  bool is_leaf(std::size_t r) const {
    if (!groups_.empty()) return r == 0 || groups_[r] != groups_[r - 1];
    if (kinds_[r] == "total") return false;
    const std::size_t next = r + 1;
    if (schema_.subtotal_rule == SubtotalRule::Named) return kinds_[r] == "item";
    if (schema_.subtotal_rule == SubtotalRule::Numbered) {
      if (kinds_[r] == "item") return true;
      return next >= table_.rows.size() || !same_side(r, next) || kinds_[next] != "item";
    }
    if (schema_.subtotal_rule == SubtotalRule::None) return true;
    const std::string code = code_of(table_, table_.rows[r]);
    if (code.empty()) return false;
    // A line with codes counts unless a line of a longer code stands under it.
    return std::none_of(table_.rows.begin(), table_.rows.end(), [&](const Row& other) {
      const std::string longer = code_of(table_, other);
      return longer.size() > code.size() && longer.starts_with(code);
    });
  }

  void set_ids() {
    std::map<std::string, int> seen;
    for (Row& row : table_.rows) {
      std::string text = table_.schema;
      for (const char* column : {"side",
                                 "class_code",
                                 "section_code",
                                 "item_code",
                                 "unit_code",
                                 "item",
                                 "name",
                                 "unit_name",
                                 "project_name",
                                 "level3"})
        text += '\x1f' + match_key(value_of(table_, row, column));
      const int ordinal = ++seen[text];
      row.row_id = fmt::format("{:012x}", fnv(text + '\x1f' + std::to_string(ordinal)) & kIdBits);
    }
  }

  static constexpr std::uint64_t kIdBits = 0xFFFFFFFFFFFFull;

  // FNV-1a, 64 bits.
  static std::uint64_t fnv(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (const char c : text) {
      hash ^= static_cast<unsigned char>(c);
      hash *= 0x100000001b3ull;
    }
    return hash;
  }

  NormalizedTable& table_;
  const Schema& schema_;
  const std::vector<int>& groups_;
  std::vector<std::string> kinds_;
};

}  // namespace

void derive_row_kinds(NormalizedTable& table,
                      const Schema& schema,
                      const std::vector<int>& groups) {
  Deriver(table, schema, groups).run();
}

}  // namespace gouji
