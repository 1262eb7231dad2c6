#include "normalize/identities/identities_prose.h"

#include <algorithm>
#include <set>

#include "normalize/identities/budget_tables.h"
#include "normalize/identities/prose_projects.h"
#include "normalize/identities/prose_subjects.h"
#include "normalize/identities/prose_text.h"

namespace gouji {
namespace {

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

/// Words of the prose that stand straight before the figure of one cell.
struct Named {
  const char* words;
  int figure;
};

class WithProse {
 public:
  WithProse(const NormalizedDocument& document, const Figures& figures, IdentitySet& out)
      : document_(document),
        t_(document, figures, out),
        look_(t_.look),
        figures_(figures),
        out_(out) {
    general_column_ = look_.total(t_.general, "current_year") >= 0 ? "current_year" : "total";
    items_ = look_.item_lines(t_.general);
    find_totals();
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

  /// Where both sides are the print's own text, they must agree; a reading may be wrong on either.
  IdentityKind kind_of(const std::vector<int>& figures) const {
    return std::all_of(figures.begin(), figures.end(), [&](int figure) { return printed(figure); })
               ? IdentityKind::Hard
               : IdentityKind::Soft;
  }

  bool printed(int index) const {
    const Figure& figure = figures_[index];
    const Field& field = document_.tables[static_cast<std::size_t>(figure.table)]
                             .rows[static_cast<std::size_t>(figure.rows.front())]
                             .fields[static_cast<std::size_t>(figure.column)];
    return field.from_layer || field.engine == "import" || field.status == CellStatus::Corrected;
  }

  void tie(const std::string& id, int figure, const ProseSection& section, std::size_t offset) {
    if (figure < 0) return;
    const auto number = figure_at(section.text, offset);
    if (!number) return;
    if (const auto amount = figures_.parse_prose(number->digits, number->unit))
      out_.add_prose(id, kind_of({figure}), {figure}, *amount, place(section, offset));
  }

  /// Ties the figure behind every mention of the words, past "(类)", "”科目" and "为".
  void tie_words(const char* id,
                 const std::string& words,
                 int figure,
                 const ProseSection& section) {
    if (words.empty() || figure < 0) return;
    for (std::size_t at = section.text.find(words); at != std::string::npos;
         at = section.text.find(words, at + words.size())) {
      if (!begins_phrase(section.text, at, document_)) continue;
      std::size_t behind = at + words.size();
      for (const char* between : {"(类)", "”科目", "为"})
        if (section.text.compare(behind, std::string_view(between).size(), between) == 0)
          behind += std::string_view(between).size();
      tie(id, figure, section, behind);
    }
  }

  /// P1: a class name straight before its amount. The heading says which column is meant.
  void add_classes(const ProseSection& section) {
    const std::string& heading = section.heading;
    if (contains(heading, "结构")) {
      for (const auto& line : look_.class_lines(t_.general))
        tie_words("P1", line.name, look_.at(t_.general, line.row, general_column_), section);
    } else if (contains(heading, "财政拨款收支") ||
               contains(section.text, "财政拨款支出主要内容")) {
      for (const auto& line : look_.class_lines(t_.fiscal))
        tie_words("P1", line.name, look_.at(t_.fiscal, line.row, "total"), section);
    }
  }

  /// P2: the amount of a subject, and what the next sentence says is budgeted this year.
  void add_items(const ProseSection& section) {
    const std::vector<SubjectMention> mentions = subject_mentions(section.text);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const int figure = item_figure(mentions[i]);
      if (figure < 0 || mentions[i].figure == std::string::npos) continue;
      tie("P2", figure, section, mentions[i].figure);
      if (document_.year.empty()) continue;
      const std::string again = document_.year + "年预算安排";
      const std::size_t at = section.text.find(again, mentions[i].figure);
      const std::size_t next =
          i + 1 < mentions.size() ? mentions[i + 1].begin : section.text.size();
      if (at < next) tie("P2:again", figure, section, at + again.size());
    }
  }

