#include "normalize/repair/confusion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "core/decimal.h"

namespace gouji {
namespace {

// Priors, not counts: pairs that readers of digits are known to mix up get the smaller cost. About
// e^-2.5 of all misread digits fall on a given like pair, e^-4.5 on a given unlike one.
constexpr double kAlike = 2.5;
constexpr double kUnlike = 4.5;
constexpr double kPoint = 2.5;      // a lost or doubled decimal point
constexpr double kLostDigit = 3.5;  // a digit too many or too few
constexpr double kTwinDigit = 2.5;  // the same beside an equal digit, or a thin 1
constexpr double kSwap = 5.0;       // neighbours swapped
constexpr double kSign = 4.0;

constexpr double kPriorErrors = 20;  // misread characters that weigh as much as the priors

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view kSymbols = "0123456789.- ";

bool alike(char a, char b) {
  static constexpr std::array<std::string_view, 18> kPairs = {"38",
                                                              "06",
                                                              "08",
                                                              "17",
                                                              "56",
                                                              "58",
                                                              "68",
                                                              "35",
                                                              "49",
                                                              "27",
                                                              "14",
                                                              "09",
                                                              "89",
                                                              "69",
                                                              "23",
                                                              "12",
                                                              "39",
                                                              "47"};
  return std::any_of(kPairs.begin(), kPairs.end(), [a, b](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

/// The cost of a character that only the reading (or only the print) has, beside its neighbours:
/// one of two equal characters is lost or doubled more easily.
double gap(std::string_view text, std::size_t at, bool read, const ConfusionModel& model) {
  const char c = text[at];
  const double cost =
      read ? model.cost(c, ConfusionModel::kNothing) : model.cost(ConfusionModel::kNothing, c);
  const bool twin = (at > 0 && text[at - 1] == c) || (at + 1 < text.size() && text[at + 1] == c);
  return twin && is_digit(c) ? std::min(cost, kTwinDigit) : cost;
}

bool well_formed(const std::string& text) {
  if (!Decimal::parse(text)) return false;
  const std::size_t first = text.front() == '-' ? 1 : 0;
  return text.size() <= first + 1 || text[first] != '0' || text[first + 1] == '.';
}

}  // namespace

ConfusionModel::ConfusionModel() {
  for (std::size_t i = 0; i < kCharacters; ++i)
    for (std::size_t j = 0; j < kCharacters; ++j) {
      const char read = kSymbols[i], printed = kSymbols[j];
      double cost = kPoint + kUnlike;
      if (i == j)
        cost = 0;
      else if (read == kNothing || printed == kNothing) {
        const char c = read == kNothing ? printed : read;
        cost = c == '.' ? kPoint : c == '-' ? kSign : c == '1' ? kTwinDigit : kLostDigit;
      } else if (is_digit(read) && is_digit(printed)) {
        cost = alike(read, printed) ? kAlike : kUnlike;
      }
      costs_[i][j] = cost;
    }
}

std::size_t ConfusionModel::index(char c) {
  const std::size_t found = kSymbols.find(c);
  return found == std::string_view::npos ? kCharacters : found;
}

double ConfusionModel::cost(char read, char printed) const {
  const std::size_t i = index(read), j = index(printed);
  if (i == kCharacters || j == kCharacters) return read == printed ? 0 : kPoint + kUnlike;
  return costs_[i][j];
}

void ConfusionModel::set(char read, char printed, double cost) {
  const std::size_t i = index(read), j = index(printed);
  if (i < kCharacters && j < kCharacters && i != j) costs_[i][j] = cost;
}

ConfusionModel learned_confusions(const std::vector<ConfusionCount>& counts) {
  const auto symbol = [](const std::string& text) {
    if (text.empty()) return ConfusionModel::kNothing;
    const bool known = text.size() == 1 && text != " " && kSymbols.find(text) != std::string::npos;
    return known ? text.front() : '\0';
  };
  std::map<char, std::map<char, double>> misread;  // printed -> read -> times
  for (const ConfusionCount& c : counts) {
    const char printed = symbol(c.printed), read = symbol(c.read);
    if (printed != '\0' && read != '\0' && printed != read) misread[printed][read] += c.count;
  }
  ConfusionModel model;
  const ConfusionModel prior;
  for (const auto& [printed, reads] : misread) {
    double all = kPriorErrors;
    for (const auto& [read, times] : reads) all += times;
    for (const char read : kSymbols) {
      if (read == printed) continue;
      const auto seen = reads.find(read);
      const double times = seen == reads.end() ? 0 : seen->second;
      const double expected = kPriorErrors * std::exp(-prior.cost(read, printed));
      model.set(read, printed, -std::log((times + expected) / all));
    }
  }
  return model;
}

double confusion_cost(std::string_view read,
                      std::string_view printed,
                      const ConfusionModel& model) {
  const std::size_t n = read.size(), m = printed.size();
  std::vector<std::vector<double>> cost(n + 1, std::vector<double>(m + 1, 0));
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= m; ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e9;
      if (i > 0) best = std::min(best, cost[i - 1][j] + gap(read, i - 1, /*read=*/true, model));
      if (j > 0) best = std::min(best, cost[i][j - 1] + gap(printed, j - 1, /*read=*/false, model));
      if (i > 0 && j > 0)
        best = std::min(best, cost[i - 1][j - 1] + model.cost(read[i - 1], printed[j - 1]));
      if (i > 1 && j > 1 && read[i - 1] == printed[j - 2] && read[i - 2] == printed[j - 1])
        best = std::min(best, cost[i - 2][j - 2] + kSwap);
      cost[i][j] = best;
    }
  return cost[n][m];
}

std::vector<std::string> single_confusions(std::string_view read,
                                           double limit,
                                           const ConfusionModel& model) {
  std::set<std::string> found;
  const auto offer = [&](const std::string& text) {
    if (text != read && well_formed(text) && confusion_cost(read, text, model) <= limit)
      found.insert(text);
  };
  const std::string text(read);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    for (const char c : std::string_view("0123456789.")) {
      std::string inserted = text;
      inserted.insert(i, 1, c);
      offer(inserted);
      if (i == text.size()) continue;
      std::string replaced = text;
      replaced[i] = c;
      offer(replaced);
    }
    if (i == text.size()) continue;
    std::string shorter = text;
    shorter.erase(i, 1);
    offer(shorter);
    if (i + 1 < text.size()) {
      std::string swapped = text;
      std::swap(swapped[i], swapped[i + 1]);
      offer(swapped);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace gouji
