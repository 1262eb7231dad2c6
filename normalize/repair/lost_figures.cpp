#include "normalize/repair/lost_figures.h"

#include <algorithm>
#include <map>
#include <set>

#include "normalize/identities/outline.h"

namespace gouji {
namespace {

constexpr double kUsuallyPrinted = 0.5;  // of a column's cells, so that a lost row had one
constexpr double kNearlyAlways = 0.9;    // of a table's rows that print an amount
constexpr int kEnoughRows = 8;

class LostFigures {
 public:
  LostFigures(const NormalizedDocument& document,
              const Figures& figures,
              const std::vector<Identity>& identities)
      : document_(document), figures_(figures), identities_(identities) {
    for (const Figure& figure : figures.all()) amounts_.push_back(figure.amount);
    for (std::size_t t = 0; t < document.tables.size(); ++t) look_at(static_cast<int>(t));
  }

  std::vector<Doubt> run() {
    for (std::size_t i = 0; i < identities_.size(); ++i)
      if (identities_[i].binds() &&
          balance(identities_[i], amounts_).result == IdentityResult::Broken)
        add_demands(static_cast<int>(i));
    for (const auto& [figure, demands] : demands_) judge(figure, demands);
    for (std::size_t t = 0; t < document_.tables.size(); ++t) add_odd_rows(static_cast<int>(t));
    return std::move(doubts_);
  }

 private:
  struct Demand {
    int identity = 0;
    std::int64_t value = 0;
    bool only_lost_row = false;  ///< no other blank of the identity stands in a row without figures
  };

  /// Rows without any figure and columns that usually have one, of tables read from pixels.
  void look_at(int index) {
    const NormalizedTable& table = document_.tables[static_cast<std::size_t>(index)];
    const int rows = static_cast<int>(table.rows.size());
    int printed_rows = 0;
    for (int r = 0; r < rows; ++r) {
      bool any = false, amounts = false;
      for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) {
        const Field& field =
            table.rows[static_cast<std::size_t>(r)].fields[static_cast<std::size_t>(c)];
        if (field.from_layer) digital_.insert(index);
        const int figure = figures_.at(index, r, c);
        if (figure < 0) continue;
        amounts = true;
        if (field.value.empty() && field.status != CellStatus::Flagged) continue;
        any = true;
        ++filled_[{index, c}];
      }
      printed_rows += static_cast<int>(any);
      if (amounts && !any) empty_rows_.insert({index, r});
    }
    usually_filled_[index] = rows >= kEnoughRows && printed_rows >= kNearlyAlways * rows;
  }

  bool lost_row(int figure) const {
    const Figure& place = figures_[figure];
    return empty_rows_.contains({place.table, place.rows.front()});
  }

  bool may_be_lost(int figure) const {
    return amounts_[static_cast<std::size_t>(figure)].blank() &&
           !digital_.contains(figures_[figure].table);
  }

  void add_demands(int index) {
    const Identity& identity = identities_[static_cast<std::size_t>(index)];
    const std::int64_t difference = balance(identity, amounts_).difference;
    int lost_rows = 0;
    for (const Term& term : identity.terms)
      lost_rows += static_cast<int>(may_be_lost(term.figure) && lost_row(term.figure));
    for (const Term& term : identity.terms) {
      const std::int64_t value = -term.sign * difference;
      const std::int64_t unit = figures_.usual_unit(figures_[term.figure].table);
      if (!may_be_lost(term.figure) || value <= 0 || value % unit != 0) continue;
      demands_[term.figure].push_back({index, value, lost_row(term.figure) && lost_rows == 1});
    }
  }

  /// One copy demands it, two identities demand the same, or nothing else can have been lost.
  void judge(int figure, const std::vector<Demand>& demands) {
    for (const Demand& demand : demands) {
      const bool copy = identities_[static_cast<std::size_t>(demand.identity)].copy;
      const auto same = std::count_if(demands.begin(), demands.end(), [&](const Demand& other) {
        return other.value == demand.value;
      });
      if (!copy && same < 2 && !demand.only_lost_row) continue;
      doubts_.push_back({figure,
                         {{demand.value, figures_.usual_unit(figures_[figure].table), true}},
                         {demand.identity}});
      return;
    }
  }

  /// Where nearly all rows print an amount, one with a name and none has lost what such rows print.
  void add_odd_rows(int index) {
    const NormalizedTable& table = document_.tables[static_cast<std::size_t>(index)];
    if (digital_.contains(index) || !usually_filled_[index] || table.column("name") < 0) return;
    for (int r = 0; r < static_cast<int>(table.rows.size()); ++r) {
      if (!empty_rows_.contains({index, r}) || text_at(table, r, "name").empty()) continue;
      for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) {
        const int figure = figures_.at(index, r, c);
        const bool usual =
            filled_[{index, c}] >= kUsuallyPrinted * static_cast<double>(table.rows.size());
        const bool known = std::any_of(doubts_.begin(), doubts_.end(), [&](const Doubt& doubt) {
          return doubt.figure == figure;
        });
        if (figure >= 0 && usual && !known) doubts_.push_back({figure, {}, {}});
      }
    }
  }

  const NormalizedDocument& document_;
  const Figures& figures_;
  const std::vector<Identity>& identities_;
  std::vector<Amount> amounts_;
  std::set<int> digital_;                      // tables
  std::set<std::pair<int, int>> empty_rows_;   // {table, row}
  std::map<std::pair<int, int>, int> filled_;  // {table, column} -> cells with a figure
  std::map<int, bool> usually_filled_;         // table -> nearly all rows print an amount
  std::map<int, std::vector<Demand>> demands_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> lost_figures(const NormalizedDocument& document,
                                const Figures& figures,
                                const std::vector<Identity>& identities) {
  return LostFigures(document, figures, identities).run();
}

}  // namespace gouji
