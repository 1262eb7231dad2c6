#include "normalize/reconcile.h"

#include <algorithm>
#include <functional>
#include <set>

#include "normalize/identities/identities_across.h"
#include "normalize/identities/identities_prose.h"
#include "normalize/identities/identities_within.h"
#include "normalize/identities/prose_percentages.h"
#include "normalize/identities/structural_checks.h"
#include "normalize/repair/confirmation.h"
#include "normalize/repair/confusion.h"
#include "normalize/repair/field_change.h"
#include "normalize/repair/hidden_blanks.h"
#include "normalize/repair/lost_figures.h"
#include "normalize/repair/repairer.h"
#include "normalize/repair/text_repair.h"
#include "normalize/rows/field_builder.h"

namespace gouji {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

/// Doubts that a proof from the document itself may clear.
bool clearable(const Field& field) {
  static const std::set<std::string> kDoubts = {"low_confidence", "grammar", "decimals", "seal"};
  return std::all_of(field.reasons.begin(), field.reasons.end(), [](const std::string& reason) {
    return kDoubts.contains(reason);
  });
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(text);
}

class Reconciler {
 public:
  Reconciler(NormalizedDocument& document,
             const std::vector<Schema>& schemas,
             const Lexicons& lexicons,
             const NormalizeOptions& options,
             std::set<const Field*>& settled)
      : document_(document),
        schemas_(schemas),
        settled_(settled),
        solver_(options.solver),
        figures_(document),
        identities_(figures_) {
    solver_.confusions = lexicons.confusions;
    add_identities_within(document, schemas, figures_, identities_);
    add_identities_across(document, figures_, identities_, lexicons.class_codes());
    add_identities_with_prose(document, figures_, identities_);
    settle_final_cells();
    collect_readings();
  }

  void repair() {
    const RepairPlan plan = plan_repairs(figures_, readings_, identities_.all(), solver_);
    for (const Repair& repair : plan.repairs) apply(repair);
    for (const Repair& finding : plan.findings)
      flag(finding.change.figure, {finding.change.amount}, finding.because);
    for (const Doubt& doubt : plan.doubts) flag(doubt.figure, doubt.candidates, doubt.because);
    for (const Doubt& lost : lost_figures(document_, figures_, identities_.all())) {
      if (lost.because.empty())
        each_field(lost.figure, [](Field& field) { flag_field(field, "empty", ""); });
      else
        flag(lost.figure, lost.candidates, lost.because);
    }
    doubt_prose_sums();
    flag_prose_contradictions();
    const Diagnostic limit{
        Severity::Warning, 0, "the search for repairs ended at its limit of steps"};
    std::vector<Diagnostic>& said = document_.diagnostics;
    if (plan.bounded && std::find(said.begin(), said.end(), limit) == said.end())
      said.push_back(limit);
  }

  /// Nothing under a seal where the sums leave room for nothing.
  void clear_hidden_blanks() {
    std::vector<int> hidden;
    for (std::size_t f = 0; f < figures_.all().size(); ++f) {
      const Field& field = field_of(static_cast<int>(f));
      if (field.value.empty() && field.status == CellStatus::Flagged &&
          field.reasons == std::vector<std::string>{"seal"})
        hidden.push_back(static_cast<int>(f));
    }
    for (const int figure : proven_blanks(hidden, figures_, identities_.all())) {
      figures_.set(figure, {});
      each_field(figure, [](Field& field) {
        field.status = CellStatus::Read;
        field.reasons.clear();
      });
    }
  }

  void confirm() {
    std::vector<int> confirming =
        confirming_identities(figures_, readings_, identities_.all(), solver_);
    for (int& identity : confirming)
      if (identity >= 0 && points_all_in_doubt(identities_.all()[at(identity)])) identity = -1;
    for (std::size_t f = 0; f < confirming.size(); ++f) {
      const Figure& figure = figures_.all()[f];
      each_field(static_cast<int>(f), [&](Field& field) {
        const bool open = field.status == CellStatus::Read ||
                          (field.status == CellStatus::Flagged && clearable(field));
        if (!open || field.value.empty()) return;
        if (confirming[f] >= 0) {
          field.status = CellStatus::Confirmed;
          field.reasons.clear();
        } else if (figure.fixed && field.agreed && field.status == CellStatus::Read) {
          field.status = CellStatus::Confirmed;
        }
      });
    }
  }