  /// The one line of 3 with this code, or with these names; -1 when none or several.
  int item_figure(const SubjectMention& mention) const {
    const auto only = [&](auto fits) {
      std::vector<int> rows;
      for (const auto& line : items_)
        if (fits(line)) rows.push_back(line.row);
      return rows;
    };
    std::vector<int> found = only([&](const auto& line) { return line.code == mention.code; });
    if (found.empty())
      found = only([&](const auto& line) {
        return line.name == mention.item && line.section == mention.section;
      });
    if (found.empty()) found = only([&](const auto& line) { return line.name == mention.item; });
    return found.size() == 1 ? look_.at(t_.general, found.front(), general_column_) : -1;
  }

  /// P4, P6: figures that the prose names in the words of the forms.
  void find_totals() {
    const auto this_year = [&](int table, const char* column, const char* side) {
      const int current = look_.current(table, column, side);
      return current >= 0 ? current : look_.total(table, column, side);
    };
    general_ = {
        {"一般公共预算拨款支出预算", look_.total(t_.general, general_column_)},
        {"一般公共预算财政拨款支出", look_.total(t_.general, general_column_)},
        {"一般公共预算财政拨款基本支出", look_.total(t_.general, "basic")},
        {"政府性基金拨款支出预算", this_year(t_.fiscal, "government_fund_budget", "expenditure")},
        {"国有资本经营预算拨款支出预算",
         this_year(t_.fiscal, "state_capital_budget", "expenditure")},
        {"财政拨款支出预算", this_year(t_.fiscal, "total", "expenditure")},
        {"收入支出总计", look_.total(t_.summary, "amount", "revenue")},
        {"财政拨款收入支出总计", look_.total(t_.fiscal, "total", "revenue")},
        {"收入预算", look_.total(t_.summary, "amount", "revenue")},
        {"支出预算", look_.total(t_.expenditure, "total")},
        {"本年收入合计", look_.current(t_.summary, "amount", "revenue")},
        {"本年支出合计", look_.current(t_.summary, "amount", "expenditure")}};
    if (!look_.has_money(look_.line(t_.fiscal, "revenue", "上年结转", "total")))
      general_.push_back({"财政拨款收入", this_year(t_.fiscal, "total", "revenue")});
    const int accounts = look_.table("final_expenditure");
    spending_ = {{"基本支出", look_.total(t_.expenditure, "basic")},
                 {"项目支出", look_.total(t_.expenditure, "project")},
                 {"基本支出", look_.total(accounts, "basic")},
                 {"项目支出", look_.total(accounts, "project")}};
    basic_ = {{"基本支出", look_.total(t_.basic, "total")},
              {"人员经费", look_.total(t_.basic, "personnel")},
              {"公用经费", look_.total(t_.basic, "public")}};
    if (const int table = look_.table("final_general_budget_basic"); table >= 0)
      for (int r = 0; r < look_.rows(table); ++r)
        for (const char* words : {"人员经费", "公用经费"})
          if (text_at(look_[table], r, "name") == std::string(words) + "合计")
            basic_.push_back({words, look_.at(table, r, "amount")});
    const int public_table = t_.three_public;
    three_public_ = {{"“三公”经费预算数", look_.total(public_table, "total")},
                     {"“三公”经费财政拨款预算数", look_.total(public_table, "total")},
                     {"因公出国(境)费", look_.total(public_table, "overseas")},
                     {"公务用车购置及运行费", look_.total(public_table, "vehicle_total")},
                     {"公务用车购置及运行维护费", look_.total(public_table, "vehicle_total")},
                     {"公务用车购置费", look_.total(public_table, "vehicle_purchase")},
                     {"公务用车运行费", look_.total(public_table, "vehicle_operation")},
                     {"公务接待费", look_.total(public_table, "reception")}};
  }

