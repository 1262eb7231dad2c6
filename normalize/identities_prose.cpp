#include "normalize/identities_prose.h"

#include <algorithm>
#include <optional>
#include <set>

#include "normalize/prose_text.h"
#include "normalize/table_lookup.h"

namespace gouji {
namespace {

constexpr IdentityKind kSoft = IdentityKind::Soft;

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

class WithProse {
 public:
  WithProse(const NormalizedDocument& document, const Figures& figures, IdentitySet& out)
      : look_(document, figures), figures_(figures), out_(out) {
    summary_ = look_.table("revenue_expenditure_summary");
    fiscal_ = look_.table("fiscal_appropriation_summary");
    expenditure_ = look_.table("expenditure_summary");
    general_ = look_.table("general_budget_expenditure");
    basic_ = look_.table("general_budget_basic_expenditure");
    three_public_ = look_.table("general_budget_three_public");
    targets_ = look_.table("project_performance_targets");
  }

  void add(const ProseSection& section) {
    add_items(section);
    add_classes(section);
    add_named(section);
    add_projects(section);
  }

 private:
  std::string place(const ProseSection& section, std::size_t offset) const {
    return "prose:p" + std::to_string(section.page_at(offset));
  }

  void tie(const char* id, int figure, const ProseSection& section, std::size_t offset) {
    if (figure < 0) return;
    const auto printed = figure_at(section.text, offset);
    if (!printed) return;
    if (const auto amount = figures_.parse_prose(printed->digits, printed->unit))
      out_.add_prose(id, kSoft, {figure}, *amount, place(section, offset));
  }

  /// P1: a class name straight before its amount. The heading says which column is meant.
  void add_classes(const ProseSection& section) {
    const bool current = contains(section.heading, "当年");
    const bool structure = contains(section.heading, "结构");
    if (current && structure) {
      for (const auto& line : look_.class_lines(general_))
        tie_name("P1", line.name, look_.at(general_, line.row, "current_year"), section);
    } else if (contains(section.heading, "财政拨款收支")) {
      for (const auto& line : look_.class_lines(fiscal_))
        tie_name("P1", line.name, look_.at(fiscal_, line.row, "total"), section);
    }
  }

  void tie_name(const char* id, const std::string& name, int figure, const ProseSection& section) {
    if (name.empty()) return;
    for (std::size_t at = section.text.find(name); at != std::string::npos;
         at = section.text.find(name, at + name.size()))
      tie(id, figure, section, at + name.size());
  }

  /// P2: 教育支出(类)普通教育(款)小学教育(项)2023年预算数为2000万元.
  void add_items(const ProseSection& section) {
    static const std::string kItem = "(项)", kSection = "(款)", kFigure = "预算数为";
    for (std::size_t at = section.text.find(kItem); at != std::string::npos;
         at = section.text.find(kItem, at + kItem.size())) {
      const std::size_t from = section.text.rfind(kSection, at);
      const std::size_t figure = section.text.find(kFigure, at);
      constexpr std::size_t kNear = 24;  // bytes: ":2023年" at most
      if (from == std::string::npos || figure == std::string::npos ||
          figure > at + kItem.size() + kNear)
        continue;
      const std::string name =
          section.text.substr(from + kSection.size(), at - from - kSection.size());
      tie("P2", item_figure(name), section, figure + kFigure.size());
    }
  }

  /// The one line of 3 with this name, -1 when none or several.
  int item_figure(const std::string& name) const {
    if (general_ < 0) return -1;
    int found = -1;
    for (const auto& [code, rows] : look_.rows_by_code(general_))
      for (const int row : rows)
        if (text_at(look_[general_], row, "name") == name) {
          if (found >= 0) return -1;
          found = row;
        }
    return look_.at(general_, found, "current_year");
  }

