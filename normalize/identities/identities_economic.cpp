#include <map>

#include "normalize/identities/identities_across_parts.h"

namespace gouji {
namespace {

constexpr IdentityKind kHard = IdentityKind::Hard;
constexpr IdentityKind kSoft = IdentityKind::Soft;

class Economy {
 public:
  explicit Economy(const BudgetTables& tables) : t_(tables), look_(tables.look) {}

  void add_all() {
    add_summary_columns();
    add_economic();
    add_three_public();
    add_running_costs();
    add_companions();
  }

 private:
  /// X16: where 1 has columns for 人员, 公用 and 项目, their totals are those of 3-1 and 1-2.
  void add_summary_columns() {
    for (const char* column : {"personnel", "public"})
      t_.tie_if_fiscal(
          "X16", {look_.total(t_.summary, column, "expenditure")}, {look_.total(t_.basic, column)});
    t_.copy("X16",
            kHard,
            look_.total(t_.summary, "project", "expenditure"),
            look_.total(t_.expenditure, "project"));
  }

  /// X11: places differ in whether carried-over basic money counts as this year's: only the sum of
  /// both is sure.
  void add_economic() {
    if (t_.economic < 0) return;
    t_.copy("X11",
            t_.fiscal >= 0 ? kHard : kSoft,
            look_.current(t_.fiscal, "total", "expenditure"),
            look_.total(t_.economic, "total"));
    t_.copy("X11",
            kSoft,
            look_.total(t_.economic, "current_general_total"),
            look_.total(t_.general, "current_year"));
    t_.copy("X11",
            kSoft,
            look_.total(t_.economic, "carryover_general_total"),
            look_.total(t_.general, "carryover"));
    if (t_.general >= 0)
      t_.out.add("X11",
                 t_.fiscal >= 0 ? kHard : kSoft,
                 {look_.total(t_.general, "total")},
                 {look_.total(t_.economic, "current_general_total"),
                  look_.total(t_.economic, "carryover_general_total")});
    add_economic_lines();
  }

  /// 3-1 with or without what is carried over: places differ, so the 合计 decides.
  void add_economic_lines() {
    const int basic_total = look_.total(t_.basic, "total");
    if (basic_total < 0) return;
    const std::int64_t now = t_.value(look_.total(t_.economic, "current_general_basic"));
    const std::int64_t before = t_.value(look_.total(t_.economic, "carryover_general_basic"));
    const std::int64_t whole = t_.value(basic_total);
    const bool settled = before == 0 || now + before == whole || now == whole;
    const bool add_before = before != 0 && now != whole;
    const auto add = [&](const std::string& id, int row, int right) {
      std::vector<int> left = {look_.at(t_.economic, row, "current_general_basic")};
      if (add_before) left.push_back(look_.at(t_.economic, row, "carryover_general_basic"));
      if (right >= 0) t_.out.add(id, settled ? kHard : kSoft, left, {right});
    };
    std::map<std::string, std::vector<int>> ours, theirs;
    constexpr std::size_t kSectionDigits = 5;
    for (int r = 0; r < look_.rows(t_.economic); ++r) {
      const NormalizedTable& table = look_[t_.economic];
      if (text_at(table, r, "row_type") == "total") add("X11:basic", r, basic_total);
      if (const std::string code =
              text_at(table, r, "class_code") + text_at(table, r, "section_code");
          code.size() == kSectionDigits)
        ours[code].push_back(r);
    }
    for (int r = 0; r < look_.rows(t_.basic); ++r)
      if (const std::string code = row_code(look_[t_.basic], r); code.size() == kSectionDigits)
        theirs[code].push_back(r);
    for (const auto& [code, rows] : ours)
      if (rows.size() == 1 && theirs.contains(code) && theirs[code].size() == 1)
        add("X11:" + code, rows.front(), look_.at(t_.basic, theirs[code].front(), "total"));
  }

  /// X14: 三公 also counts project money, so these are only usual.
  void add_three_public() {
    for (const auto& [column, code] : {std::pair{"reception", "30217"},
                                       std::pair{"overseas", "30212"},
                                       std::pair{"vehicle_operation", "30231"},
                                       std::pair{"vehicle_purchase", "31013"}})
      t_.copy("X14", kSoft, look_.total(t_.three_public, column), line_of(t_.basic, code));
  }

  /// X15: 机关运行经费 beside 三公 is usually all of 公用经费.
  void add_running_costs() {
    if (t_.three_public < 0) return;
    for (const std::string& column : look_[t_.three_public].columns)
      if (column.find("机关运行经费") != std::string::npos)
        t_.copy(
            "X15", kSoft, look_.total(t_.three_public, column), look_.total(t_.basic, "public"));
  }

  /// The total of the one line with this economic code.
  int line_of(int table, const std::string& code) const {
    int found = -1;
    for (int r = 0; table >= 0 && r < look_.rows(table); ++r)
      if (row_code(look_[table], r) == code) {
        if (found >= 0) return -1;
        found = look_.at(table, r, "total");
      }
    return found;
  }

  /// X18: what a function pays for is one line of the economy: housing fund, pensions, health.
  void add_companions() {
    const int table = t_.expenditure >= 0 ? t_.expenditure : t_.general;
    const char* column = t_.expenditure >= 0 ? "basic" : "total";
    const auto items = look_.rows_by_code(table);
    const auto add = [&](std::initializer_list<const char*> functions,
                         std::initializer_list<const char*> codes) {
      std::vector<int> left, right;
      for (const char* code : functions)
        if (items.contains(code))
          for (const int row : items.at(code)) left.push_back(look_.at(table, row, column));
      for (const char* code : codes)
        if (const int figure = line_of(t_.basic, code); figure >= 0) right.push_back(figure);
      if (!left.empty() && !right.empty())
        t_.out.add(std::string("X18:") + *codes.begin(), kSoft, left, right);
    };
    add({"2210201"}, {"30113"});
    add({"2080505"}, {"30108"});
    add({"2080506"}, {"30109"});
    add({"2101101", "2101102", "2101103"}, {"30110", "30111"});
  }

  const BudgetTables& t_;
  const TableLookup& look_;
};

}  // namespace

void add_economic_identities(const BudgetTables& tables) {
  Economy(tables).add_all();
}

}  // namespace gouji
