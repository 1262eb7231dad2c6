#include "extract/grid/wide_paper.h"

#include <algorithm>
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

}  // namespace

std::vector<int> levels_in_wide_paper(const std::vector<cv::Rect>& signs,
                                      const std::vector<int>& rows,
                                      Dpi dpi,
                                      const WidePaperOptions& options) {
  std::vector<cv::Rect> runs = runs_of_print(signs, dpi, options.runs);
  std::erase_if(runs, [&](const cv::Rect& run) {
    return rows.empty() || run.y < rows.front() || bottom_of(run) > rows.back();
  });
  if (runs.empty()) return {};
  std::sort(
      runs.begin(), runs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  const int height = usual_height(runs);
  const std::vector<Paper> through = paper_between(runs);
  const double narrowest = options.narrowest * height;
  std::vector<int> parting;
  for (const Paper& paper : through)
    if (paper.to - paper.from >= narrowest) parting.push_back(paper.to - paper.from);
  if (parting.empty()) return {};
  const int usual = median(std::move(parting));
  if (usual < options.least_paper * height) return {};
  const std::vector<int> gaps = gaps_below_lines(runs, height, options);
  const auto wrapped = std::count_if(gaps.begin(), gaps.end(), [&](int gap) {
    return gap >= narrowest && options.wider * gap <= usual;
  });
  if (wrapped < options.fewest_wrapped) return {};

  const double least = options.nearly_usual * usual;
  std::vector<int> levels;
  for (const Paper& paper : through) {
    const bool ruled = std::any_of(
        rows.begin(), rows.end(), [&](int row) { return row >= paper.from && row <= paper.to; });
    if (!ruled && paper.to - paper.from >= least) levels.push_back((paper.from + paper.to) / 2);
  }
  return levels;
}

}  // namespace gouji
