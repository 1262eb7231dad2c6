// Errors put into right documents, and what reconciliation makes of them: the share repaired,
// flagged and missed, with Wilson intervals. Reproducible: every document has its own seed.
//
// gouji_injection_bench [--documents N] [--seed S] FOLDER... (each FOLDER holds truth CSV files)

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "normalize/identities/identities_across.h"
#include "normalize/identities/identities_within.h"
#include "normalize/reconcile.h"
#include "normalize/repair/confusion.h"
#include "normalize/repair/lexicons.h"
#include "tests/support/truth_document.h"

namespace {

using namespace gouji;  // NOLINT(google-build-using-namespace): a program of its own

constexpr double kTruthAmongRivals = 0.8;
constexpr double kPublisherShare = 0.25;  // of the injected errors
constexpr double kUnsureShare = 0.05;     // right figures on which the readers disagree
constexpr double kConfusionLimit = 7.5;   // nats: likelier errors are drawn more often
constexpr int kMostErrors = 8;

struct Place {
  int table, row, column;
};

struct Injected {
  int figure = 0;
  bool publisher = false, truth_among_rivals = false;
  std::string truth;
  int cover = 0;
};

struct Tally {
  long errors = 0, repaired = 0, wrong = 0, flagged = 0, missed = 0;
};

struct Share {
  double low, value, high;
};

Share wilson(long hits, long all) {
  if (all == 0) return {0, 0, 1};
  constexpr double kZ = 1.96;
  const double n = static_cast<double>(all), p = static_cast<double>(hits) / n;
  const double centre = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / (1 + kZ * kZ / n);
  return {std::max(0.0, centre - half), p, std::min(1.0, centre + half)};
}

void print_share(const char* name, long hits, long all) {
  const Share share = wilson(hits, all);
  std::printf("  %-22s %7ld of %7ld  %8.4f %%  [%.4f, %.4f]\n",
              name,
              hits,
              all,
              share.value * 100,
              share.low * 100,
              share.high * 100);
}

class Bench {
 public:
  Bench(std::vector<NormalizedDocument> documents, const ConfusionModel& confusions)
      : documents_(std::move(documents)) {
    lexicons_.confusions = confusions;
  }

  void run(int count, std::uint32_t seed) {
    for (int i = 0; i < count; ++i) one(seed + static_cast<std::uint32_t>(i));
    std::printf("%d documents, seeds from %u\n", count, seed);
    for (auto& [name, tally] : tallies_) {
      std::printf("%s\n", name.c_str());
      print_share("repaired", tally.repaired, tally.errors);
      print_share("repaired wrongly", tally.wrong, tally.errors);
      print_share("flagged", tally.flagged, tally.errors);
      print_share("repaired or flagged", tally.repaired + tally.flagged, tally.errors);
      print_share("missed", tally.missed, tally.errors);
    }
    std::printf("right figures\n");
    print_share("changed", right_changed_, right_);
    print_share("flagged", right_flagged_, right_);
    print_share("unsure ones confirmed", unsure_confirmed_, unsure_);
    std::printf("time %.2f ms a document, slowest %.1f ms\n", milliseconds_ / count, slowest_);
  }

  int clean() {
    int findings = 0;
    for (NormalizedDocument document : documents_) {
      const auto checks = reconcile(document, row_sum_schemas(), lexicons_, {});
      for (const Check& check : checks)
        if (check.kind == "hard" && (check.holds == "broken" || check.holds == "tail_copy")) {
          ++findings;
          std::printf("%s: %s %s %s\n",
                      document.name.c_str(),
                      check.identity.c_str(),
                      check.left.c_str(),
                      check.right.c_str());
        }
      for (const auto& table : document.tables)
        for (const auto& row : table.rows)
          for (const auto& field : row.fields)
            findings += static_cast<int>(field.status == CellStatus::Flagged ||
                                         field.status == CellStatus::Repaired);
    }
    std::printf("clean documents: %zu, findings and flags: %d\n", documents_.size(), findings);
    return findings;
  }

