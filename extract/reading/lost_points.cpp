#include "extract/reading/lost_points.h"

#include <algorithm>
#include <map>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "extract/image/components.h"
#include "extract/reading/print_key.h"

namespace gouji {
namespace {

constexpr std::size_t kPlaces = 2;  // of a fraction: fen of a yuan, or a hundredth of ten thousand

// The figures with a point before the last two; nothing for what is no amount, has one there, or is
// too short.
std::optional<std::string> with_point(const std::string& text) {
  std::string figures;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      figures += c;
    else if (c != '.' && c != ',' && !(c == '-' && figures.empty()))
      return std::nullopt;
  }
  const bool has_point = text.size() > kPlaces && text[text.size() - kPlaces - 1] == '.';
  if (has_point || figures.size() <= kPlaces) return std::nullopt;
  const std::string sign = text.front() == '-' ? "-" : "";
  return sign + figures.substr(0, figures.size() - kPlaces) + '.' +
         figures.substr(figures.size() - kPlaces);
}

/// Amounts read without a point, and those of them with a gap for one.
struct Tally {
  int bare = 0;
  int gaps = 0;
  std::set<std::size_t> lengths;  ///< of those with a gap

  // Codes in two groups have a gap as well, but are all of one length.
  bool lost(const LostPointOptions& options) const {
    return gaps >= options.fewest && gaps >= options.share * bare && lengths.size() > 1;
  }
};

struct BareAmount {
  std::size_t cell = 0;
  std::string pointed;
  bool gap = false;
};

std::vector<BareAmount> bare_amounts(const CellSheet& sheet,
                                     const std::vector<RawCell>& cells,
                                     const LostPointOptions& options) {
  std::vector<BareAmount> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellWork& work = sheet.cells[i];
    // Without their points amounts look like codes.
    if (work.evidence.content == ContentClass::Text || work.boxes.size() != 1 ||
        cells[i].readings.empty())
      continue;
    if (auto pointed = with_point(without_spaces(cells[i].readings.front().text)))
      found.push_back({i,
                       std::move(*pointed),
                       stands_off(work.ink.ink(work.boxes.front()),
                                  work.evidence.lines.front().glyph_height,
                                  options)});
  }
  return found;
}

}  // namespace

bool stands_off(const cv::Mat& ink, double figure_height, const LostPointOptions& options) {
  cv::Mat columns;
  cv::reduce(ink, columns, 0, cv::REDUCE_MAX, CV_8U);
  const auto runs = runs_of(columns);
  if (runs.size() < 2) return false;
  // The widest gap, and the widest of the others. A 1 takes as much room as any figure.
  std::size_t widest = 1;
  double other = 0;
  const double width = options.figure_width * figure_height;
  const auto missing = [&](const InkRun& run) { return std::max(0.0, width - run.length()) / 2; };
  const auto gap = [&](std::size_t i) {
    return runs[i].from - runs[i - 1].to - missing(runs[i]) - missing(runs[i - 1]);
  };
  for (std::size_t i = 2; i < runs.size(); ++i) {
    if (gap(i) > gap(widest)) {
      other = gap(widest);
      widest = i;
    } else {
      other = std::max(other, gap(i));
    }
  }
  const double behind = runs.back().to - runs[widest].from;
  return gap(widest) >= options.gap * figure_height && gap(widest) >= options.lead * other &&
         behind >= options.least_fraction * figure_height &&
         behind <= options.most_fraction * figure_height;
}

void put_back_lost_points(const CellSheet& sheet,
                          const std::vector<GridCell>& places,
                          const LostPointOptions& options,
                          std::vector<RawCell>& cells) {
  const std::vector<BareAmount> amounts = bare_amounts(sheet, cells, options);
  Tally table;
  std::map<int, Tally> columns;
  for (const BareAmount& amount : amounts) {
    for (Tally* tally : {&table, &columns[places[amount.cell].column]}) {
      ++tally->bare;
      if (!amount.gap) continue;
      ++tally->gaps;
      tally->lengths.insert(amount.pointed.size());
    }
  }
  for (const BareAmount& amount : amounts) {
    const Tally& column = columns[places[amount.cell].column];
    const bool few = column.bare < options.fewest;
    if (!(few ? table : column).lost(options) || (few && !amount.gap)) continue;
    RawCell& cell = cells[amount.cell];
    if (amount.gap)
      put_right(amount.pointed, cell);
    else if (cell.reasons.empty())
      cell.reasons.emplace_back("low_confidence");
  }
}

}  // namespace gouji
