#include "normalize/rows/fill_down.h"

#include <algorithm>

#include "normalize/repair/text_folding.h"
#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

constexpr double kSameText = 0.8;  // one text read on two pages
constexpr double kDirtCost = 3;    // nats against the second of two amounts of one cell

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

bool alike(const std::string& a, const std::string& b) {
  return a == b || key_similarity(a, b) >= kSameText;
}

// Rows [begin, end) whose field in one column comes from one cell.
struct Segment {
  int begin = 0;
  int end = 0;
  int part = 0;
  const Field* field = nullptr;

  const std::string& text() const { return field->value; }
};

class Filler {
 public:
  Filler(std::vector<Row>& rows,
         const std::vector<std::vector<CellId>>& cells,
         const Schema& schema,
         const std::string& unit_name)
      : rows_(rows), cells_(cells), schema_(schema), unit_name_(unit_name) {}

  std::vector<int> run() {
    std::vector<int> filled;
    for (std::size_t c = 0; c < schema_.columns.size(); ++c)
      if (schema_.columns[c].fill_down) filled.push_back(static_cast<int>(c));
    if (filled.empty() || rows_.empty()) return {};
    // The group's name: the last text column before the first filled amount.
    key_ = filled.front();
    for (const int column : filled) {
      if (schema_.columns[at_index(column)].type == ColumnType::Amount) {
        amount_ = column;
        break;
      }
      key_ = column;
    }
    find_groups();
    for (const int column : filled) {
      if (column < key_)
        fill_above(column);
      else
        fill_groups(column);
    }
    return group_;
  }

 private:
  Field& field(int row, int column) { return rows_[at_index(row)].fields[at_index(column)]; }

  const CellId& cell(int row, int column) const { return cells_[at_index(row)][at_index(column)]; }

  std::vector<Segment> segments(int column, int begin, int end) {
    std::vector<Segment> result;
    for (int r = begin; r < end; ++r) {
      if (!result.empty() && cell(r, column) == cell(r - 1, column) && cell(r, column).cell >= 0)
        result.back().end = r + 1;
      else
        result.push_back({r, r + 1, cell(r, column).part, &field(r, column)});
    }
    return result;
  }

  static bool blank(const Field& field) { return field.value.empty() && field.reasons.empty(); }

  const Field* amount_at(int row) { return amount_ < 0 ? nullptr : &field(row, amount_); }

  // Does the group that ends before `row` go on at `row`, the first of another page?
  bool goes_on(int row) {
    const Field& before = field(row - 1, key_);
    const Field& here = field(row, key_);
    const Field* amount_before = amount_at(row - 1);
    const Field* amount_here = amount_at(row);
    const bool both_amounts =
        amount_here != nullptr && !amount_before->value.empty() && !amount_here->value.empty();
    // Dirt in the rest of a divided cell reads as an amount; a new group prints its name, too.
    const bool dirt = both_amounts && blank(here) && !amount_here->reasons.empty();
    if (dirt) return true;
    if (both_amounts && amount_before->value != amount_here->value) return false;
    if (before.value.empty() || here.value.empty()) return true;
    if (alike(before.value, here.value)) return true;
    if (both_amounts) return false;
    // A divided name: the amount stands on one of the pages only.
    return amount_here != nullptr && amount_before->value.empty() != amount_here->value.empty();
  }

  void find_groups() {
    group_.assign(rows_.size(), 0);
    for (int r = 1; r < static_cast<int>(rows_.size()); ++r) {
      const bool same_cell = cell(r, key_) == cell(r - 1, key_) && cell(r, key_).cell >= 0;
      const bool page_break = cell(r, key_).part != cell(r - 1, key_).part;
      bool same = same_cell;
      if (!same && page_break) same = goes_on(r);
      if (!same && !page_break) same = blank(field(r, key_)) && !starts_amount(r);
      group_[at_index(r)] = group_[at_index(r - 1)] + (same ? 0 : 1);
    }
  }

  // A row without a name but with its own amount begins a group whose name nobody read.
  bool starts_amount(int row) {
    return amount_ >= 0 && !(cell(row, amount_) == cell(row - 1, amount_)) &&
           !field(row, amount_).value.empty();
  }

  void set(int begin, int end, int column, const Field& value, int owner) {
    for (int r = begin; r < end; ++r) {
      Field& target = field(r, column);
      if (r == owner) {
        target = value;
        continue;
      }
      target = value;
      target.inherited = true;
    }
  }

  // One page has room for the first or the last lines of what the other prints whole.
  static bool is_cut_short(const std::string& part, const std::string& whole) {
    constexpr std::size_t kShortest =
        6;  // characters; pieces of a divided text do not repeat these
    const std::u32string piece = to_utf32(fold(part)), all = to_utf32(fold(whole));
    return piece.size() >= kShortest && (all.starts_with(piece) || all.ends_with(piece));
  }

