#include "normalize/schema/column_matcher.h"

#include <algorithm>
#include <cmath>

#include "core/similarity.h"
#include "normalize/repair/text_folding.h"
#include "normalize/rows/value_parser.h"
#include "normalize/schema/assignment.h"
#include "normalize/schema/column_content.h"

namespace gouji {
namespace {

constexpr double kLeafWeight = 2;            // the last level says more than the groups above
constexpr double kExtraLevel = 0.02;         // a printed level that the alias does not name
constexpr double kTrailingLevel = 0.15;      // a printed level below the alias's last one
constexpr double kLeastSimilarity = 0.55;    // below it two wordings are not the same
constexpr double kFaintSimilarity = 0.3;     // of a header that a gap between neighbours explains
constexpr double kFaintWeight = 0.25;        // of such a likeness, beside clear ones
constexpr double kMisreadSimilarity = 0.45;  // of a header read by OCR, to a column still free
constexpr double kDigitsFit = 0.3;           // a code column whose figures have the usual length
constexpr double kPlaceWeight = 0.10;        // order decides between equal wordings
constexpr std::size_t kShortestInside = 3;   // shorter words are not sought inside longer ones

std::size_t at_index(int i) {
  return static_cast<std::size_t>(i);
}

// The side that an alias of a two-sided table names in its first level.
Side side_of(const std::string& alias) {
  const std::string first = alias.substr(0, alias.find('/'));
  if (first.find("收入") != std::string::npos) return Side::Revenue;
  if (first.find("支出") != std::string::npos) return Side::Expenditure;
  return Side::None;
}

std::vector<std::u32string> levels_of(const std::string& alias) {
  std::vector<std::u32string> levels;
  std::size_t begin = 0;
  while (begin <= alias.size()) {
    const std::size_t end = std::min(alias.find('/', begin), alias.size());
    levels.push_back(to_utf32(std::string_view(alias).substr(begin, end - begin)));
    begin = end + 1;
  }
  return levels;
}

double level_similarity(const std::u32string& wanted, const std::u32string& printed) {
  if (wanted.size() < kShortestInside) return similarity(wanted, printed);
  return contained_similarity(wanted, printed);
}

double path_similarity_of(const std::vector<std::u32string>& printed,
                          const std::vector<std::u32string>& wanted) {
  const std::size_t n = wanted.size(), m = printed.size();
  if (n == 0 || m == 0) return 0;
  double weights = kLeafWeight + static_cast<double>(n - 1);
  // best[i][j]: the first i wanted levels within the first j printed ones.
  std::vector<std::vector<double>> best(n + 1, std::vector<double>(m + 1, 0));
  double found = 0;
  for (std::size_t i = 1; i <= n; ++i) {
    const bool leaf = i == n;
    for (std::size_t j = 1; j <= m; ++j) {
      const double here = best[i - 1][j - 1] + (leaf ? kLeafWeight : 1) *
                                                   level_similarity(wanted[i - 1], printed[j - 1]);
      best[i][j] = std::max({best[i][j - 1], best[i - 1][j], here});
      if (leaf)
        found = std::max(found, here / weights - kTrailingLevel * static_cast<double>(m - j));
    }
  }
  const double extra = m > n ? static_cast<double>(m - n) : 0;
  return std::max(0.0, found - kExtraLevel * extra);
}

// May be absent from a table of this schema without a word.
bool is_optional(const Schema& schema, const Target& target) {
  const bool later_block = !schema.two_sided && static_cast<int>(target.side) > 0;
  return later_block || schema.columns[at_index(target.column)].optional;
}

// Nothing of the header over a column could be read.
bool is_unread(const std::vector<std::string>& path) {
  return std::all_of(
      path.begin(), path.end(), [](const std::string& level) { return level == kUnreadLevel; });
}

struct Scores {
  std::vector<std::vector<double>> wording;  // header path against the best alias
  // With place and content. A misread header claims what it may be: its neighbours take less
  // gladly what fits them as well.
  std::vector<std::vector<double>> benefit;
};

Scores score_columns(const Schema& schema,
                     const std::vector<Target>& targets,
                     const FlatHeader& header,
                     const GridView& grid) {
  std::vector<std::vector<std::vector<std::u32string>>> aliases(targets.size());
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (const std::string& alias : schema.columns[at_index(targets[t].column)].aliases)
      if (!schema.two_sided || side_of(alias) == Side::None || side_of(alias) == targets[t].side)
        aliases[t].push_back(levels_of(alias));
  }
  Scores scores;
  const bool scanned = grid.table().text_source == TextSource::Ocr;
  const double last_column = std::max(1, grid.columns() - 1);
  const double last_target = std::max<double>(1, static_cast<double>(targets.size()) - 1);
  for (int c = 0; c < grid.columns(); ++c) {
    std::vector<std::u32string> printed;
    for (const std::string& level : header.paths[at_index(c)]) printed.push_back(to_utf32(level));
    const ColumnContent content = content_of(grid, header.first_data_row, c);
    if (is_second_half(grid, header.first_data_row, c)) printed.clear();
    std::vector<double> wording, benefit;
    for (std::size_t t = 0; t < targets.size(); ++t) {
      double best = 0;
      for (const auto& alias : aliases[t])
        best = std::max(best, path_similarity_of(printed, alias));
      wording.push_back(best);
      const double away = std::abs(c / last_column - static_cast<double>(t) / last_target);
      const double total =
          best + kPlaceWeight * (1 - away) -
          content_penalty(schema.columns[at_index(targets[t].column)].type, content);
      const double weight = best >= kLeastSimilarity              ? 1
                            : scanned && best >= kFaintSimilarity ? kFaintWeight
                                                                  : 0;
      const bool possible = !contradicts_digits(
          grid, header.first_data_row, c, schema.columns[at_index(targets[t].column)].digits);
      benefit.push_back(possible ? weight * total : 0);
    }
    scores.wording.push_back(std::move(wording));
    scores.benefit.push_back(std::move(benefit));
  }
  return scores;
}

// 款 and 项 stand behind 类, in this order; all show themselves by their digits.
void match_parts_of_codes(std::vector<int>& target,
                          const Schema& schema,
                          const std::vector<Target>& targets,
                          const FlatHeader& header,
                          const GridView& grid) {
  const int columns = static_cast<int>(target.size()), wanted = static_cast<int>(targets.size());
  const auto digits_of = [&](int t) {
    return schema.columns[at_index(targets[at_index(t)].column)].digits;
  };
  const auto could_be = [&](int c, int t) {
    return target[at_index(c)] < 0 && std::find(target.begin(), target.end(), t) == target.end() &&
           has_digits(grid, header.first_data_row, c, digits_of(t));
  };
  const auto is_part = [&](int t) {
    return t < wanted && digits_of(t) > 0 && digits_of(t) < kClassDigits;
  };
  for (int c = 0; c < columns; ++c)
    for (int t = 0; t < wanted; ++t) {
      if (digits_of(t) != kClassDigits || !is_part(t + 1)) continue;
      if (c + 1 < columns && could_be(c, t) && could_be(c + 1, t + 1)) target[at_index(c)] = t;
      if (target[at_index(c)] != t) continue;
      for (int k = 1; c + k < columns && is_part(t + k) && could_be(c + k, t + k); ++k)
        target[at_index(c + k)] = t + k;
    }
}

// Columns and targets that are left over after the clear ones, where the header was read by OCR: a
// weaker likeness will do, and codes show themselves by their length.
void match_misread(std::vector<int>& target,
                   const Schema& schema,
                   const std::vector<Target>& targets,
                   const Scores& scores,
                   const FlatHeader& header,
                   const GridView& grid) {
  std::vector<std::vector<double>> benefit(target.size(), std::vector<double>(targets.size(), 0));
  for (std::size_t c = 0; c < target.size(); ++c) {
    if (target[c] >= 0 || header.paths[c].empty()) continue;
    for (std::size_t t = 0; t < targets.size(); ++t) {
      if (std::find(target.begin(), target.end(), static_cast<int>(t)) != target.end()) continue;
      const Column& column = schema.columns[at_index(targets[t].column)];
      const int place = static_cast<int>(c);
      double value = scores.wording[c][t] -
                     content_penalty(column.type, content_of(grid, header.first_data_row, place));
      if (column.digits > 0 && has_digits(grid, header.first_data_row, place, column.digits))
        value += kDigitsFit;
      if (value >= kMisreadSimilarity) benefit[c][t] = value;
    }
  }
  const std::vector<int> found = best_assignment(benefit);
  for (std::size_t c = 0; c < target.size(); ++c)
    if (target[c] < 0) target[c] = found[c];
}

// A column of figures whose header is nothing but misread, between two known ones: when one single
// amount of the schema is free between these, it is that. So, where tables have two sides, with the
// words before an amount.
void match_by_elimination(std::vector<int>& target,
                          const Schema& schema,
                          const std::vector<Target>& targets,
                          const FlatHeader& header,
                          const GridView& grid) {
  const int columns = static_cast<int>(target.size());
  for (int c = 0; c < columns; ++c) {
    if (target[at_index(c)] >= 0) continue;
    const ColumnContent content = content_of(grid, header.first_data_row, c);
    if (content.figures == 0 && content.words == 0) continue;
    const ColumnType type = content.words > content.figures ? ColumnType::Text : ColumnType::Amount;
    if (type == ColumnType::Text && !(schema.two_sided && is_header_doubtful(grid, header, c)))
      continue;
    int before = c, after = c;
    while (before >= 0 && target[at_index(before)] < 0) --before;
    while (after < columns && target[at_index(after)] < 0) ++after;
    if (after - before != 2) continue;  // several unknown columns together
    if (type == ColumnType::Text && after == columns) continue;
    const int low = before < 0 ? -1 : target[at_index(before)];
    const int high = after == columns ? static_cast<int>(targets.size()) : target[at_index(after)];
    int candidate = -1, candidates = 0;
    for (int t = low + 1; t < high; ++t) {
      const Column& column = schema.columns[at_index(targets[at_index(t)].column)];
      if (column.type != type || column.optional ||
          std::find(target.begin(), target.end(), t) != target.end())
        continue;
      candidate = t;
      ++candidates;
    }
    if (candidates == 1) target[at_index(c)] = candidate;
  }
}

// Columns whose header nobody could read stand between two that are known: when as many targets
// are left between these, they are those, in this order but for what their content says.
void fill_gaps(std::vector<int>& target,
               const Schema& schema,
               const std::vector<Target>& targets,
               const Scores& scores,
               const FlatHeader& header,
               const GridView& grid) {
  const int columns = static_cast<int>(target.size());
  for (int c = 0; c < columns; ++c) {
    if (target[at_index(c)] >= 0) continue;
    int end = c;
    while (end < columns && target[at_index(end)] < 0) ++end;
    const int first = c == 0 ? 0 : target[at_index(c - 1)] + 1;
    const int last = end == columns ? static_cast<int>(targets.size()) : target[at_index(end)];
    bool as_many = last - first == end - c;
    for (int t = first; as_many && t < last; ++t)
      as_many = std::find(target.begin(), target.end(), t) == target.end();
    if (as_many) {
      std::vector<std::vector<double>> benefit(at_index(end - c));
      for (int k = c; k < end; ++k) {
        const ColumnContent content = content_of(grid, header.first_data_row, k);
        for (int t = first; t < last; ++t) {
          const double wording = scores.wording[at_index(k)][at_index(t)];
          const bool readable = !is_unread(header.paths[at_index(k)]);
          const Column& column = schema.columns[at_index(targets[at_index(t)].column)];
          // Codes of the right length show what they are, whatever was read above them.
          const bool codes =
              column.digits > 0 && has_digits(grid, header.first_data_row, k, column.digits);
          // Text may be all figures (权重) where half of its header was read.
          const bool fits = (fits_content(column.type, content) || wording >= kMisreadSimilarity) &&
                            (!readable || codes || wording >= kFaintSimilarity);
          const double order = k - c == t - first ? kPlaceWeight : 0;
          benefit[at_index(k - c)].push_back(fits ? 1 + wording + order : 0);
        }
      }
      const std::vector<int> found = best_assignment(benefit);
      if (std::find(found.begin(), found.end(), -1) == found.end())
        for (int k = c; k < end; ++k) target[at_index(k)] = first + found[at_index(k - c)];
    }
    c = end;
  }
}

}  // namespace

