#include "extract/grid/table_header.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace gouji {
namespace {

// One for those that stand below each other, lines of a text.
std::vector<cv::Rect> side_by_side(std::vector<cv::Rect> runs) {
  std::sort(
      runs.begin(), runs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
  std::vector<cv::Rect> texts;
  for (const cv::Rect& run : runs) {
    if (texts.empty() || run.x >= texts.back().x + texts.back().width)
      texts.push_back(run);
    else
      texts.back() |= run;
  }
  return texts;
}

// That most rows have at most.
std::size_t usual_texts(const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                        Dpi dpi,
                        const TableHeaderOptions& options) {
  std::vector<std::size_t> counts;
  counts.reserve(signs_in_rows.size());
  for (const auto& row : signs_in_rows)
    counts.push_back(side_by_side(runs_of_print(row, dpi, options.texts)).size());
  const auto at =
      static_cast<std::ptrdiff_t>(options.usual_row * static_cast<double>(counts.size() - 1));
  std::nth_element(counts.begin(), counts.begin() + at, counts.end());
  return counts[static_cast<std::size_t>(at)];
}

// Whether one of the words heads two of the texts below: both reach under it, or none does and one
// that is under no other stands at either side. `words`: from left to right.
bool heads_two(const std::vector<cv::Rect>& words, const std::vector<cv::Rect>& below) {
  const auto free = [&](int from, int to) {
    return std::any_of(below.begin(), below.end(), [&](const cv::Rect& text) {
      return text.x >= from && text.x + text.width <= to;
    });
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto under = std::count_if(below.begin(), below.end(), [&](const cv::Rect& text) {
      return overlap_across(words[i], text);
    });
    if (under >= 2) return true;
    const int before = i == 0 ? 0 : words[i - 1].x + words[i - 1].width;
    const int after = i + 1 == words.size() ? std::numeric_limits<int>::max() : words[i + 1].x;
    if (under == 0 && free(before, words[i].x) && free(words[i].x + words[i].width, after))
      return true;
  }
  return false;
}

}  // namespace

std::vector<std::vector<cv::Rect>> signs_in_rows(const std::vector<cv::Rect>& signs,
                                                 const std::vector<int>& rows) {
  std::vector<std::vector<cv::Rect>> in_rows(rows.size() - 1);
  for (const cv::Rect& sign : signs) {
    const auto below = std::upper_bound(rows.begin(), rows.end(), sign.y + sign.height / 2);
    if (below == rows.begin() || below == rows.end()) continue;
    in_rows[static_cast<std::size_t>(below - rows.begin() - 1)].push_back(sign);
  }
  return in_rows;
}

TableHeader find_header(const std::vector<std::vector<cv::Rect>>& signs_in_rows,
                        Dpi dpi,
                        const TableHeaderOptions& options) {
  if (signs_in_rows.empty()) return {};
  const std::size_t usual = usual_texts(signs_in_rows, dpi, options);
  TableHeader header;
  std::vector<cv::Rect> signs, words;  // the latter head the columns so far
  std::vector<int> levels;
  for (std::size_t r = 0; r < std::min(signs_in_rows.size(), options.most_rows); ++r) {
    const auto& row = signs_in_rows[r];
    const auto level = level_below_groups(runs_of_print(row, dpi, options.runs), options.leaves);
    if (level) levels.push_back(*level);
    signs.insert(signs.end(), row.begin(), row.end());
    // With all columns headed only groups go on.
    if (header.leaves.size() >= usual &&
        !heads_two(words, side_by_side(runs_of_print(row, dpi, options.texts))))
      break;
    const std::vector<cv::Rect> runs = runs_of_print(signs, dpi, options.runs);
    words = header_leaves(runs, options.leaves);
    if (words.size() > header.leaves.size())
      header = {words, r + 1, words.size() >= usual, usual_height(runs), levels};
  }
  return header;
}

}  // namespace gouji