  /// P4: figures named in the sections on basic expenditure, 三公 and the sums of the budget.
  void add_named(const ProseSection& section) {
    const std::string& heading = section.heading;
    if (contains(heading, "基本支出情况")) {
      tie_name("P4", "基本支出", look_.total(basic_, "total"), section);
      tie_name("P4", "人员经费", look_.total(basic_, "personnel"), section);
      tie_name("P4", "公用经费", look_.total(basic_, "public"), section);
    } else if (contains(heading, "三公")) {
      tie_name("P4", "公务接待费", look_.total(three_public_, "reception"), section);
      tie_name("P4", "运行维护费", look_.total(three_public_, "vehicle_total"), section);
      tie_name("P4", "财政拨款预算数", look_.total(three_public_, "total"), section);
    } else if (contains(heading, "支出预算情况")) {
      tie_name("P4", "支出预算", look_.total(expenditure_, "total"), section);
      tie_name("P4", "基本支出", look_.total(expenditure_, "basic"), section);
      tie_name("P4", "项目支出", look_.total(expenditure_, "project"), section);
    } else if (contains(heading, "收入预算情况")) {
      tie_name("P4", "收入预算", look_.total(summary_, "amount", "revenue"), section);
      tie_name("P4", "上年结转", look_.line(summary_, "revenue", "上年结转", "amount"), section);
    }
  }

  struct ProjectGroup {
    int count = 0;
    Amount amount;
    std::size_t offset = 0;
  };

  /// "运转类项目10个,涉及预算153.49万元"
  std::optional<ProjectGroup> project_group(const ProseSection& section,
                                            const std::string& name) const {
    static const std::string kBudget = ",涉及预算", kCounter = "个";
    const std::size_t at = section.text.find(name);
    if (at == std::string::npos) return std::nullopt;
    const auto count = count_at(section.text, at + name.size());
    const std::size_t budget = section.text.find(kBudget, at);
    constexpr std::size_t kNear = 12;
    if (!count || budget == std::string::npos || budget > at + name.size() + kNear)
      return std::nullopt;
    const auto figure = figure_at(section.text, budget + kBudget.size());
    if (!figure) return std::nullopt;
    const auto amount = figures_.parse_prose(figure->digits, figure->unit);
    if (!amount) return std::nullopt;
    return ProjectGroup{*count, *amount, at};
  }

  /// P5: what table 6 lists adds up to the kinds of projects that the prose says are public.
  void add_projects(const ProseSection& section) {
    if (const auto all = project_group(section, "绩效目标管理的项目"))
      if (const int total = look_.total(general_, "current_year"); total >= 0)
        out_.add_prose("P5", kSoft, {total}, all->amount, place(section, all->offset));
    const auto running = project_group(section, "运转类项目");
    const auto special = project_group(section, "特定目标类项目");
    if (targets_ < 0 || !running || !special) return;
    std::set<int> budgets;
    for (int r = 0; r < look_.rows(targets_); ++r)
      if (const int figure = look_.at(targets_, r, "budget_amount"); figure >= 0)
        if (!figures_[figure].amount.blank()) budgets.insert(figure);
    if (static_cast<int>(budgets.size()) != running->count + special->count) return;
    Amount sum = running->amount;
    sum.value += special->amount.value;
    sum.unit = std::min(sum.unit, special->amount.unit);
    out_.add_prose("P5:projects",
                   kSoft,
                   {budgets.begin(), budgets.end()},
                   sum,
                   place(section, running->offset));
  }

  TableLookup look_;
  const Figures& figures_;
  IdentitySet& out_;
  int summary_, fiscal_, expenditure_, general_, basic_, three_public_, targets_;
};

}  // namespace

void add_identities_with_prose(const NormalizedDocument& document,
                               const Figures& figures,
                               IdentitySet& identities) {
  if (document.tables.empty() || document.prose.empty()) return;
  WithProse with_prose(document, figures, identities);
  for (const ProseSection& section : prose_sections(document)) with_prose.add(section);
}

}  // namespace gouji