std::vector<Target> targets_of(const Schema& schema) {
  std::vector<Target> targets;
  if (!schema.two_sided && schema.blocks > 1) {
    for (int block = 0; block < schema.blocks; ++block)
      for (std::size_t c = 0; c < schema.columns.size(); ++c)
        if (schema.columns[c].type != ColumnType::Label)
          targets.push_back({static_cast<int>(c), static_cast<Side>(block)});
    return targets;
  }
  if (!schema.two_sided) {
    for (std::size_t c = 0; c < schema.columns.size(); ++c)
      if (schema.columns[c].type != ColumnType::Label)
        targets.push_back({static_cast<int>(c), Side::None});
    return targets;
  }
  for (const Side side : {Side::Revenue, Side::Expenditure})
    for (std::size_t c = 0; c < schema.columns.size(); ++c) {
      const Column& column = schema.columns[c];
      const bool here =
          std::any_of(column.aliases.begin(), column.aliases.end(), [&](const std::string& alias) {
            return side_of(alias) == side;
          });
      if (column.type != ColumnType::Label && here) targets.push_back({static_cast<int>(c), side});
    }
  return targets;
}

double path_similarity(const std::vector<std::string>& path, const std::string& alias) {
  std::vector<std::u32string> printed;
  printed.reserve(path.size());
  for (const std::string& level : path) printed.push_back(to_utf32(level));
  return path_similarity_of(printed, levels_of(alias));
}