 private:
  void one(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const auto chance = [&](double p) {
      return static_cast<double>(random() % 1000000) < p * 1000000;
    };
    NormalizedDocument document = documents_[below(documents_.size())];
    const Figures truth(document);
    std::vector<Amount> amounts;
    std::vector<int> printed;
    for (std::size_t f = 0; f < truth.all().size(); ++f) {
      amounts.push_back(truth.all()[f].amount);
      if (!amounts.back().blank()) printed.push_back(static_cast<int>(f));
    }
    IdentitySet identities(truth);
    add_identities_within(document, schemas_, truth, identities);
    add_identities_across(document, truth, identities);

    std::vector<bool> unsure(amounts.size(), false);
    for (const int figure : printed)
      if (chance(kUnsureShare)) {
        const std::string text = truth.print(figure, truth[figure].amount);
        const std::string rival = draw(text, random);
        if (rival.empty()) continue;
        unsure[static_cast<std::size_t>(figure)] = true;
        each(document, truth[figure], [&](Field& field) {
          field.agreed = false;
          field.status = CellStatus::Read;
          field.rivals = {{rival, confusion_cost(text, rival, lexicons_.confusions), "second"}};
        });
      }

    std::map<int, Injected> injected;
    const std::size_t errors = 1 + below(kMostErrors);
    for (std::size_t tries = 0; injected.size() < errors && tries < 100; ++tries) {
      const int figure = printed[below(printed.size())];
      if (injected.contains(figure)) continue;
      Injected error;
      error.figure = figure;
      error.truth = truth.print(figure, truth[figure].amount);
      error.publisher = chance(kPublisherShare);
      error.truth_among_rivals = chance(kTruthAmongRivals);
      const std::string read = draw(error.truth, random);
      const std::string other = draw(error.truth, random);
      if (read.empty() || !truth.parse(figure, read)) continue;
      if (!error.publisher && !error.truth_among_rivals && (other.empty() || other == read))
        continue;
      error.cover = cover(identities.all(), amounts, figure, *truth.parse(figure, read));
      each(document, truth[figure], [&](Field& field) {
        field.value = field.printed = read;
        field.rivals.clear();
        if (error.publisher) {
          field.agreed = true;
          field.status = CellStatus::Confirmed;
        } else {
          field.agreed = false;
          field.status = CellStatus::Read;
          const std::string& rival = error.truth_among_rivals ? error.truth : other;
          field.rivals = {
              {rival, std::max(1.0, confusion_cost(read, rival, lexicons_.confusions)), "second"}};
        }
      });
      injected.emplace(figure, error);
    }
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Check> checks = reconcile(document, schemas_, lexicons_, {});
    const double took =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    milliseconds_ += took;
    slowest_ = std::max(slowest_, took);
    judge(document, truth, printed, unsure, injected, checks, seed);
  }

  void judge(const NormalizedDocument& document,
             const Figures& truth,
             const std::vector<int>& printed,
             const std::vector<bool>& unsure,
             const std::map<int, Injected>& injected,
             const std::vector<Check>& checks,
             std::uint32_t seed) {
    for (const int figure : printed) {
      const Field& field = field_of(document, truth[figure]);
      const auto found = injected.find(figure);
      if (found == injected.end()) {
        judge_right(field,
                    truth.print(figure, truth[figure].amount),
                    unsure[static_cast<std::size_t>(figure)],
                    seed);
      } else if (const Injected& error = found->second; error.publisher) {
        const bool reported =
            field.status == CellStatus::Flagged || in_broken_check(document, truth[figure], checks);
        judge_publishers(field, error, reported, seed);
      } else {
        judge_misread(field, error, seed);
      }
    }
  }

  void judge_right(const Field& field, const std::string& text, bool unsure, std::uint32_t seed) {
    ++right_;
    const bool changed = field.value != text;
    if (changed)
      std::printf("seed %u: right figure %s became %s (%s)\n",
                  seed,
                  text.c_str(),
                  field.value.c_str(),
                  last_suggestion(field));
    right_changed_ += changed;
    right_flagged_ += field.status == CellStatus::Flagged;
    unsure_ += unsure;
    unsure_confirmed_ += unsure && field.status == CellStatus::Confirmed;
  }

  void judge_publishers(const Field& field,
                        const Injected& error,
                        bool reported,
                        std::uint32_t seed) {
    Tally& tally = tally_of(error);
    if (field.status == CellStatus::Repaired)
      ++tally.wrong;
    else
      ++(reported ? tally.flagged : tally.missed);
    if (!reported && error.cover > 0)
      std::printf(
          "seed %u: unreported %s for %s\n", seed, field.value.c_str(), error.truth.c_str());
  }

  void judge_misread(const Field& field, const Injected& error, std::uint32_t seed) {
    Tally& tally = tally_of(error);
    if (field.status == CellStatus::Repaired) {
      const bool right = field.value == error.truth;
      ++(right ? tally.repaired : tally.wrong);
      if (!right)
        std::printf("seed %u: %s repaired to %s (%s)\n",
                    seed,
                    error.truth.c_str(),
                    field.value.c_str(),
                    last_suggestion(field));
    } else {
      const bool flagged = field.status == CellStatus::Flagged;
      ++(flagged ? tally.flagged : tally.missed);
      if (!flagged && error.cover > 0)
        std::printf(
            "seed %u: missed %s, read %s\n", seed, error.truth.c_str(), field.value.c_str());
    }
  }