  void add_named(const ProseSection& section) {
    const std::string& heading = section.heading;
    const auto tie_all = [&](const std::vector<Named>& names) {
      for (const Named& name : names) tie_words("P4", name.words, name.figure, section);
    };
    tie_all(general_);
    if (contains(heading, "基本支出")) {
      tie_all(basic_);
    } else if (contains(heading, "三公")) {
      tie_all(three_public_);
    } else if (contains(heading, "支出预算情况") || contains(heading, "支出决算情况")) {
      if (!contains(heading, "财政拨款")) tie_all(spending_);
    } else if (contains(heading, "收入预算情况")) {
      tie_words("P4", "上年结转", t_.summary_line("上年结转"), section);
    }
    // X15: only usual; 参公 and other units pay more from 公用经费.
    for (const char* words : {"机关运行经费预算", "机关运行经费财政拨款预算", "机关运行经费支出"})
      add_running_costs(words, section);
  }

  void add_running_costs(const std::string& words, const ProseSection& section) {
    int figure = look_.total(t_.basic, "public");
    for (const Named& name : basic_)
      if (figure < 0 && std::string(name.words) == "公用经费") figure = name.figure;
    std::size_t at = section.text.find(words);
    if (at == std::string::npos || figure < 0) return;
    at += words.size();
    if (section.text.compare(at, 3, "为") == 0) at += 3;
    const auto number = figure_at(section.text, at);
    if (!number) return;
    if (const auto amount = figures_.parse_prose(number->digits, number->unit))
      out_.add_prose("X15", IdentityKind::Soft, {figure}, *amount, place(section, at));
  }

  /// P5: what table 6 lists adds up to the kinds of projects that the prose says are public.
  void add_projects(const ProseSection& section) {
    if (const auto all = project_group(section, "绩效目标管理的项目", figures_))
      if (const int total = look_.total(t_.general, "current_year"); total >= 0)
        out_.add_prose("P5", kind_of({total}), {total}, all->amount, place(section, all->offset));
    const auto running = project_group(section, "运转类项目", figures_);
    const auto special = project_group(section, "特定目标类项目", figures_);
    if (t_.targets < 0 || !running || !special) return;
    std::set<int> distinct;
    for (int r = 0; r < look_.rows(t_.targets); ++r)
      if (const int figure = look_.at(t_.targets, r, "budget_amount"); figure >= 0)
        if (!figures_[figure].amount.blank()) distinct.insert(figure);
    const std::vector<int> budgets(distinct.begin(), distinct.end());
    if (static_cast<int>(budgets.size()) != running->count + special->count) return;
    const auto chosen = projects_of_group(budgets, *special, figures_);
    if (!chosen.empty()) {
      std::vector<int> others;
      for (const int figure : budgets)
        if (std::find(chosen.begin(), chosen.end(), figure) == chosen.end())
          others.push_back(figure);
      const IdentityKind kind = says_which_are_public() ? kind_of(others) : IdentityKind::Soft;
      out_.add_prose("P5:projects", kind, others, running->amount, place(section, running->offset));
      return;
    }
    Amount sum = running->amount;
    sum.value += special->amount.value;
    sum.unit = std::min(sum.unit, special->amount.unit);
    out_.add_prose(
        "P5:projects", IdentityKind::Soft, budgets, sum, place(section, running->offset));
  }

  /// "此表公开的为运转类、特定目标类项目绩效目标"
  bool says_which_are_public() const {
    const auto& notes = look_[t_.targets].notes;
    return std::any_of(notes.begin(), notes.end(), [](const std::string& note) {
      return contains(note, "运转类") && contains(note, "特定目标类");
    });
  }

  const NormalizedDocument& document_;
  BudgetTables t_;
  const TableLookup& look_;
  const Figures& figures_;
  IdentitySet& out_;
  std::string general_column_;
  std::vector<TableLookup::ItemLine> items_;
  std::vector<Named> general_, spending_, basic_, three_public_;
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