  std::vector<Check> checks() const {
    std::vector<Amount> amounts;
    for (const Figure& figure : figures_.all()) amounts.push_back(figure.amount);
    std::vector<Check> checks;
    for (const Identity& identity : identities_.all())
      checks.push_back(to_check(identity, balance(identity, amounts), document_, figures_));
    const std::vector<Check> structure = structural_checks(document_, schemas_);
    checks.insert(checks.end(), structure.begin(), structure.end());
    const std::vector<Check> percentages = percentage_checks(document_);
    checks.insert(checks.end(), percentages.begin(), percentages.end());
    return checks;
  }

 private:
  void each_field(int figure, const std::function<void(Field&)>& change) {
    const Figure& place = figures_[figure];
    for (const int row : place.rows)
      change(document_.tables[at(place.table)].rows[at(row)].fields[at(place.column)]);
  }

  /// 134 = 134 + 0 where 1.34 is printed: a sum does not see a point that all of its figures lost.
  bool points_all_in_doubt(const Identity& identity) const {
    if (identity.terms.size() < 2) return false;  // a constant of the prose has its point
    return std::all_of(identity.terms.begin(), identity.terms.end(), [this](const Term& term) {
      const Field& field = field_of(term.figure);
      return figures_[term.figure].amount.value == 0 || has_reason(field, "decimals");
    });
  }

  const Field& field_of(int figure) const {
    const Figure& place = figures_[figure];
    return document_.tables[at(place.table)].rows[at(place.rows.front())].fields[at(place.column)];
  }

  /// What was settled before is not opened again, flagged since or not.
  void settle_final_cells() {
    for (std::size_t f = 0; f < figures_.all().size(); ++f) {
      const int figure = static_cast<int>(f);
      const Field& field = field_of(figure);
      if (field.status == CellStatus::Repaired || field.status == CellStatus::Corrected ||
          field.status == CellStatus::Confirmed)
        settled_.insert(&field);
      // An empty cell is no reading that anyone may change, unless a reader saw something there.
      const bool blank = figures_[figure].amount.blank() && field.rivals.empty();
      if (blank || settled_.contains(&field)) figures_.set_fixed(figure, /*fixed=*/true);
    }
  }

  void collect_readings() {
    readings_.resize(figures_.all().size());
    for (std::size_t f = 0; f < readings_.size(); ++f) {
      const int figure = static_cast<int>(f);
      const Field& field = field_of(figure);
      readings_[f].texts.push_back(field.value);
      for (const Candidate& rival : field.rivals) {
        add_once(readings_[f].texts, rival.value);
        if (const auto amount = figures_.parse(figure, rival.value))
          readings_[f].rivals.emplace_back(*amount, rival.cost);
      }
    }
  }

  /// A sum that the prose gives and the performance table misses: figures that nothing vouches for
  /// and that one misread digit would mend are shown to a person. None is chosen.
  void doubt_prose_sums() {
    std::vector<Amount> amounts;
    for (const Figure& figure : figures_.all()) amounts.push_back(figure.amount);
    std::set<int> vouched;
    for (const Identity& identity : identities_.all())
      if (identity.terms.size() == 2 && balance(identity, amounts).result == IdentityResult::Exact)
        for (const Term& term : identity.terms) vouched.insert(term.figure);
    for (std::size_t i = 0; i < identities_.all().size(); ++i) {
      const Identity& identity = identities_.all()[i];
      const Balance now = balance(identity, amounts);
      if (identity.id != "P5:projects" || now.result != IdentityResult::Broken) continue;
      for (const Term& term : identity.terms) {
        if (figures_[term.figure].fixed || vouched.contains(term.figure)) continue;
        Amount implied = amounts[at(term.figure)];
        implied.value -= term.sign * now.difference;
        if (implied.unit == 0 || implied.value <= 0 || implied.value % implied.unit != 0) continue;
        if (confusion_cost(figures_.print(term.figure, amounts[at(term.figure)]),
                           figures_.print(term.figure, implied),
                           solver_.confusions) <= solver_.confirm_edits)
          flag(term.figure, {implied}, {static_cast<int>(i)});
      }
    }
  }

