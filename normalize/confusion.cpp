#include "normalize/confusion.h"

#include <algorithm>
#include <array>
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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

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

double substitution(char read, char printed) {
  if (read == printed) return 0;
  if (is_digit(read) && is_digit(printed)) return alike(read, printed) ? kAlike : kUnlike;
  return kPoint + kUnlike;
}

/// The cost of a character that only one of the texts has, beside `neighbour`s.
double gap(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '.') return kPoint;
  if (c == '-') return kSign;
  const bool twin = (at > 0 && text[at - 1] == c) || (at + 1 < text.size() && text[at + 1] == c);
  return twin || c == '1' ? kTwinDigit : kLostDigit;
}

bool well_formed(const std::string& text) {
  if (!Decimal::parse(text)) return false;
  const std::size_t first = text.front() == '-' ? 1 : 0;
  return text.size() <= first + 1 || text[first] != '0' || text[first + 1] == '.';
}

}  // namespace

double confusion_cost(std::string_view read, std::string_view printed) {
  const std::size_t n = read.size(), m = printed.size();
  std::vector<std::vector<double>> cost(n + 1, std::vector<double>(m + 1, 0));
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= m; ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e9;
      if (i > 0) best = std::min(best, cost[i - 1][j] + gap(read, i - 1));
      if (j > 0) best = std::min(best, cost[i][j - 1] + gap(printed, j - 1));
      if (i > 0 && j > 0)
        best = std::min(best, cost[i - 1][j - 1] + substitution(read[i - 1], printed[j - 1]));
      if (i > 1 && j > 1 && read[i - 1] == printed[j - 2] && read[i - 2] == printed[j - 1])
        best = std::min(best, cost[i - 2][j - 2] + kSwap);
      cost[i][j] = best;
    }
  return cost[n][m];
}

std::vector<std::string> single_confusions(std::string_view read, double limit) {
  std::set<std::string> found;
  const auto offer = [&](const std::string& text) {
    if (text != read && well_formed(text) && confusion_cost(read, text) <= limit)
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