  // One value of all pieces: equal ones once, different ones of different pages joined.
  Field joined(const std::vector<Segment>& pieces, bool is_amount) {
    Field result = *pieces.front().field;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const Field& next = *pieces[i].field;
      if (alike(result.value, next.value)) {
        if (next.value != result.value) {
          const bool better = next.agreed > result.agreed ||
                              (next.agreed == result.agreed && next.confidence > result.confidence);
          const Field& other = better ? result : next;
          const Candidate rival{other.value, 0, other.engine};
          if (better) result = next;
          result.rivals.push_back(rival);
        }
        continue;
      }
      if (is_amount) {  // never divided: one of them is dirt
        const bool next_is_surer = !result.reasons.empty() && next.reasons.empty();
        Field surer = next_is_surer ? next : result;
        const Field& other = next_is_surer ? result : next;
        surer.rivals.push_back({other.value, kDirtCost, other.engine});
        for (const std::string& reason : other.reasons) flag(surer, reason);
        result = std::move(surer);
        continue;
      }
      if (is_cut_short(result.value, next.value)) {
        result = next;
        continue;
      }
      if (is_cut_short(next.value, result.value)) continue;
      result.value += next.value;
      result.printed += next.printed;
      result.value = display_text(result.value);
      result.confidence = std::min(result.confidence, next.confidence);
      result.agreed = result.agreed && next.agreed;
      result.from_layer = result.from_layer && next.from_layer;
      result.rivals.clear();
      result.origins.insert(result.origins.end(), next.origins.begin(), next.origins.end());
      if (result.status == CellStatus::Confirmed && !result.agreed)
        result.status = CellStatus::Read;
      for (const std::string& reason : next.reasons) flag(result, reason);
    }
    return result;
  }

  void fill_groups(int column) {
    int begin = 0;
    const int rows = static_cast<int>(rows_.size());
    while (begin < rows) {
      int end = begin;
      while (end < rows && group_[at_index(end)] == group_[at_index(begin)]) ++end;
      fill_group(column, begin, end);
      begin = end;
    }
  }

  void fill_group(int column, int begin, int end) {
    std::vector<Segment> all = segments(column, begin, end), pieces;
    for (const Segment& segment : all)
      if (!blank(*segment.field)) pieces.push_back(segment);
    if (pieces.empty()) return;
    bool one_a_page = true;
    for (std::size_t i = 1; i < pieces.size(); ++i)
      one_a_page = one_a_page && pieces[i].part != pieces[i - 1].part;
    if (one_a_page) {
      const bool is_amount = schema_.columns[at_index(column)].type == ColumnType::Amount;
      const Field value = joined(pieces, is_amount);
      set(begin, end, column, value, pieces.front().begin);
      return;
    }
    // Several values in one group: each goes down to the next, the first also up.
    const std::vector<Segment> values = pieces;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Field value = *values[i].field;
      const int from = i == 0 ? begin : values[i].begin;
      const int to = i + 1 < values.size() ? values[i + 1].begin : end;
      set(from, to, column, value, values[i].begin);
    }
  }

  // A column above the groups (the unit): blanks take the value above, at the top that below; a
  // name that a page break divides is joined when the unit's name proves it.
  void fill_above(int column) {
    const int rows = static_cast<int>(rows_.size());
    std::vector<Segment> pieces;
    for (const Segment& segment : segments(column, 0, rows))
      if (!blank(*segment.field)) pieces.push_back(segment);
    for (std::size_t i = 0; i < pieces.size();) {
      std::size_t last = i;
      Field value = *pieces[i].field;
      if (i + 1 < pieces.size() && pieces[i + 1].part != pieces[i].part &&
          divided(pieces[i].text(), pieces[i + 1].text())) {
        last = i + 1;
        value = joined({pieces[i], pieces[i + 1]}, /*is_amount=*/false);
      }
      const int from = i == 0 ? 0 : pieces[i].begin;
      const int to = last + 1 < pieces.size() ? pieces[last + 1].begin : rows;
      set(from, to, column, value, pieces[i].begin);
      i = last + 1;
    }
  }

  bool divided(const std::string& a, const std::string& b) const {
    if (unit_name_.empty() || alike(a, b) || alike(a, unit_name_) || alike(b, unit_name_))
      return false;
    return alike(a + b, unit_name_);
  }

  std::vector<Row>& rows_;
  const std::vector<std::vector<CellId>>& cells_;
  const Schema& schema_;
  const std::string& unit_name_;
  std::vector<int> group_;
  int key_ = 0;
  int amount_ = -1;
};

}  // namespace

std::vector<int> fill_down(std::vector<Row>& rows,
                           const std::vector<std::vector<CellId>>& cells,
                           const Schema& schema,
                           const std::string& unit_name) {
  return Filler(rows, cells, schema, unit_name).run();
}

}  // namespace gouji