ColumnMatch match_columns(const Schema& schema, const FlatHeader& header, const GridView& grid) {
  const std::vector<Target> targets = targets_of(schema);
  const Scores scores = score_columns(schema, targets, header, grid);
  ColumnMatch match;
  match.target = best_assignment(scores.benefit);
  double sum = 0, wanted = 0;
  for (const Target& target : targets)
    if (!is_optional(schema, target)) ++wanted;
  for (std::size_t c = 0; c < match.target.size(); ++c) {
    if (match.target[c] < 0) continue;
    if (scores.wording[c][at_index(match.target[c])] < kLeastSimilarity) {
      match.target[c] = -1;  // a claim is no proof
      continue;
    }
    sum += scores.wording[c][at_index(match.target[c])];
    if (is_optional(schema, targets[at_index(match.target[c])])) ++wanted;
  }
  match.score = 2 * sum / (wanted + static_cast<double>(match.target.size()));
  if (grid.table().text_source == TextSource::Ocr) {
    match_parts_of_codes(match.target, schema, targets, header, grid);
    match_misread(match.target, schema, targets, scores, header, grid);
    match_by_elimination(match.target, schema, targets, header, grid);
  }
  fill_gaps(match.target, schema, targets, scores, header, grid);
  for (std::size_t c = 0; c < match.target.size(); ++c)
    match.wording.push_back(match.target[c] < 0 ? 0 : scores.wording[c][at_index(match.target[c])]);
  return match;
}

}  // namespace gouji
