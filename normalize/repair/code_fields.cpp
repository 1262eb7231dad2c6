#include "normalize/repair/code_fields.h"

#include <algorithm>

#include "normalize/repair/text_folding.h"
#include "normalize/rows/field_builder.h"
#include "normalize/rows/value_parser.h"

namespace gouji {
namespace {

constexpr std::size_t kClassDigits = 3;
constexpr std::size_t kPartDigits = 2;

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

class CodeFields {
 public:
  CodeFields(Row& row, const Schema& schema, const std::vector<Target>& targets, int name_column)
      : row_(row), schema_(schema), targets_(targets), name_column_(name_column) {}

  // Words in code columns belong to the name; one printed code column fills 类, 款 and 项.
  void settle(const TablePart& part) {
    std::vector<int> codes;
    for (const char* id : {"class_code", "section_code", "item_code"})
      if (column_of(id) >= 0) codes.push_back(column_of(id));
    if (codes.empty() || name_column_ < 0) return;
    drop_labels(codes);
    move_words(codes);
    const auto printed = [&](int column) {
      return std::any_of(part.target.begin(), part.target.end(), [&](int target) {
        return target >= 0 && targets_[at_index(target)].column == column;
      });
    };
    const bool single =
        printed(codes.front()) && std::none_of(codes.begin() + 1, codes.end(), printed);
    if (single) split_code(codes);
    if (!single && holds_all(codes)) {
      split_code(codes);
      for (const int column : codes)
        if (Field& field = row_.fields[at_index(column)]; !field.value.empty())
          flag(field, "grammar");
    }
    for (const int column : codes) check_digits(row_.fields[at_index(column)], column);
  }

 private:
  int column_of(const char* id) const {
    for (std::size_t c = 0; c < schema_.columns.size(); ++c)
      if (schema_.columns[c].id == id) return static_cast<int>(c);
    return -1;
  }

  // 类, 款, 项 of a header row that is the 合计 row as well.
  void drop_labels(const std::vector<int>& codes) {
    for (const int column : codes) {
      Field& code = row_.fields[at_index(column)];
      if (is_code_label(match_key(code.printed))) code = Field{};
    }
  }

  void move_words(const std::vector<int>& codes) {
    Field& name = row_.fields[at_index(name_column_)];
    if (!name.value.empty()) return;
    std::string words;
    for (const int column : codes) {
      const Field& code = row_.fields[at_index(column)];
      if (!code.printed.empty() && !looks_numeric(code.printed) &&
          split_code_and_name(code.printed).code.empty())
        words += code.printed;
    }
    if (words.empty()) return;
    for (const int column : codes) {
      Field& code = row_.fields[at_index(column)];
      if (code.printed.empty() || looks_numeric(code.printed)) continue;
      if (name.origins.empty() || name.printed.empty()) {
        name = code;
        std::erase(name.reasons, "grammar");
        if (name.reasons.empty())
          name.status = name.agreed ? CellStatus::Confirmed : CellStatus::Read;
      }
      code = Field{};
    }
    name.value = name.printed = display_text(words);
  }

  void split_code(const std::vector<int>& codes) {
    Field& whole = row_.fields[at_index(codes.front())];
    if (whole.printed.empty()) return;
    const CodeAndName parts = split_code_and_name(whole.printed);
    std::string digits = parts.code;
    if (digits.empty()) {
      digits = parse_code(whole.printed).value_or("");
      if (digits.empty()) return;
    }
    Field& name = row_.fields[at_index(name_column_)];
    if (!parts.name.empty()) {
      if (name.value.empty()) {
        name = whole;
        name.value = display_text(parts.name);
        name.rivals.clear();
        std::erase(name.reasons, "grammar");
        if (name.reasons.empty()) name.status = CellStatus::Read;
      }
      std::erase(whole.reasons, "grammar");
      if (whole.reasons.empty() && whole.status == CellStatus::Flagged)
        whole.status = CellStatus::Read;
    }
    const Field source = whole;
    std::size_t begin = 0;
    for (std::size_t k = 0; k < codes.size() && begin < digits.size(); ++k) {
      const bool last = k + 1 == codes.size();
      const std::size_t length = k == 0 ? kClassDigits : (last ? digits.size() : kPartDigits);
      Field& field = row_.fields[at_index(codes[k])];
      field = source;
      field.rivals.clear();
      for (const Candidate& rival : source.rivals) {
        const std::string value =
            begin < rival.value.size() ? rival.value.substr(begin, length) : "";
        if (rival.value.size() == digits.size() && value != digits.substr(begin, length))
          field.rivals.push_back({value, rival.cost, rival.evidence});
      }
      field.value = digits.substr(begin, length);
      begin += length;
    }
  }

  // The upright between code columns was lost: the first says all parts, the others nothing.
  bool holds_all(const std::vector<int>& codes) const {
    const Field& whole = row_.fields[at_index(codes.front())];
    const std::size_t size = whole.value.size();
    return !whole.from_layer && parse_code(whole.value).has_value() && size > kClassDigits &&
           (size - kClassDigits) % kPartDigits == 0 &&
           size <= kClassDigits + kPartDigits * (codes.size() - 1) &&
           std::all_of(codes.begin() + 1, codes.end(), [&](int column) {
             return row_.fields[at_index(column)].printed.empty();
           });
  }

  // Another reading with the usual digits is the better guess.
  void check_digits(Field& field, int column) const {
    const int digits = schema_.columns[at_index(column)].digits;
    const auto usual = [&](const std::string& code) {
      return static_cast<int>(code.size()) == digits;
    };
    if (digits == 0 || field.value.empty() || field.from_layer || usual(field.value)) return;
    flag(field, "grammar");
    const auto better = std::find_if(field.rivals.begin(),
                                     field.rivals.end(),
                                     [&](const Candidate& rival) { return usual(rival.value); });
    if (better != field.rivals.end()) swap_in(*better, field);
  }

  Row& row_;
  const Schema& schema_;
  const std::vector<Target>& targets_;
  int name_column_;
};

}  // namespace

void settle_codes(Row& row,
                  const TablePart& part,
                  const Schema& schema,
                  const std::vector<Target>& targets,
                  int name_column) {
  CodeFields(row, schema, targets, name_column).settle(part);
}

}  // namespace gouji