  /// The print says one thing in a table and another in its prose.
  void flag_prose_contradictions() {
    std::vector<Amount> amounts;
    for (const Figure& figure : figures_.all()) amounts.push_back(figure.amount);
    for (std::size_t i = 0; i < identities_.all().size(); ++i) {
      const Identity& identity = identities_.all()[i];
      if (identity.kind != IdentityKind::Hard || identity.binds() || identity.terms.size() != 1)
        continue;
      if (balance(identity, amounts).result == IdentityResult::Broken)
        flag(identity.terms.front().figure, {identity.constant}, {static_cast<int>(i)});
    }
  }

  std::string evidence(const std::vector<int>& because) const {
    std::set<std::string> names;
    for (const int identity : because) names.insert(identities_.all()[at(identity)].id);
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  }

  void apply(const Repair& repair) {
    const int figure = repair.change.figure;
    Amount amount = repair.change.amount;
    const std::int64_t usual = figures_.usual_unit(figures_[figure].table);
    if (amount.unit > usual) amount.unit = usual;  // a reader lost the last zeros
    const std::string text = figures_.print(figure, amount);
    figures_.set(figure, amount);
    figures_.set_fixed(figure, /*fixed=*/true);
    each_field(figure, [&](Field& field) {
      const std::string before = field.value;
      add_once(field.suggestions,
               "was " + (before.empty() ? std::string("empty") : before) + "; " +
                   evidence(repair.because));
      std::erase_if(field.rivals, [&](const Candidate& rival) { return rival.value == text; });
      if (!before.empty()) field.rivals.push_back({before, 0, field.engine});
      field.value = text;
      field.status = CellStatus::Repaired;
      field.reasons = {"identity"};
      add_once(field.reasons,
               repair.change.kind == ChangeKind::Rival   ? "rival_reading"
               : repair.change.kind == ChangeKind::Shift ? "column_shift"
                                                         : "confusion");
    });
  }

  void flag(int figure, const std::vector<Amount>& candidates, const std::vector<int>& because) {
    each_field(figure, [&](Field& field) {
      if (field.status == CellStatus::Corrected || field.status == CellStatus::Repaired) return;
      field.status = CellStatus::Flagged;
      add_once(field.reasons, "identity");
      for (const Amount& candidate : candidates)
        add_once(field.suggestions,
                 figures_.print(figure, candidate) + " (" + evidence(because) + ")");
    });
  }

  NormalizedDocument& document_;
  const std::vector<Schema>& schemas_;
  std::set<const Field*>& settled_;
  ReconcileOptions solver_;
  Figures figures_;
  IdentitySet identities_;
  std::vector<FigureReadings> readings_;
};

}  // namespace

std::vector<Check> reconcile(NormalizedDocument& document,
                             const std::vector<Schema>& schemas,
                             const Lexicons& lexicons,
                             const NormalizeOptions& options) {
  // What one round settles may be what the next one needs; nearly always the second finds nothing.
  constexpr int kMostRounds = 8;
  std::set<const Field*> settled;  // in any round; fields stay where they are
  for (int round = 0; options.reconcile && round < kMostRounds; ++round) {
    const std::vector<NormalizedTable> before = document.tables;
    repair_text(document, lexicons);
    Reconciler reconciler(document, schemas, lexicons, options, settled);
    reconciler.clear_hidden_blanks();
    reconciler.repair();
    reconciler.confirm();
    if (document.tables == before) return reconciler.checks();
  }
  return Reconciler(document, schemas, lexicons, options, settled).checks();
}

}  // namespace gouji
