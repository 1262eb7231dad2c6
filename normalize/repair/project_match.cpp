#include "normalize/repair/project_match.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "normalize/identities/outline.h"
#include "normalize/repair/confusion.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/text_distance.h"

namespace gouji {
namespace {

struct Project {
  int first = 0, end = 0;  // rows
  std::string name, amount;
  int line = -1;  // of 3-2
};

struct Line {
  int row = 0;
  std::string name, amount;
  bool doubtful = false;  // its name is flagged: it may be shown, not copied
  bool taken = false;
};

NormalizedTable* table_of(NormalizedDocument& document, const std::string& schema) {
  NormalizedTable* found = nullptr;
  for (NormalizedTable& table : document.tables)
    if (table.schema == schema) {
      if (found != nullptr) return nullptr;
      found = &table;
    }
  return found;
}

class Matcher {
 public:
  Matcher(NormalizedTable& targets, NormalizedTable& projects)
      : targets_(targets), line_table_(projects) {
    name_ = targets.column("project_name");
    amount_ = targets.column("budget_amount");
    for (int r = 0; r < static_cast<int>(targets.rows.size()); ++r) {
      const Field& name = field(r, name_);
      const Field& amount = field(r, amount_);
      const bool same = !projects_.empty() && projects_.back().name == name.value &&
                        projects_.back().amount == amount.value && (name.inherited || r > 0);
      if (same)
        projects_.back().end = r + 1;
      else
        projects_.push_back({r, r + 1, name.value, amount.value, -1});
    }
    for (int r = 0; r < static_cast<int>(projects.rows.size()); ++r)
      if (text_at(projects, r, "row_type") == "item" && !text_at(projects, r, "name").empty())
        lines_.push_back({r,
                          text_at(projects, r, "name"),
                          text_at(projects, r, "amount"),
                          is_doubtful(projects, r),
                          false});
  }

  void run() {
    match_names();
    match_similar();
    match_unique_amounts();
    match_between_neighbours();
  }

 private:
  Field& field(int row, int column) {
    return targets_.rows[static_cast<std::size_t>(row)].fields[static_cast<std::size_t>(column)];
  }

  static bool is_doubtful(const NormalizedTable& table, int row) {
    return table.rows[static_cast<std::size_t>(row)]
               .fields[static_cast<std::size_t>(table.column("name"))]
               .status == CellStatus::Flagged;
  }

  void take(Project& project, std::size_t line) {
    project.line = static_cast<int>(line);
    lines_[line].taken = true;
  }

  /// The same name; of two lines with it the one of the same amount.
  void match_names() {
    for (const bool same_amount : {true, false})
      for (Project& project : projects_)
        for (std::size_t i = 0; i < lines_.size() && project.line < 0; ++i)
          if (!lines_[i].taken && glyph_distance(lines_[i].name, project.name) == 0 &&
              (!same_amount || lines_[i].amount == project.amount)) {
            take(project, i);
            settle_name(project, lines_[i]);
          }
  }

  /// One name read in two tables: both were read right. Where only brackets or spaces differ, the
  /// surer reading is taken.
  void settle_name(const Project& project, const Line& line) {
    Field& there = line_table_.rows[static_cast<std::size_t>(line.row)]
                       .fields[static_cast<std::size_t>(line_table_.column("name"))];
    for (int r = project.first; r < project.end; ++r) {
      Field& here = field(r, name_);
      if (here.value == there.value) {
        confirm_field(here);
        confirm_field(there);
      } else if (unsure(here) && there.status != CellStatus::Flagged) {
        repair_field(here, there.value, "project_name", "X12 same letters");
      } else if (unsure(there) && here.status != CellStatus::Flagged) {
        repair_field(there, here.value, "project_name", "X12 same letters");
      }
    }
  }

  /// The same amount and a name that is nearly the same.
  void match_similar() {
    constexpr double kShare = 0.5;  // of the longer name may differ
    for (Project& project : projects_) {
      if (project.line >= 0 || project.amount.empty()) continue;
      double best = 1e9, next = 1e9;
      std::size_t nearest = 0;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].taken || lines_[i].amount != project.amount) continue;
        const double distance =
            glyph_distance(lines_[i].name, project.name) /
            std::max(1, std::max(text_length(lines_[i].name), text_length(project.name)));
        if (distance < best)
          next = best, best = distance, nearest = i;
        else
          next = std::min(next, distance);
      }
      constexpr double kAhead = 0.15;
      if (best <= kShare && next >= best + kAhead) {
        take(project, nearest);
        rename(project, lines_[nearest], "X12 amount and likeness");
      }
    }
  }

  /// An amount that only one free line and only one free project have.
  void match_unique_amounts() {
    for (Project& project : projects_) {
      if (project.line >= 0 || project.amount.empty()) continue;
      std::vector<std::size_t> found;
      for (std::size_t i = 0; i < lines_.size(); ++i)
        if (!lines_[i].taken && lines_[i].amount == project.amount) found.push_back(i);
      const auto rivals = std::count_if(projects_.begin(), projects_.end(), [&](const Project& p) {
        return p.line < 0 && p.amount == project.amount;
      });
      const auto printed = std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) {
        return line.amount == project.amount;
      });
      if (found.size() != 1 || rivals != 1) continue;
      take(project, found.front());
      if (printed == 1)
        rename(project, lines_[found.front()], "X12 amount");
      else if (!clearly_read(field(project.first, name_)))
        suggest(project, lines_[found.front()]);
    }
  }

  /// Between two matched neighbours, the one line that is left: its amount lost or changed a digit.
  void match_between_neighbours() {
    constexpr double kOneEdit = 3.6;
    for (std::size_t p = 1; p + 1 < projects_.size(); ++p) {
      Project& project = projects_[p];
      const int before = projects_[p - 1].line, after = projects_[p + 1].line;
      if (project.line >= 0 || before < 0 || after != before + 2) continue;
      const Line& line = lines_[static_cast<std::size_t>(before) + 1];
      if (line.taken || line.amount.empty() || project.amount.empty()) continue;
      if (confusion_cost(project.amount, line.amount) > kOneEdit) continue;
      if (clearly_read(field(project.first, amount_))) continue;
      take(project, static_cast<std::size_t>(before) + 1);
      for (int r = project.first; r < project.end; ++r)
        repair_field(field(r, amount_), line.amount, "project_order", "X12 order and one edit");
      if (!clearly_read(field(project.first, name_))) suggest(project, line);
    }
  }

  void rename(Project& project, const Line& line, const std::string& evidence) {
    if (clearly_read(field(project.first, name_))) return;
    if (line.doubtful) return suggest(project, line);
    for (int r = project.first; r < project.end; ++r)
      repair_field(field(r, name_), line.name, "project_name", evidence);
  }

  void suggest(const Project& project, const Line& line) {
    for (int r = project.first; r < project.end; ++r)
      flag_field(field(r, name_), "project_name", line.name);
  }

  NormalizedTable& targets_;
  NormalizedTable& line_table_;
  int name_ = -1, amount_ = -1;
  std::vector<Project> projects_;
  std::vector<Line> lines_;
};

}  // namespace

void match_projects(NormalizedDocument& document) {
  NormalizedTable* targets = table_of(document, "project_performance_targets");
  NormalizedTable* projects = table_of(document, "general_budget_project_expenditure");
  if (targets == nullptr || projects == nullptr) return;
  if (targets->column("project_name") < 0 || targets->column("budget_amount") < 0) return;
  Matcher(*targets, *projects).run();
}

}  // namespace gouji
