#include "extract/grid/wide_paper.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace gouji {
namespace {

int bottom_of(const cv::Rect& box) {
  return box.y + box.height;
}

/// Rows of pixels without print.
struct Paper {
  int from = 0;
  int to = 0;
};

// Between print, through all columns. `runs`: from top to bottom.
std::vector<Paper> paper_between(const std::vector<cv::Rect>& runs) {
  std::vector<Paper> paper;
  int bottom = runs.front().y;
  for (const cv::Rect& run : runs) {
    if (run.y > bottom) paper.push_back({bottom, run.y});
    bottom = std::max(bottom, bottom_of(run));
  }
  return paper;
}

// From each line to the text below it. `runs`: from top to bottom; `height`: their usual one.
std::vector<int> gaps_below_lines(const std::vector<cv::Rect>& runs,
                                  int height,
                                  const WidePaperOptions& options) {
  std::vector<cv::Rect> texts = runs;
  std::erase_if(texts, [&](const cv::Rect& run) {
    return std::min(run.width, run.height) < options.least_size * height;
  });
  std::vector<int> gaps;
  for (auto line = texts.begin(); line != texts.end(); ++line) {
    if (line->width < options.least_line * height) continue;
    const auto next = std::find_if(line, texts.end(), [&](const cv::Rect& other) {
      const int shared =
          std::min(line->x + line->width, other.x + other.width) - std::max(line->x, other.x);
      return other.y >= bottom_of(*line) &&
             shared >= options.below * std::min(line->width, other.width);
    });
    if (next != texts.end()) gaps.push_back(next->y - bottom_of(*line));
  }
  return gaps;
}

int median(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Between the signs of one column in one row: paper with print above and below.
std::vector<Paper> paper_inside(const std::vector<cv::Rect>& signs, const cv::Range& column) {
  std::vector<cv::Rect> inside;
  std::copy_if(signs.begin(), signs.end(), std::back_inserter(inside), [&](const cv::Rect& sign) {
    const int middle = sign.x + sign.width / 2;
    return middle >= column.start && middle < column.end;
  });
  if (inside.empty()) return {};
  std::sort(
      inside.begin(), inside.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  return paper_between(inside);
}

// Around `at`, with print above and below in the column.
enum class Around { Nothing, Print, Paper };

Around around(int at, const std::vector<cv::Rect>& signs, const cv::Range& column, double least) {
  bool above = false, below = false, across = false;
  for (const cv::Rect& sign : signs) {
    const int middle = sign.x + sign.width / 2;
    if (middle < column.start || middle >= column.end) continue;
    above = above || bottom_of(sign) <= at;
    below = below || sign.y >= at;
    across = across || (sign.y < at && bottom_of(sign) > at);
  }
  if (across) return Around::Print;
  if (!above || !below) return Around::Nothing;
  const auto paper = paper_inside(signs, column);
  const bool wide = std::any_of(paper.begin(), paper.end(), [&](const Paper& p) {
    return p.from <= at && at <= p.to && p.to - p.from >= least;
  });
  return wide ? Around::Paper : Around::Print;
}

// The level inside a row that most columns have wide paper at, where print shows them to be two.
std::optional<int> level_in_most(const std::vector<cv::Rect>& signs,
                                 const std::vector<int>& columns,
                                 double least,
                                 const WidePaperOptions& options) {
  std::optional<int> level;
  std::ptrdiff_t most = 0;
  for (std::size_t c = 0; c + 1 < columns.size(); ++c)
    for (const Paper& paper : paper_inside(signs, {columns[c], columns[c + 1]})) {
      if (paper.to - paper.from < least) continue;
      const int at = (paper.from + paper.to) / 2;
      std::ptrdiff_t parted = 0, across = 0;
      for (std::size_t other = 0; other + 1 < columns.size(); ++other) {
        const Around seen = around(at, signs, {columns[other], columns[other + 1]}, least);
        parted += seen == Around::Paper ? 1 : 0;
        across += seen == Around::Print ? 1 : 0;
      }
      if (parted < std::max(options.fewest_columns, options.times_as_many * across)) continue;
      if (parted > most) {
        most = parted;
        level = at;
      }
    }
  return level;
}

}  // namespace

double paper_between_rows(const std::vector<cv::Rect>& signs,
                          Dpi dpi,
                          const WidePaperOptions& options) {
  std::vector<cv::Rect> runs = runs_of_print(signs, dpi, options.runs);
  if (runs.empty()) return 0;
  std::sort(
      runs.begin(), runs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  const int height = usual_height(runs);
  const double narrowest = options.narrowest * height;
  std::vector<int> parting;
  for (const Paper& paper : paper_between(runs))
    if (paper.to - paper.from >= narrowest) parting.push_back(paper.to - paper.from);
  if (parting.empty()) return 0;
  const int usual = median(std::move(parting));
  if (usual < options.least_paper * height) return 0;
  const std::vector<int> gaps = gaps_below_lines(runs, height, options);
  const auto wrapped = std::count_if(gaps.begin(), gaps.end(), [&](int gap) {
    return gap >= narrowest && options.wider * gap <= usual;
  });
  return wrapped < options.fewest_wrapped ? 0 : options.nearly_usual * usual;
}

std::vector<int> levels_in_paper(const std::vector<cv::Rect>& signs,
                                 const std::vector<int>& rows,
                                 double least,
                                 Dpi dpi,
                                 const WidePaperOptions& options) {
  if (least <= 0) return {};
  std::vector<cv::Rect> runs = runs_of_print(signs, dpi, options.runs);
  if (runs.empty()) return {};
  std::sort(
      runs.begin(), runs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  std::vector<int> levels;
  for (const Paper& paper : paper_between(runs)) {
    const bool ruled = std::any_of(
        rows.begin(), rows.end(), [&](int row) { return row >= paper.from && row <= paper.to; });
    if (!ruled && paper.to - paper.from >= least) levels.push_back((paper.from + paper.to) / 2);
  }
  return levels;
}

std::vector<int> levels_in_most_columns(const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                                        const std::vector<int>& columns,
                                        double least,
                                        const WidePaperOptions& options) {
  if (least <= 0) return {};
  std::vector<int> levels;
  std::vector<std::vector<cv::Rect>> rows(signs_in_rows.rbegin(), signs_in_rows.rend());
  while (!rows.empty()) {
    const std::vector<cv::Rect> row = std::move(rows.back());
    rows.pop_back();
    const auto level = level_in_most(row, columns, least, options);
    if (!level) continue;
    levels.push_back(*level);
    // Either part may be two rows again.
    std::vector<cv::Rect> above, below;
    for (const cv::Rect& sign : row)
      (sign.y + sign.height / 2 < *level ? above : below).push_back(sign);
    rows.push_back(std::move(below));
    rows.push_back(std::move(above));
  }
  std::sort(levels.begin(), levels.end());
  return levels;
}

}  // namespace gouji