  /// The tally of errors of this kind, with the error counted.
  Tally& tally_of(const Injected& error) {
    const std::string name = std::string(error.publisher ? "publisher's error" : "misread") +
                             (error.cover == 0   ? ", covered by none"
                              : error.cover == 1 ? ", covered by one"
                                                 : ", covered by two or more") +
                             (error.publisher            ? ""
                              : error.truth_among_rivals ? ", truth among rivals"
                                                         : ", truth absent");
    Tally& tally = tallies_[name];
    ++tally.errors;
    return tally;
  }

  static const char* last_suggestion(const Field& field) {
    return field.suggestions.empty() ? "" : field.suggestions.back().c_str();
  }

  static bool in_broken_check(const NormalizedDocument& document,
                              const Figure& figure,
                              const std::vector<Check>& checks) {
    const auto& table = document.tables[static_cast<std::size_t>(figure.table)];
    const std::string cell = table.name() + ":" + std::to_string(figure.rows.front() + 1) + ":" +
                             table.columns[static_cast<std::size_t>(figure.column)];
    return std::any_of(checks.begin(), checks.end(), [&](const Check& check) {
      return check.kind == "hard" && (check.holds == "broken" || check.holds == "tail_copy") &&
             std::find(check.cells.begin(), check.cells.end(), cell) != check.cells.end();
    });
  }

  /// Hard identities that the error alone would break.
  static int cover(const std::vector<Identity>& identities,
                   std::vector<Amount> amounts,
                   int figure,
                   const Amount& wrong) {
    amounts[static_cast<std::size_t>(figure)] = wrong;
    int count = 0;
    for (const Identity& identity : identities) {
      if (identity.kind != IdentityKind::Hard) continue;
      const bool member = std::any_of(identity.terms.begin(),
                                      identity.terms.end(),
                                      [&](const Term& t) { return t.figure == figure; });
      count += member && balance(identity, amounts).result == IdentityResult::Broken;
    }
    return count;
  }

  /// One confusion of a figure, likelier ones more often; "" when there is none.
  std::string draw(const std::string& text, std::mt19937& random) const {
    std::vector<std::string> texts;
    std::vector<double> weights;
    for (const std::string& other :
         single_confusions(text, kConfusionLimit, lexicons_.confusions)) {
      texts.push_back(other);
      weights.push_back(std::exp(-confusion_cost(other, text, lexicons_.confusions)));
    }
    if (texts.empty()) return {};
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double at = static_cast<double>(random() % 1000000) / 1000000 * sum;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      at -= weights[i];
      if (at <= 0) return texts[i];
    }
    return texts.back();
  }

  template <typename Change>
  static void each(NormalizedDocument& document, const Figure& figure, Change change) {
    for (const int row : figure.rows)
      change(document.tables[static_cast<std::size_t>(figure.table)]
                 .rows[static_cast<std::size_t>(row)]
                 .fields[static_cast<std::size_t>(figure.column)]);
  }

  static const Field& field_of(const NormalizedDocument& document, const Figure& figure) {
    return document.tables[static_cast<std::size_t>(figure.table)]
        .rows[static_cast<std::size_t>(figure.rows.front())]
        .fields[static_cast<std::size_t>(figure.column)];
  }

  std::vector<NormalizedDocument> documents_;
  Lexicons lexicons_;  ///< of what readers confuse; no names
  std::vector<Schema> schemas_ = row_sum_schemas();
  std::map<std::string, Tally> tallies_;
  long right_ = 0, right_changed_ = 0, right_flagged_ = 0, unsure_ = 0, unsure_confirmed_ = 0;
  double milliseconds_ = 0, slowest_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  int count = 10000;
  std::uint32_t seed = 1;
  std::vector<NormalizedDocument> documents;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--documents") == 0 && i + 1 < argc)
      count = std::atoi(argv[++i]);
    else if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
      seed = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    else if (documents.push_back(load_truth_document(argv[i])); documents.back().tables.empty()) {
      std::fprintf(stderr, "%s: no truth CSV in it\n", argv[i]);
      return 2;
    }
  }
  if (documents.empty()) {
    std::puts("usage: gouji_injection_bench [--documents N] [--seed S] TRUTH_FOLDER...");
    return 2;
  }
  const auto lexicons = std::filesystem::path(GOUJI_SOURCE_DIR) / "data" / "lexicon";
  Bench bench(std::move(documents), load_lexicons(lexicons).confusions);
  bench.clean();
  bench.run(count, seed);
  return 0;
}
